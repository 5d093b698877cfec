"""Makes the three sample ledgers and what is expected of them: `python -m anxin.demo.make_samples`.

Laid out as departments lay them out, with eight slips planted in each, so that a clerk can see what an import
says. The same seed makes the same cells.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook

from anxin.demo.invented import Inventor
from anxin.demo.sample_layouts import write_allowance, write_register, write_survey
from anxin.demo.slips import Entry, expectations, with_slips

SEED = 20170412
FAMILIES = 20
SAMPLES = Path(__file__).with_name("samples")
Write = Callable[[Workbook, list[Entry]], None]
LAYOUTS: dict[str, Write] = {"survey": write_survey, "allowance": write_allowance, "register": write_register}


def main(target: Path = SAMPLES) -> None:
    """Writes the three workbooks and the three files of expectations."""
    inventor = Inventor(SEED)
    for number, (name, write) in enumerate(LAYOUTS.items()):
        families = [inventor.family(number * FAMILIES + place) for place in range(FAMILIES)]
        entries = with_slips(families, inventor)
        with xlsxwriter.Workbook(str(target / f"{name}.xlsx")) as book:
            book.set_properties({"title": "", "author": "", "created": datetime(2026, 11, 20)})
            write(book, entries)
        expected = expectations(entries, kinship_of_head=name == "register")
        text = json.dumps(expected, ensure_ascii=False, indent=1)
        (target / f"{name}.expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
