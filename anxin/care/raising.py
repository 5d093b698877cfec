"""The night of words that wait. Each is an act of its own, so a night that was cut short goes on the next."""

from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR

from .actions.words import raise_word, raising_day
from .models import FamilyWord


def raise_late_words() -> int:
    """Put what families wait too long for before somebody further up; returns how many words moved."""
    with everywhere():
        waiting = list(FamilyWord.objects.to_raise(today()))
    late = [word for word in waiting if today() > raising_day(word)]
    for word in late:
        with everywhere():
            raise_word(by=OPERATOR, word=word)
    return len(late)
