"""What to do and not to do on a visit (宜 / 不宜), and why: from what the family asked for, from what is
open, from the days on which it mourns. Words of advice, never a rule about anybody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import THEMES, Theme
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.parts import Words

from .models import VisitNote


@dataclass(frozen=True)
class Advice:
    """One line: what to do or not to do, and where it comes from."""

    words: Words
    why: Words = ""


# Theme → what to ask about it, and what not to: an office's own experience, open to be overruled by a note.
BY_THEME: dict[Theme, tuple[Words, Words]] = {
    Theme.INCOME: (
        _("Say what was applied for and what comes next"),
        _("Ask about savings and sums before others"),
    ),
    Theme.ELDER_CARE: (
        _("Speak slowly; ask who helps by day and by night"),
        _("Decide over the head of the elder"),
    ),
    Theme.MEDICAL: (
        _("Ask how the treatment goes and what it needs"),
        _("Ask for the diagnosis before others"),
    ),
    Theme.UPBRINGING: (
        _("Ask who is with the child after school"),
        _("Speak of the future over the child's head"),
    ),
    Theme.SCHOOLING: (_("Ask the child what it likes at school"), _("Ask for marks and ranks")),
    Theme.WORK: (_("Ask what work would suit, and when"), _("Promise a post that nobody has confirmed")),
    Theme.HOUSING: (
        _("Have the place shown to you"),
        _("Promise a day for repairs that nobody has confirmed"),
    ),
    Theme.MIND: (_("Sit down; let them begin"), _("Press for feelings; compare with other families")),
}
PROMISE_FIRST = _("Say first where the promise stands")
LISTEN = _("Listen; take your time")
ELDERS_FIRST = _("Greet the elders first, with the polite form of address")
FIRST_VISIT = (
    _("Say who you are and who sent you"),
    _("Leave the contact card"),
    _("Ask which days are quiet days, and whom not to telephone"),
    _("Ask what is lacking; promise nothing yet that nobody has confirmed"),
)
NOT_THAT_DAY = _("Ask how that day went")
NO_PHOTOGRAPHS = _("Take photographs, bring strangers")
QUIET_NOW = _("Go today, or telephone: it is a quiet day")


def to_do(
    notes: Iterable[VisitNote], themes: Iterable[str], *, promised: bool, first: bool, elders: bool
) -> list[Advice]:
    """What to do: what the family wants first, then what is open, then what always holds."""
    found = [*_noted(notes, VisitNote.Kind.DO)]
    found += [Advice(words, _("first visit")) for words in FIRST_VISIT if first]
    found += [Advice(PROMISE_FIRST)] if promised else []
    found += [Advice(BY_THEME[one][0], THEMES[one]) for one in _known(themes)]
    found += [Advice(ELDERS_FIRST)] if elders else []
    return [*found, Advice(LISTEN)]


def not_to_do(notes: Iterable[VisitNote], themes: Iterable[str], *, quiet: bool) -> list[Advice]:
    """What not to do."""
    found = [Advice(QUIET_NOW)] if quiet else []
    found += _noted(notes, VisitNote.Kind.AVOID)
    found += [Advice(BY_THEME[one][1], THEMES[one]) for one in _known(themes)]
    return [*found, Advice(NOT_THAT_DAY), Advice(NO_PHOTOGRAPHS)]


def addressed(notes: Iterable[VisitNote]) -> list[Advice]:
    """How they want to be addressed, as somebody was told."""
    return list(_noted(notes, VisitNote.Kind.CALL))


def _noted(notes: Iterable[VisitNote], kind: VisitNote.Kind) -> Iterator[Advice]:
    return (Advice(masked_text(one.words), one.get_source_display()) for one in notes if one.kind == kind)


def _known(themes: Iterable[str]) -> list[Theme]:
    """Each theme once, in the order of the card."""
    return [one for one in Theme if one.value in set(themes) and one in BY_THEME]
