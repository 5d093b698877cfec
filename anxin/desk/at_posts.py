"""What the care for officers at their posts asks of whoever reads the page: lines of the day, no numbers of
anybody. They come with everything else of the day in one question, as plain values (see glance)."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q, Window
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.queries import quiet_on
from anxin.ground.access.models import Post
from anxin.ground.database.counting import CountOf
from anxin.ground.database.models import Bounds
from anxin.ground.database.tongues import told
from anxin.ground.ui.parts import Words
from anxin.officers.first_days import BY_CODE
from anxin.officers.models import Booking, Help, HelpKind
from anxin.officers.queries import Waits, helps_to_do, own_hours, waiting_for

from .glance import first
from .lines import CAP, Line

Found = Mapping[str, Any]  # one row, as the database told it
TOGETHER = ("talks", "check_ups")  # many at a time: one line, and the list behind it names them
PREFIX = "post:"  # before the code of a kind, among the other parts of a day
OF_THE_LAW = [code for code, step in BY_CODE.items() if step.term]
DEAL, DECIDE = _("Deal with"), pgettext_lazy("date ahead", "Decide")
UNIT = {"unit": "unit__name", "unit_en": "unit__name_en"}
OFFICER = {
    "officer": "officer_id", "name": "officer__name",
    "unit": "officer__unit__name", "unit_en": "officer__unit__name_en",
}  # fmt: skip
POINT = {
    "officer": "point__officer_id", "name": "point__officer__name",
    "unit": "point__unit__name", "unit_en": "point__unit__name_en",
}  # fmt: skip
# What is read of each kind, besides its day. All of it lies in the clear.
FIELDS: dict[str, dict[str, str]] = {
    "first_steps": {"id": "death_id", "code": "code", **OFFICER},
    "occasions": {"id": "pk", "officer": "pk", "name": "name", **UNIT},
    "talks": {},
    "talk_promises": {"id": "pk", **OFFICER},
    "requests": {"id": "pk", "state": "state", "left": "officer__left_why", **OFFICER},
    "helps": {"id": "pk", "kind": "kind", "officer": "officer_id", "name": "officer__name", **UNIT},
    "leave": {"id": "pk", "last": "last", **OFFICER},
    "items": {"id": "pk", "plan": "plan_id", "words": "words", "unit": "plan__unit__name",
              "unit_en": "plan__unit__name_en"},
    "check_ups": {},
    "contact_promises": {"id": "point_id", **POINT},
    "contacts": {"id": "pk", **{name: field.removeprefix("point__") for name, field in POINT.items()}},
}  # fmt: skip


def parts(post: Post, reach: Bounds, day: date) -> dict[str, Combinable]:
    """The questions: of each kind the first rows and, in each of them, how many there are."""
    return {PREFIX + code: _first(code, one) for code, one in _waiting(post, reach, day).items()}


def due_counts(post: Post, reach: Bounds, day: date) -> dict[str, CountOf]:
    """How many lines are due or overdue, for the number at the door of the day; of what is one line however
    many it concerns no more than the first is looked for."""
    found = _waiting(post, reach, day).items()
    return {
        PREFIX + code: CountOf.rows(
            one.rows.filter(**{f"{one.due}__lte": day}), 1 if code in TOGETHER else None
        )
        for code, one in found
        if one.due
    }


def _waiting(post: Post, reach: Bounds, day: date) -> dict[str, Waits]:
    """What waits. On a quiet day of a family nothing is asked about it but what the law sets a day for."""
    found = waiting_for(post, reach, day)
    if steps := found.get("first_steps"):
        speaking = ~quiet_on(day, "death__household_id") | Q(code__in=OF_THE_LAW)
        found["first_steps"] = Waits(steps.rows.filter(speaking), steps.due)
    return found


def _first(code: str, waits: Waits) -> Combinable:
    fields: dict[str, Any] = {**FIELDS[code], "all": Window(Count("*"))}
    most = 1 if code in TOGETHER else CAP
    return first(waits.rows, most, **fields, **({"due": waits.due} if waits.due else {}))


def lines(post: Post, found: Mapping[str, Any]) -> Iterator[Line]:
    """What was found as lines of a day; of no use where it could not be told."""
    for code, rows in _rows(found):
        for row in rows:
            yield LINES[code](row, post)


def left_out(found: Mapping[str, Any]) -> dict[date | None, int]:
    """How many there are beyond those read, under the day of the last one read."""
    beyond: dict[date | None, int] = {}
    for code, rows in _rows(found):
        if code not in TOGETHER:
            day = _due(rows[-1])
            beyond[day] = beyond.get(day, 0) + rows[-1]["all"] - len(rows)
    return {day: n for day, n in beyond.items() if n}


def _rows(found: Mapping[str, Any]) -> Iterator[tuple[str, list[Found]]]:
    for code in FIELDS:
        if rows := found.get(PREFIX + code):
            yield code, rows


def _due(row: Found) -> date | None:
    return date.fromisoformat(row["due"]) if row.get("due") else None


def _unit(row: Found) -> str:
    return told(row["unit"], row["unit_en"]) if row["unit"] else ""


def _line(row: Found, kind: Words, what: str, url: str, verb: Words = DEAL, **more: Any) -> Line:
    """A line about an officer, with the unit beside the name, or about a unit."""
    name, unit = row.get("name"), _unit(row)
    title = gettext("%(who)s: %(what)s") % {"who": name or unit, "what": what}
    officer = uuid.UUID(row["officer"]) if row.get("officer") else None
    return Line(kind, title, unit if name else "", url, verb, _due(row), officer=officer, **more)


def _together(row: Found, kind: Words, what: str, name: str) -> Line:
    """One line for many officers, with the day of the first of them; the list behind it names them."""
    words, day = gettext("the first of them by this day"), _due(row)
    return Line(kind, what % {"n": row["all"]}, words, reverse(name), DEAL, day)


def _step(row: Found, _post: Post) -> Line:
    url = reverse("officers:death", kwargs={"death": row["id"]})
    return _line(row, pgettext_lazy("kind of work", "first days"), str(BY_CODE[row["code"]].words), url)


def _talks(row: Found, _post: Post) -> Line:
    words = ngettext(
        "%(n)d officer with whom you are to talk", "%(n)d officers with whom you are to talk", row["all"]
    )
    return _together(row, pgettext_lazy("kind of work", "talk"), words, "officers:talks")


def _occasion(row: Found, _post: Post) -> Line:
    url = reverse("officers:officer_talks", kwargs={"whom": row["id"]})
    words = gettext("something happened, a talk is due")
    return _line(row, pgettext_lazy("kind of work", "talk"), words, url)


def _talk_promise(row: Found, _post: Post) -> Line:
    url = reverse("officers:talk_promise", kwargs={"talkpromise": row["id"]})
    return _line(row, _("promise"), gettext("promised in a talk"), url, _("Answer"))


def _request(row: Found, _post: Post) -> Line:
    url = reverse("officers:asked", kwargs={"ask": row["id"]})
    kind = pgettext_lazy("kind of work", "help")
    if row["left"]:
        words = gettext("asked for help and is no longer there")
        return _line(row, kind, words, url, DECIDE)
    if row["state"] == "asked":
        return _line(row, kind, gettext("asks for help"), url, DECIDE)
    return _line(row, kind, gettext("is to be told what came of the request for help"), url, _("Answer"))


def _help(row: Found, post: Post) -> Line:
    url = reverse("officers:my_help", kwargs={"own_help": row["id"]})
    if post.may("officers.help"):
        url = reverse("officers:help", kwargs={"given": row["id"]})
    return _line(row, pgettext_lazy("kind of work", "help"), str(HelpKind(row["kind"]).label), url)


def _leave(row: Found, _post: Post) -> Line:
    url = reverse("officers:leave_one", kwargs={"leave": row["id"]})
    words = gettext("asks for leave from %(first)s to %(last)s") % {"first": row["due"], "last": row["last"]}
    return _line(row, pgettext_lazy("kind of work", "leave"), words, url, DECIDE)


def _item(row: Found, post: Post) -> Line:
    plan = {"care_plan": row["plan"]}
    url = reverse("officers:care_plan", kwargs=plan)
    if post.may("officers.plan"):
        url = reverse("officers:care_item", kwargs={**plan, "care_item": row["id"]})
    return _line(row, pgettext_lazy("kind of work", "care plan"), row["words"].splitlines()[0], url)


def _check_ups(row: Found, _post: Post) -> Line:
    words = ngettext(
        "check-up to arrange for %(n)d officer", "check-ups to arrange for %(n)d officers", row["all"]
    )
    return _together(row, pgettext_lazy("kind of work", "check-up"), words, "officers:check_ups")


def _contact_promise(row: Found, _post: Post) -> Line:
    url = reverse("officers:contact", kwargs={"point": row["id"]})
    return _line(row, _("promise"), gettext("promised on a visit"), url)


def _contact(row: Found, _post: Post) -> Line:
    url = reverse("officers:contact", kwargs={"point": row["id"]})
    kind, words = (
        pgettext_lazy("kind of work", "contact"),
        gettext("you keep contact, nobody has been there yet"),
    )
    return _line(row, kind, words, url, _("Record a visit"), light="gap", state=_("not visited yet"))


LINES: dict[str, Callable[[Found, Post], Line]] = {
    "first_steps": _step,
    "occasions": _occasion,
    "talks": _talks,
    "talk_promises": _talk_promise,
    "requests": _request,
    "helps": _help,
    "leave": _leave,
    "items": _item,
    "check_ups": _check_ups,
    "contact_promises": _contact_promise,
    "contacts": _contact,
}


def helps_given(post: Post) -> list[Line]:
    """Help that a post without a subtree is to see to, each opened by access of its own."""
    return [_help(_told(one), post) for one in helps_to_do(post)]


def _told(given: Help) -> Found:
    officer = {"officer": str(given.officer_id), "name": given.officer.name} if given.officer else {}
    unit = {"unit": given.unit.name, "unit_en": given.unit.name_en}
    return {"id": given.pk, "kind": given.kind, "due": given.due.isoformat(), **unit, **officer}


def hours(post: Post) -> list[Line]:
    """A counsellor's own hours that are taken. They stand on nobody else's day, not even on that of whoever
    stands in for the counsellor, and no name is known."""
    own = post.may("officers.counsel") and post.stand_in is None
    return [_hour(one) for one in own_hours(post)] if own else []


def _hour(booking: Booking) -> Line:
    begins, ends = localtime(booking.slot.starts_at), localtime(booking.slot.ends_at)
    title = gettext("An hour of yours is taken, %(from)s to %(to)s") % {
        "from": f"{begins:%H:%M}", "to": f"{ends:%H:%M}",
    }  # fmt: skip
    url = reverse("officers:booking", kwargs={"booking": booking.pk})
    return Line(_("counselling"), title, booking.slot.place, url, _("View"), begins.date())
