"""What the office sees of a request's one-time links."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.care.models import DepartmentContact, DepartmentRequest, JointColumn, JointTable
from anxin.care.queries import contact_of

from .models import Pass, Said

STATES: dict[str, tuple[str, Promise]] = {
    "issued": ("soon", _("made, not opened yet")),
    "opened": ("ok", _("opened")),
    "used": ("ok", _("answered")),
    "withdrawn": ("none", _("withdrawn")),
    "expired": ("none", _("ended after 72 hours")),
}
# Why what was said at the door could not be carried out: the codes that care's own acts refuse with.
REFUSALS: dict[str, Promise] = {
    "lifecycle.moved_on": _("the request had been answered or withdrawn another way before"),
    "care.not_this_desk": _("the request had gone to another department before"),
    "door.unreadable": _("what arrived cannot be read; ask the contact"),
    "care.day_past": _("the expected day had passed"),
    "care.table_not_out": _("the table was not out for filling any more"),
    "care.column_signed": _("the column had been signed another way before"),
    "care.not_your_column": _("the contact belongs to another department by now"),
    "care.no_such_desk": _("the request cannot be passed on to that department"),
}
OTHERWISE = _("a rule of the house refused it")


@dataclass(frozen=True)
class LinkState:
    """One link as the clerk sees it: how it stands, and what was said through it but not taken over."""

    held: Pass
    refused: tuple[Promise, ...]
    waiting: bool

    @property
    def light(self) -> str:
        """The kind of its light."""
        return STATES[self.held.state][0]

    @property
    def words(self) -> Promise:
        """How it stands, in the reader's language."""
        return STATES[self.held.state][1]

    @property
    def is_open(self) -> bool:
        """Can it be withdrawn?"""
        return self.held.state in ("issued", "opened")


def links_of(matter: DepartmentRequest | JointColumn) -> list[LinkState]:
    """Every link that was made for a request or a column, the newest first."""
    kind = Pass.Kind.COLUMN if isinstance(matter, JointColumn) else Pass.Kind.DESK
    held = Pass.objects.filter(kind=kind, subject=matter.pk).prefetch_related("saids")
    return [_state(one, list(one.saids.all())) for one in held]


def _state(held: Pass, said: list[Said]) -> LinkState:
    refused = tuple(REFUSALS.get(one.result, OTHERWISE) for one in said if one.result)
    return LinkState(held, refused, any(one.taken_at is None for one in said if one.kind in ANSWERS))


ANSWERS = ("accept", "return", "done", "forward")


def link_contact(request: DepartmentRequest) -> DepartmentContact | None:
    """The named contact to whom a link would go."""
    return contact_of(request.desk)


def fills(column: JointColumn) -> bool:
    """Does the department still owe this column: is the table out, and is it not signed yet?"""
    return column.table.state == JointTable.State.FILLING and not column.is_signed
