"""The house's own ledger: by what it is known again, and the words that it writes for codes.

The words are the first of each line in `words.toml`, so what is written is what is read.
"""

import tomllib
from pathlib import Path
from typing import Final

META: Final = "_meta"  # the hidden sheet that says so
TEMPLATE: Final = "anxin.families.ledger"
VERSION: Final = "1"
_TABLE: Final = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))

RELATION_WORDS: Final = {code: words[0] for code, words in _TABLE["relations"].items() if code.isdigit()}
SEX_WORDS: Final = {code: words[0] for code, words in _TABLE["sex"].items()}
DETERMINATION_WORDS: Final = {code: words[0] for code, words in _TABLE["determination"].items()}
