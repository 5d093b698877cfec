"""What needs, joint measures and contacts add to the house's pages: doors, and words in the journal."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.reach import ranges, through
from anxin.ground.access.request import Request
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import CardLink, card_link, entry

from .models import COLUMN
from .queries.tasks_table import tasks_of_column

RANGES = 12  # columns that the number beside the door is worth looking at


def to_fill(request: HttpRequest) -> int | None:
    """How many columns wait for this desk, as its day counts them: not those it has signed. Access is given
    column by column and each is looked at, so with very many only the list tells the number."""
    post = cast(Request, request).post
    reaches = list(ranges(post, COLUMN))
    if not 0 < len(reaches) <= RANGES:
        return None
    return len(through(reaches, lambda reach: list(tasks_of_column(reach)))) or None


entry("care:columns", _("Joint measures"), "care.column", 32, phone=True, badge=to_fill, icon="pen")
entry("care:contacts", _("Departments"), "care.measure", 82)
BENEATH = ("care:table", "care:table_new", "care:table_column", "care:table_cell")
card_link(CardLink("care:joint", _("Joint measures"), 45, "care.read", beneath=BENEATH))

tell(
    {
        "care.contact_named": _("named the contact of a department"),
        "care.contact_ended": _("ended the contact of a department"),
        "care.need_verified": _("verified a need"),
        "care.need_refused": _("found that a need does not hold"),
        "care.entry_written": _("wrote an entry of the standing catalogue"),
        "care.entry_put_out": _("put an entry of the catalogue out for signing"),
        "care.entry_signed": _("noted a signature on an entry of the catalogue"),
        "care.entry_in_force": _("brought an entry of the catalogue into force"),
        "care.entry_withdrawn": _("withdrew an entry of the catalogue"),
        "care.entry_ended": _("let an entry of the catalogue end"),
        "care.table_started": _("started a joint measures table"),
        "care.table_sent_out": _("sent a joint measures table out"),
        "care.cell_filled": _("filled a cell of a joint measures table"),
        "care.column_signed": _("signed a column of a joint measures table"),
        "care.column_signed_on_paper": _("noted that a column was signed on paper"),
        "care.column_reopened": _("took the signature of a column back"),
        "care.table_handed_in": _("handed a joint measures table in for approval"),
        "care.table_returned": _("returned a joint measures table"),
        "care.table_approved": _("approved a joint measures table"),
        "care.table_withdrawn": _("withdrew a joint measures table"),
        "care.table_opened": _("opened a joint measures table"),
        "care.columns_listed": _("looked at the tables sent to the desk"),
        "care.column_opened": _("opened the column of a desk"),
        "care.minutes_printed": _("printed a joint measures table or its minutes"),
    }
)
