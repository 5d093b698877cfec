"""The small shapes that the parts of a page are made from. They hold words and addresses, no records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

Words: TypeAlias = str | Promise
StepState = Literal["done", "half", "miss", "todo"]

STEPS: tuple[tuple[str, Words, Words], ...] = (  # code, one character for the head of a column, word
    ("survey", pgettext_lazy("step head", "S"), _("survey")),
    ("need", pgettext_lazy("step head", "N"), _("needs")),
    ("measure", pgettext_lazy("step head", "M"), _("measures")),
    ("person", pgettext_lazy("step head", "R"), _("responsible person")),
    ("card", pgettext_lazy("step head", "C"), _("contact card")),
    ("visit", pgettext_lazy("step head", "V"), _("first visit")),
)
STEP_WORDS: dict[str, Words] = {"half": _("under way"), "miss": _("missing"), "todo": _("not begun")}


@dataclass(frozen=True, slots=True)
class Link:
    """A tab, a filter chip or a button: words, address, and the number that its list holds."""

    label: Words
    url: str
    count: int | None = None
    current: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the fourteen: how much falls due, in which light; `url` opens that day's list."""

    day: date
    off: bool = False
    late: int = 0
    soon: int = 0
    ok: int = 0
    url: str = ""

    @property
    def free(self) -> bool:
        """Nothing falls due on this day."""
        return not (self.late or self.soon or self.ok)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six steps of a family card, as shown."""

    head: Words
    label: Words
    state: str

    @property
    def words(self) -> str:
        """What is said of a step that is not done; the empty string when it is."""
        if self.state not in STEP_WORDS:
            return ""
        return gettext("%(step)s: %(state)s") % {"step": self.label, "state": STEP_WORDS[self.state]}


def steps_of(states: Mapping[str, str] | Iterable[str]) -> list[Step]:
    """The six steps in fixed order, from states in that order or a dict by code. Unknown → not begun."""
    given = (
        dict(states)
        if isinstance(states, Mapping)
        else dict(zip([s[0] for s in STEPS], states, strict=False))
    )
    return [Step(head, label, given.get(code, "todo")) for code, head, label in STEPS]
