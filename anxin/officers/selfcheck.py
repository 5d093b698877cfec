"""Two self-checks, PHQ-9 and GAD-7, as words: what is asked, what may be answered, what the sum means.

Nothing is computed here and nothing ever arrives here: the page adds up by itself, and on paper one adds up
by hand. Questions, answers and bands as published (POLICY.md F7-12): the authors of both let them be used and
translated without permission. A sum says how the last two weeks were; it names no illness.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Band:
    """What a sum from ``low`` to ``high`` says."""

    low: int
    high: int
    words: Words


@dataclass(frozen=True)
class Check:
    """One sheet of questions, each answered from 0 to 3. ``alarm``: the number of the question for which any
    answer but "not at all" means: speak to a human being now, whatever the sum."""

    code: str
    title: Words
    asked: Words
    items: tuple[Words, ...]
    bands: tuple[Band, ...]
    alarm: int = 0

    @property
    def most(self) -> int:
        """The highest sum."""
        return len(self.items) * len(ANSWERS[1:])


ANSWERS: tuple[Words, ...] = (
    _("Not at all"),
    _("Several days"),
    _("More than half the days"),
    _("Nearly every day"),
)
PHQ9 = Check(
    "phq9",
    _("Mood (PHQ-9)"),
    _("Over the last two weeks, how often have you been bothered by any of the following problems?"),
    (
        _("Little interest or pleasure in doing things"),
        _("Feeling down, depressed, or hopeless"),
        _("Trouble falling or staying asleep, or sleeping too much"),
        _("Feeling tired or having little energy"),
        _("Poor appetite or overeating"),
        _("Feeling bad about yourself — or that you are a failure or have let yourself or your family down"),
        _("Trouble concentrating on things, such as reading the newspaper or watching television"),
        _(
            "Moving or speaking so slowly that other people could have noticed? Or the opposite — being so"
            " fidgety or restless that you have been moving around a lot more than usual"
        ),
        _("Thoughts that you would be better off dead or of hurting yourself in some way"),
    ),
    (
        Band(0, 4, _("Hardly any sign of low mood in these two weeks.")),
        Band(5, 9, _("Slight signs of low mood. Rest, sleep and company help; look again in two weeks.")),
        Band(10, 14, _("Clear signs of low mood. Talk to a counsellor or a doctor about them.")),
        Band(15, 19, _("Marked signs of low mood. See a doctor or a counsellor in these days.")),
        Band(
            20, 27, _("Severe signs of low mood. See a doctor today or tomorrow; do not stay alone with it.")
        ),
    ),
    alarm=9,
)
GAD7 = Check(
    "gad7",
    _("Worry (GAD-7)"),
    PHQ9.asked,
    (
        _("Feeling nervous, anxious, or on edge"),
        _("Not being able to stop or control worrying"),
        _("Worrying too much about different things"),
        _("Trouble relaxing"),
        _("Being so restless that it is hard to sit still"),
        _("Becoming easily annoyed or irritable"),
        _("Feeling afraid, as if something awful might happen"),
    ),
    (
        Band(0, 4, _("Hardly any sign of worry beyond the usual in these two weeks.")),
        Band(5, 9, _("Slight signs of worry. Rest, sleep and company help; look again in two weeks.")),
        Band(10, 14, _("Clear signs of worry. Talk to a counsellor or a doctor about them.")),
        Band(15, 21, _("Severe signs of worry. See a doctor or a counsellor in these days.")),
    ),
)
CHECKS = (PHQ9, GAD7)


@dataclass(frozen=True)
class Hotline:
    """A line for psychological aid: its number, and what it is."""

    number: str
    words: Words

    def __str__(self) -> str:
        return self.number


def hotline() -> Hotline:
    """The line that this installation names (ANXIN_HOTLINE), of whose hours nothing is known here; else the
    national one (limits.toml, [mind], with its source)."""
    if settings.ANXIN_HOTLINE:
        return Hotline(settings.ANXIN_HOTLINE, _("the line for psychological aid of this place"))
    national = _("the national line for psychological aid, at least 18 hours a day and anonymous")
    return Hotline(settings.LIMITS["mind"]["hotline"], national)
