"""The words and the picture of a cascade: its title sentence, names of levels, the icicle."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.ground.ui.pictures.icicle import Cell, Icicle, Stack
from anxin.ground.units.models import Level

from .cascade import NOTHING, Cascade, Column, Stuck
from .models import Notice

ROWS: dict[int, Promise] = {
    Level.NATION: pgettext_lazy("row of the cascade", "nation"),
    Level.PROVINCE: pgettext_lazy("row of the cascade", "provinces and the like"),
    Level.CITY: pgettext_lazy("row of the cascade", "cities and the like"),
    Level.COUNTY: pgettext_lazy("row of the cascade", "counties and the like"),
    Level.TOWNSHIP: pgettext_lazy("row of the cascade", "townships and the like"),
    Level.VILLAGE: pgettext_lazy("row of the cascade", "villages"),
}
LIST_WORDS: dict[str, Promise] = {
    "due": _("to sign for"),
    "signed": _("signed for"),
    "waiting": _("delivered, not signed for"),
    "far": _("not delivered yet"),
    "unsigned": _("not signed for yet"),
    "reported": _("have reported"),
    "exempt": _("exempt"),
    "extended": _("with more time"),
    "paper": _("on paper: no account"),
}
NAMED = 2  # places that the title names; with more it names the first and says how many


def days_told(notice: Notice) -> list[tuple[Promise, date]]:
    """Each level that has a day of its own to sign by, and the day."""
    return [(ROWS[one.level], one.day) for one in notice.days.all()]


def title(cascade: Cascade) -> str:
    """The sentence that says where it is stuck."""
    total, holding = cascade.total, cascade.holding
    if cascade.run and not cascade.run.ended_at:
        return gettext("Being sent out: %(done)s of %(total)s units") % _sent(cascade)
    if not total.due:
        return gettext("Nobody below is addressed")
    if not total.unsigned:
        return ngettext("%(n)s unit has signed for it", "All %(n)s units have signed for it", total.due) % {
            "n": grouped(total.due)
        }
    left = ngettext("%(n)s unit has not signed yet", "%(n)s units have not signed yet", total.unsigned)
    said = left % {"n": grouped(total.unsigned)}
    return gettext("%(left)s, %(where)s") % {"left": said, "where": _where(holding)} if holding else said


def _where(holding: list[Stuck]) -> str:
    names = [one.unit.label for one in holding]
    if len(names) <= NAMED:
        return gettext("stuck in %(places)s") % {"places": gettext(", ").join(names)}
    more = ngettext("stuck in %(place)s and %(n)d other place", "stuck in %(place)s and %(n)d other places",
                    len(names) - 1)  # fmt: skip
    return more % {"place": names[0], "n": len(names) - 1, "all": len(names)}


def _sent(cascade: Cascade) -> dict[str, str]:
    run = cascade.run
    assert run is not None
    return {"done": grouped(run.done), "total": grouped(run.total)}


def grouped(number: int) -> str:
    """1,494: as it is written in both languages."""
    return f"{number:,}"


def units(count: int) -> str:
    """So many units, in words."""
    return ngettext("%(n)s unit", "%(n)s units", count) % {"n": grouped(count)}


def row_note(cascade: Cascade, level: int) -> str:
    """What stands under the name of a row."""
    count = cascade.by_level[level]
    told = {"n": grouped(count.due), "signed": grouped(count.signed)}
    return gettext("%(signed)s of %(n)s signed") % told


def picture(cascade: Cascade) -> Icicle:
    """The icicle of a cascade."""
    levels, total = list(cascade.by_level), cascade.total
    badges = {(one.unit.pk, one.level): one for one in cascade.stuck}
    own = cascade.own
    signed = own is None or own.received_at is not None
    told = {"total": grouped(total.due), "signed": grouped(total.signed)}
    return Icicle(
        gettext("Level by level: %(signed)s of %(total)s units have signed for it") % told,
        title(cascade),
        own.unit.label if own else cascade.place.label,
        _own_word(cascade),
        signed,
        [(str(cascade.place.get_level_display()), ""), *_named(cascade)],
        [_stack(cascade, column, levels, badges) for column in cascade.columns],
    )  # fmt: skip


def _named(cascade: Cascade) -> list[tuple[str, str]]:
    return [(str(ROWS[level]), row_note(cascade, level)) for level in cascade.by_level]


def _own_word(cascade: Cascade) -> str:
    if cascade.own is None:
        day = cascade.notice.issued_on
        return gettext("issued on %(day)s") % {"day": day.isoformat()} if day else ""
    return cascade.own.stand_label


def _stack(
    cascade: Cascade, column: Column, levels: list[int], badges: dict[tuple[UUID, int], Stuck]
) -> Stack:
    below = len(column.by_level) > 1 or column.unit.level in (Level.TOWNSHIP,)
    url = reverse("notices:cascade:place", args=[cascade.notice.pk, column.unit.pk]) if below else ""
    return Stack(
        column.unit.label,
        url,
        [_cell(column, level, badges.get((column.unit.pk, level))) for level in levels],
    )


def _cell(column: Column, level: int, stuck: Stuck | None) -> Cell:
    count = column.by_level.get(level, NOTHING)
    return Cell(
        count.signed, count.waiting, count.far, count.exempt, one=count.due + count.exempt == 1,
        badge=stuck.number if stuck else 0, light=stuck.light if stuck else "ok",
    )  # fmt: skip
