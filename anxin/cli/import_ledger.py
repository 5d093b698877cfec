"""``anxin import-ledger``: a department's workbook into family cards, its faults back beside it."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from anxin.ground.database.problem import Problem, _

from .options import AsJson, DataDir
from .ready import database, late
from .screen import out, show_json
from .words import gettext


def import_ledger(
    file: Annotated[Path, typer.Argument(help=gettext(_("The workbook, as the department keeps it.")))],
    data_dir: DataDir,
    unit: Annotated[str, typer.Option(help=gettext(_("Code of the unit the ledger is about.")))],
    by: Annotated[str, typer.Option(help=gettext(_("Login of the account that brings it in.")))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=gettext(_("Only look it through.")))] = False,
    as_json: AsJson = False,
) -> None:
    if not file.is_file():
        raise Problem(_("There is no file {file}: check the path."), file=file)
    if not os.access(file.resolve().parent, os.W_OK):
        raise Problem(
            _("The workbook with its faults goes beside {file}, and nothing may be written there."), file=file
        )
    with database(data_dir):
        told = _run(file, unit, by, dry_run)
    if as_json:
        show_json(told)
    else:
        _show(told)


def _run(file: Path, code: str, login: str, dry_run: bool) -> dict[str, Any]:
    """Read, merge unless it is a dry run, and write the workbook with its faults beside the original."""
    translation, scope = late("django.utils.translation"), late("anxin.ground.database.scope")
    post = _post(login)
    with translation.override(post.account.language), scope.scope(*post.bounds):
        try:
            return _take(file, code, post, dry_run)
        except late("anxin.ground.jobs.refusals").Refused as refused:
            raise Problem(str(refused).replace("{", "(").replace("}", ")")) from refused
        except late("anxin.surveys.ledger.limits").Unreadable as bad:
            words = late("anxin.surveys.ledger.messages").unreadable(bad)
            raise Problem(str(words).replace("{", "(").replace("}", ")")) from bad


def _take(file: Path, code: str, post: Any, dry_run: bool) -> dict[str, Any]:
    surveys, hold_back = late("anxin.surveys.actions"), late("anxin.surveys.held_back").hold_back
    unit = surveys.unit_for(by=post, code=code)
    found = hold_back(surveys.read(file))
    merged = {"merged": 0}
    if not dry_run:
        ledger = surveys.keep(by=post, unit=unit, name=file.name, content=file.read_bytes(), found=found)
        done = surveys.take_in(by=post, ledger=ledger, found=found)
        ledger.refresh_from_db(fields=["merged"])
        merged = {"merged": ledger.merged, "opened": done.opened, "changed": done.changed, "kept": done.kept}
    returned = late("anxin.surveys.ledger.returned").return_workbook(file, found, _beside(file))
    return {
        "families": len(found.families),
        "members": found.member_count,
        **merged,
        "faults": surveys.fault_rows(found.faults),
        "mended": surveys.fault_rows(found.mended),
        "returned": str(returned),
    }


def _beside(file: Path) -> Path:
    """Where the workbook with its faults goes: beside the original, which itself stays untouched."""
    return file.resolve().with_name(f"{file.stem}.问题.xlsx")


def _post(login: str) -> Any:
    """The current post of the account that may bring ledgers in."""
    models = late("anxin.ground.access.models")
    account = models.Account.objects.filter(login=login, is_active=True).first()
    if account is None:
        raise Problem(_("There is no active account {login}: check the spelling."), login=login)
    posts = (
        models.Post.objects.current().filter(account=account).select_related("account", "unit", "scope_root")
    )
    able = next((post for post in posts if post.may("surveys.import")), None)
    if able is None:
        raise Problem(_("The account {login} holds no post that may bring ledgers in."), login=login)
    return able


def _show(told: dict[str, Any]) -> None:
    words = gettext(_("Families: {families}. People: {members}. Merged: {merged}. Faults: {count}."))
    out.print(words.format(**told, count=len(told["faults"])), markup=False)
    if told["faults"]:
        table = Table(gettext(_("Row")), gettext(_("Column")), gettext(_("What is wrong and how to mend it")))
        for fault in told["faults"]:
            table.add_row(str(fault["row"]), fault["column"], fault["message"])
        out.print(table)
    out.print(gettext(_("The workbook with its faults: {path}")).format(path=told["returned"]), markup=False)
