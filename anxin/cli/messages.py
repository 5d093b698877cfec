"""Compile translations: ``python -m anxin.cli.messages compile``. No gettext tools, no Django needed."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from .screen import err
from .words import HOUSE


def compile_all(house: Path = HOUSE) -> list[Path]:
    """Compile every ``django.po`` that is newer than its ``django.mo``; return those compiled."""
    done = []
    for source in sorted(house.glob("**/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compile_one(source, target)
            done.append(target)
    return done


def compile_one(source: Path, target: Path) -> None:
    """Compile one catalogue; uncertain (fuzzy) translations are left out, as gettext does."""
    draft = target.with_name(f".{target.name}")
    with open(source, "rb") as words, open(draft, "wb") as compiled:
        write_mo(compiled, read_po(words, locale=source.parent.parent.name))
    draft.replace(target)


if __name__ == "__main__":
    if sys.argv[1:] != ["compile"]:
        err.print("usage: python -m anxin.cli.messages compile")
        sys.exit(2)
    err.print(f"{len(compile_all())} catalogues compiled")
