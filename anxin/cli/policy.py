"""``anxin policy load FILE``: a local standard or a new national figure, looked through and loaded."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from anxin.ground.database.problem import Problem, _

from .options import AsJson, DataDir
from .ready import database, late
from .screen import out, show_json
from .words import gettext

LARGEST = 2 * 1024 * 1024  # bytes of a file


class Verb(StrEnum):
    """What is done with the file."""

    LOAD = "load"


def policy(
    verb: Annotated[Verb, typer.Argument(help=gettext(_("load: take the file into force.")))],
    file: Annotated[Path, typer.Argument(help=gettext(_("The standard as a YAML file.")))],
    data_dir: DataDir,
    preview: Annotated[
        bool, typer.Option("--preview", help=gettext(_("Only count what it would change; load nothing.")))
    ] = False,
    as_json: AsJson = False,
) -> None:
    text = _text(file)
    with database(data_dir):
        told = _run(text, preview)
    if as_json:
        show_json(told)
    else:
        _show(told, preview)


def _text(file: Path) -> str:
    if not file.is_file():
        raise Problem(_("There is no file {file}: check the path."), file=file)
    if file.stat().st_size > LARGEST:
        raise Problem(_("{file} is too large for a standard."), file=file)
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Problem(_("{file} is not text in UTF-8: save it as UTF-8."), file=file) from None


def _run(text: str, preview: bool) -> dict[str, Any]:
    """As the operator, over every family of this installation. A refusal says where and what."""
    try:
        return _previewed(text) if preview else _loaded(text)
    except late("anxin.ground.jobs.refusals").Refused as refused:
        raise Problem(str(refused).replace("{", "(").replace("}", ")")) from refused


def _previewed(text: str) -> dict[str, Any]:
    actions, scope = late("anxin.entitlements.actions"), late("anxin.ground.database.scope")
    operator = late("anxin.ground.journal.actions").OPERATOR
    with scope.everywhere():
        pack = actions.checked(by=operator, text=text)
        found = late("anxin.entitlements.previewing").preview(pack)
    counts = {"families": found.families, "touched": found.touched, "sums": found.lines}
    return {"pack": pack.id, "region": pack.region, "counted_only": found.counted_only, **counts}


def _loaded(text: str) -> dict[str, Any]:
    actions, scope = late("anxin.entitlements.actions"), late("anxin.ground.database.scope")
    operator = late("anxin.ground.journal.actions").OPERATOR
    loaded = actions.load_pack(by=operator, text=text)
    actions.recalculate(run=loaded.recalculation, within=scope.everywhere)
    run = late("anxin.entitlements.models").Recalculation.objects.get(pack=loaded)
    counts = {"families": run.families, "touched": run.changed}
    return {"pack": loaded.pack, "version": loaded.version, "region": loaded.region, **counts}


def _show(told: dict[str, Any], preview: bool) -> None:
    if not preview:
        words = _("{pack} is in force as version {version}. Families: {families}. Changed: {touched}.")
    elif told["counted_only"]:
        words = _(
            "{pack} can be loaded. Families: {families}, too many to reckon beforehand. Nothing is loaded."
        )
    else:
        words = _(
            "{pack} can be loaded. Families: {families}. Touched: {touched}. Sums: {sums}. Nothing is loaded."
        )
    out.print(gettext(words).format(**told), markup=False)
