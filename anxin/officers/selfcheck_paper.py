"""The self-check on paper, for whoever has no JavaScript or trusts a pencil more."""

from collections.abc import Iterator

from django.utils.translation import get_language, gettext

from anxin.ground.paper.blank import Blank, Question, blank_pdf

from .selfcheck import ANSWERS, CHECKS, Check, hotline


def self_check_pdf() -> bytes:
    """Both checks with the points of each answer, and how to read the sums."""
    numbered = [question for check in CHECKS for question in _questions(check)]
    return blank_pdf(
        Blank(
            title=gettext("How have the last two weeks been?"),
            about=str(CHECKS[0].asked),
            opening=gettext("For yourself alone: hand it to nobody. Add up the figures of what you tick."),
            questions=tuple(numbered),
            foot=gettext(
                "Anything but “not at all” at question 9: call %(hotline)s now, whatever the sum; in danger"
                " 120 or 110. A sum names no illness."
            )
            % {"hotline": hotline()},
            language="zh" if (get_language() or "").startswith("zh") else "en",
        )
    )


def _questions(check: Check) -> Iterator[Question]:
    boxes = tuple(f"{points} {words}" for points, words in enumerate(ANSWERS))
    for number, words in enumerate(check.items, 1):
        yield Question(str(number), str(words), boxes=boxes)
    meaning = " ".join(f"{band.low}–{band.high}: {band.words}" for band in check.bands)
    yield Question("", gettext("Sum: %(title)s") % {"title": check.title}, hint=meaning, lines=1)
