"""``anxin rights``: the matrix of roles and permissions, as the gate reads it."""

import csv
from importlib.resources import files
from typing import Annotated

import typer
from rich.table import Table

from anxin.ground.database.problem import _

from .options import AsJson
from .screen import out, show_json
from .words import gettext

AsCsv = Annotated[bool, typer.Option("--csv", help=gettext(_("Answer in CSV.")))]


def rights(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    text = (files("anxin.ground.access") / "rights.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    if as_json:
        show_json(rows)
    elif as_csv:
        out.file.write(text)
    else:
        roles = [name for name in rows[0] if name not in ("permission", "words")]
        table = Table("words", *roles, "permission")
        for row in rows:
            marks = ("●" if row[role] == "yes" else "" for role in roles)
            table.add_row(row["words"], *marks, row["permission"])
        out.print(table)
