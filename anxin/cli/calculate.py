"""``anxin calculate``: a family as JSON in, what the law owes it as JSON out. No database is asked."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from anxin.ground.database.problem import Problem, _
from anxin.policy.wrong import Wrong

from .ready import late
from .screen import show_json
from .words import gettext, language

FAMILY = _("The family as JSON; - reads the standard input.")
PACK = _("A local standard (YAML); may be given several times.")
SCHEMA = _("Show the JSON schemas of what goes in and comes out.")


def calculate(
    file: Annotated[str, typer.Argument(help=gettext(FAMILY))] = "-",
    pack: Annotated[list[Path] | None, typer.Option(help=gettext(PACK))] = None,
    schema: Annotated[bool, typer.Option("--schema", help=gettext(SCHEMA))] = False,
) -> None:
    documents = late("anxin.policy.documents")  # OpenFisca takes longer to load than other commands to run
    if schema:
        show_json(documents.schemas())
        return
    try:
        packs = [_pack(path) for path in pack or ()]
        told = documents.answer(documents.read(_text(file)), packs)
    except Wrong as wrong:
        raise _problem(wrong) from None
    show_json(told)


def _pack(path: Path) -> Any:
    """One pack; what is wrong with it is told with its file."""
    try:
        return late("anxin.policy.packs.reading").read(_text(str(path)))
    except Wrong as wrong:
        raise Wrong(f"{path}: {wrong.path}", wrong.code, **wrong.facts) from None


def _text(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Wrong(file, "no_file") from None


def _problem(wrong: Wrong) -> Problem:
    """The path, what is wrong and how to mend it, in the reader's language. No value is quoted."""
    told = wrong.told("zh" if language() == "zh-hans" else "en")
    return Problem("{told}", told=told)
