"""``anxin demo``: from nothing to a running house with invented people."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from anxin.ground.database.connection import FILE, write_private
from anxin.ground.database.problem import Problem, _
from anxin.ground.database.server import Progress, serving
from anxin.ground.database.server.places import make_data_directory

from .options import DataDir
from .processes import end_leftover, free_port, only_one, stoppable, web_server
from .ready import late, migrate, prepare, spoken
from .screen import Steps, out
from .words import gettext

HOST = "127.0.0.1"  # invented people with known passwords are shown to nobody outside this machine
MARK = "demo.marked"  # settings read it: a ribbon on every page, loopback only
ACCOUNTS = "accounts.json"
ADMINISTRATORS = ("system", "security", "auditor")  # listed apart: they see no family


def demo(
    data_dir: DataDir,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help=gettext(_("Port of the pages; 0: any free one.")))
    ] = 8000,
) -> None:
    make_data_directory(data_dir)
    with stoppable(), only_one(data_dir, "demo"), Steps() as steps:
        end_leftover(data_dir)
        port = free_port(HOST, port, data_dir)
        mark(data_dir)
        with serving(data_dir, progress=steps.progress, embedded=True):
            _fill(data_dir, port, steps.progress)
            steps.progress(_("Opening the pages"))
            with web_server(data_dir, HOST, port, workers=1) as web:
                steps.done()
                _welcome(data_dir)
                web.process.wait()
                raise web.failure()


def mark(data_dir: Path) -> None:
    """Mark the data as invented; refuse a folder whose data may be real."""
    if not (data_dir / MARK).exists() and (data_dir / FILE).exists():
        raise Problem(
            _("{place} holds an installation that is no demo: give the demo a --data-dir of its own."),
            place=data_dir,
        )
    (data_dir / MARK).touch()


def _fill(data_dir: Path, port: int, progress: Progress) -> None:
    os.environ["ANXIN_BASE_URL"] = f"http://{HOST}:{port}"
    prepare(data_dir)
    migrate(progress)
    keep(data_dir / ACCOUNTS, f"http://{HOST}:{port}/", load_people(progress))


def load_people(progress: Progress) -> list[dict[str, str]]:
    """Load the invented people unless they are there. Returns the accounts with their passwords the first
    time (login, password, name, post, unit), and nothing afterwards."""
    accounts: list[dict[str, str]] = late("anxin.demo.load").load(spoken(progress))
    return accounts or []


def keep(file: Path, address: str, accounts: list[dict[str, str]]) -> None:
    """Keep address and accounts for programs. A demo that was loaded before gives no passwords again."""
    if not accounts:
        if not file.exists():
            raise Problem(
                _("The passwords of this demo are lost: remove the folder {place}."), place=file.parent
            )
        kept = json.loads(file.read_text(encoding="utf-8"))
        accounts = kept["accounts"] + kept.get("administrators", [])
    told = {
        "address": address,
        "accounts": [one for one in accounts if one.get("role") not in ADMINISTRATORS],
        "administrators": [one for one in accounts if one.get("role") in ADMINISTRATORS],
    }
    write_private(file, json.dumps(told, ensure_ascii=False, indent=1))


def _welcome(data_dir: Path) -> None:
    kept = json.loads((data_dir / ACCOUNTS).read_text(encoding="utf-8"))
    title = gettext(_("Anxin is open at {address}")).format(address=kept["address"])
    table = Table(title=title, title_justify="left")
    columns = {
        "name": _("Name"),
        "post": _("Post"),
        "unit": _("Unit"),
        "login": _("Login"),
        "password": _("Password"),
    }
    for words in columns.values():
        table.add_column(gettext(words))
    for account in kept["accounts"] + kept["administrators"]:
        table.add_row(*(str(account.get(key, "")) for key in columns))
    out.print(table)
    out.print(gettext(_("Everybody here is invented. Ctrl-C stops everything.")))
