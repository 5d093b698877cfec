"""``anxin demo``: from nothing to a running house with invented people."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from anxin.ground.database.connection import DOOR, FILE, write_private
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
        door_port = _next_free(port, data_dir)
        mark(data_dir)
        with serving(data_dir, progress=steps.progress, embedded=True):
            _fill(data_dir, port, door_port, steps.progress)
            steps.progress(_("Opening the pages"))
            with web_server(data_dir, HOST, port, 1, door_port) as house:
                steps.done()
                _welcome(data_dir)
                house.watch()


def _next_free(port: int, data_dir: Path) -> int:
    """The port after that of the pages, or any free one when somebody else has it."""
    try:
        return free_port(HOST, port + 1, data_dir)
    except Problem:
        return free_port(HOST, 0, data_dir)


def mark(data_dir: Path) -> None:
    """Mark the data as invented; refuse a folder whose data may be real."""
    if not (data_dir / MARK).exists() and (data_dir / FILE).exists():
        raise Problem(
            _("{place} holds an installation that is no demo: give the demo a --data-dir of its own."),
            place=data_dir,
        )
    (data_dir / MARK).touch()


def _fill(data_dir: Path, port: int, door_port: int, progress: Progress) -> None:
    os.environ["ANXIN_BASE_URL"] = f"http://{HOST}:{port}"
    os.environ["ANXIN_DOOR_URL"] = f"http://{HOST}:{door_port}"
    (data_dir / DOOR / MARK).touch()
    prepare(data_dir)
    migrate(progress)
    accounts = load_people(progress)
    link, page = late("anxin.demo.door").fresh_link(), late("anxin.demo.family").fresh_page()
    keep(data_dir / ACCOUNTS, f"http://{HOST}:{port}/", accounts, link, page)


def load_people(progress: Progress) -> list[dict[str, str]]:
    """Load the invented people unless they are there. Returns the accounts with their passwords the first
    time (login, password, name, post, unit), and nothing afterwards."""
    accounts: list[dict[str, str]] = late("anxin.demo.load").load(spoken(progress))
    return accounts or []


def keep(
    file: Path,
    address: str,
    accounts: list[dict[str, str]],
    link: dict[str, str] | None = None,
    page: dict[str, str] | None = None,
) -> None:
    """Keep address, accounts, the live one-time link and the family's page for programs. A demo that was
    loaded before gives no passwords again."""
    if not accounts:
        if not file.exists():
            raise Problem(
                _("The passwords of this demo are lost: remove the folder {place}."), place=file.parent
            )
        kept = json.loads(file.read_text(encoding="utf-8"))
        accounts = kept["accounts"] + kept.get("administrators", [])
    told: dict[str, object] = {
        "address": address,
        "one_time_link": link,
        "family_page": page,
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
    if link := kept.get("one_time_link"):
        words = gettext(_("A department's one-time link: {address} code {code}"))
        out.print(words.format(address=link["address"], code=link["code"]), soft_wrap=True)
    if page := kept.get("family_page"):
        words = gettext(_("A family's page: {address} code {code}"))
        out.print(words.format(address=page["address"], code=page["code"]), soft_wrap=True)
    out.print(gettext(_("Everybody here is invented. Ctrl-C stops everything.")))
