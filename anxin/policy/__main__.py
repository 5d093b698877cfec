"""``python -m anxin.policy FILE [PACK ...]``: the package alone, without the house around it."""

import json
import sys
from pathlib import Path

from anxin.policy.api import read_pack
from anxin.policy.documents import answer, read
from anxin.policy.wrong import Wrong


def main(family: str, *packs: str) -> int:
    """Write what the family is owed; 2 and the path of the wrong field for bad input."""
    try:
        text = sys.stdin.read() if family == "-" else Path(family).read_text("utf-8")
        told = answer(read(text), [read_pack(Path(pack).read_text("utf-8")) for pack in packs])
    except Wrong as wrong:
        sys.stderr.write(f"{wrong.told('en')}\n{wrong.told('zh')}\n")
        return 2
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["-"])))
