"""``anxin verify-journal``: every entry follows from the one before it, and every seal still holds."""

from datetime import datetime
from typing import Annotated, Any

import typer

from anxin.ground.database.problem import _

from .options import AsJson, DataDir
from .ready import database, late
from .screen import out, show_json
from .words import gettext

SHOWN = 20  # places named; --json names all
KINDS = {
    "altered": _("the entry was changed"),
    "missing": _("an entry is missing here"),
    "extra": _("this number stands twice"),
    "time": _("the entry is dated before the one it follows"),
    "tail": _("the chain does not end where it should"),
    "seal": _("the entry is not the one that was sealed"),
    "line": _("a line of the seals was changed"),
}
Since = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help=gettext(_("Check entries from this day on; else all."))),
]


def verify_journal(data_dir: DataDir, since: Since = None, as_json: AsJson = False) -> None:
    with database(data_dir), late("anxin.ground.database.scope").everywhere():
        book = late("anxin.ground.journal.seals").SealBook.of_settings()
        verdict = late("anxin.ground.journal.verify").verify(book, since.date() if since else None)
    if as_json:
        show_json(verdict.as_json())
    else:
        _tell(verdict)
    if not verdict.whole:
        raise typer.Exit(1)


def _tell(verdict: Any) -> None:
    if verdict.whole:
        told = gettext(_("The journal is whole: {entries} entries, {seals} seals, the last one of {at}."))
        at = f"{verdict.sealed_at:%Y-%m-%d %H:%M} UTC" if verdict.sealed_at else "—"
        out.print(told.format(entries=verdict.entries, seals=verdict.seals, at=at))
        return
    out.print(gettext(_("The journal was changed in {count} places:")).format(count=len(verdict.findings)))
    for one in verdict.findings[:SHOWN]:
        at = f"{one.at:%Y-%m-%d %H:%M:%S} UTC" if one.at else ""
        where = one.place or gettext(_("chain {shard}, number {number}")).format(
            shard=one.shard, number=one.seq
        )
        out.print(f"  {where}  {at}  {gettext(KINDS[one.kind])}", markup=False)
