"""A family's page in plain words, from the snapshot that the office wrote. Used by the door, which knows no
other room, and by the office, so that the preview and the paper say exactly what the page says.

A day that was not kept is an apology, never a colour; nothing says what is missing, and on a quiet day the
page asks nothing and announces nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anxin.ground.days.workdays import add_working_days

Content = Mapping[str, Any]

STEPS = (gettext_lazy("raised"), gettext_lazy("being seen to"), gettext_lazy("settled"))
SAID_STEPS = (gettext_lazy("received"), gettext_lazy("being seen to"), gettext_lazy("answered"))
AT = {"asked": 1, "under_way": 2, "promised": 2, "put_off": 2, "done": 3, "to_tell": 2, "told": 0}
SAID_AT = {"waiting": 1, "in_hand": 2, "answered": 3}
# Things that are called by their theme alone, since their words speak of health or of the mind.
THEMES = {"medical": gettext_lazy("seeing the doctor")}
DATED = ("under_way", "promised", "put_off")


@dataclass(frozen=True)
class Helper:
    """Somebody to call: the name, the post, the telephone as it is read and as it is dialled."""

    name: str
    post: str
    phone: str

    @property
    def dial(self) -> str:
        """The telephone as a link holds it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


@dataclass(frozen=True)
class Line:
    """One thing: what it is called, at which of the three steps it stands (0: at none), and the sentence."""

    title: str
    step: int
    words: str
    quote: str = ""


@dataclass(frozen=True)
class Next:
    """What comes: the day in words, and what happens by then."""

    day: str
    words: str


@dataclass(frozen=True)
class Told:
    """The whole page."""

    helper: Helper | None
    deputy: Helper | None
    office: Helper | None
    agreed: Sequence[Line]
    nothing: str
    coming: Sequence[Next]
    said: Sequence[Line]
    quiet: bool


def told(content: Content, day: date) -> Told:
    """The page as it reads on ``day``."""
    items = content.get("items", [])
    quiet = day.isoformat() in content.get("quiet", [])
    who = helper(content.get("helper"))
    name = who.name if who else _("we")
    return Told(
        helper=who,
        deputy=None if _is_away(content, day) else helper(content.get("deputy")),
        office=helper(content.get("office")),
        agreed=[Line(_title(item), AT[item["state"]], _sentence(item, name, day)) for item in items],
        nothing="" if items else _nothing(content, day),
        coming=[] if quiet else _coming(content, day),
        said=[_word(one, name, day) for one in content.get("said", [])],
        quiet=quiet,
    )


def _is_away(content: Content, day: date) -> bool:
    """Is the deputy announced to be away? Then the family is not sent to somebody who is not there."""
    return any(since <= day.isoformat() <= until for since, until in content.get("deputy_away", []))


def helper(said: Content | None) -> Helper | None:
    """Somebody of the snapshot, if it names him."""
    return Helper(said["name"], said["post"], said["phone"]) if said else None


def day_words(day: date, now: date) -> str:
    """The day without its year where it is this year's."""
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == now.year else "DATE_FORMAT")


def _day(item: Content) -> date | None:
    return date.fromisoformat(item["day"]) if item.get("day") else None


def _title(item: Content) -> str:
    return item["title"] or str(THEMES.get(item["theme"], _("a matter of the family")))


def _sentence(item: Content, name: str, day: date) -> str:
    until, state = _day(item), item["state"]
    words = {"who": item["who"], "name": name, "day": day_words(until, day) if until else ""}
    if state == "done":
        return _("Settled on %(day)s.") % words
    if state == "to_tell":
        return _("%(who)s tells you in person how it stands.") % words
    if state == "told":
        return _("This could not be done; %(who)s has told you so in person.") % words
    if state == "asked":
        return _("%(who)s has been asked. As soon as a day is set, you are told.") % words
    if until is None:
        return _("%(who)s is seeing to it. As soon as a day is set, you are told.") % words
    if until < day:
        return _late(name)
    if state == "put_off":
        return _("It takes longer than was said; %(who)s answers you by %(day)s.") % words
    return _("%(who)s is seeing to it and answers by %(day)s.") % words


def _late(name: str) -> str:
    return _("Later than was agreed; we are sorry. %(name)s tells you in person.") % {"name": name}


def _nothing(content: Content, day: date) -> str:
    by = content.get("contact_by")
    if by and date.fromisoformat(by) >= day:
        until = day_words(date.fromisoformat(by), day)
        return _("Nothing has been agreed yet. We call you by %(day)s.") % {"day": until}
    return _("Nothing is under way just now. If there is anything, call the number above.")


def _coming(content: Content, day: date) -> list[Next]:
    """What comes, the nearest first; nothing on a quiet day."""
    quiet = set(content.get("quiet", []))
    found = [(one["day"], _visit(one)) for one in content.get("coming", [])]
    for item in content.get("items", []):
        if item["state"] in DATED and item.get("day"):
            found.append((item["day"], _answer(item)))
    ahead = sorted((on, words) for on, words in found if on >= day.isoformat() and on not in quiet)
    return [Next(day_words(date.fromisoformat(on), day), words) for on, words in ahead]


def _visit(one: Content) -> str:
    return _("%(who)s comes to see you; the hour is agreed with you first.") % {"who": one["who"]}


def _answer(item: Content) -> str:
    words = {"who": item["who"], "title": _title(item)}
    return _("By this day %(who)s answers you: %(title)s") % words


def _word(one: Content, name: str, day: date) -> Line:
    return Line("", SAID_AT[one["state"]], _reply(one, name, day), one["words"])


def _reply(one: Content, name: str, day: date) -> str:
    until = date.fromisoformat(one["due"])
    if one["state"] == "answered":
        return str(one["reply"])
    meanwhile = f"{one['reply']}　" if one["reply"] else ""
    if until < day:
        return meanwhile + _late(name)
    return meanwhile + _("%(name)s answers you by %(day)s.") % {"name": name, "day": day_words(until, day)}


def received(said_on: date, days: int, now: date) -> str:
    """What is said of a word that was sent and not read yet: by which day it is answered, as the office's
    list has it."""
    until = day_words(add_working_days(said_on, days), now)
    return _("It has arrived. You are answered by %(day)s.") % {"day": until}
