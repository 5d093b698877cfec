"""Receiving what a family says, taking it up, answering it, and putting it before others when it waits."""

import uuid
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.events import FamilySideChanged
from anxin.care.models import WORD_MOVES, FamilyWord, WordStep, check
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record


def limit(name: str) -> int:
    """A limit of words that families say (limits.toml, [family])."""
    return int(settings.LIMITS["family"][name])


def word_due(said_on: date) -> date:
    """The last day for the answer to a word of this day."""
    return add_working_days(said_on, limit("answer_working_days"))


@transaction.atomic
def receive_word(
    *,
    by: Actor,
    household: Household,
    words: str,
    channel: str,
    said_on: date | None = None,
    speaker: str = "",
    key: uuid.UUID | None = None,
) -> FamilyWord:
    """Take in what a family says: entered by the office, or sent from the family's page (``key`` names what
    was sent: the same again is the same word, and nothing is written twice)."""
    known = FamilyWord.objects.filter(key=key).first() if key else None
    if known is not None:
        return known
    said_on = said_on or today()
    _check(words, said_on)
    word = FamilyWord.objects.create(
        household=household, path=household.path, words=words.strip(), speaker=speaker.strip(),
        channel=channel, said_on=said_on, due=word_due(said_on), key=key,
        received_by=by if isinstance(by, Post) else None, received_at=now(),
    )  # fmt: skip
    record("care.word_received", by=by, on=word, channel=channel, due=word.due)
    publish(FamilySideChanged([household.pk]))
    return word


def _check(words: str, said_on: date) -> None:
    if not words.strip():
        raise Refused("care.word_empty", _("Write down what was said; a few words are enough."))
    if len(words) > limit("word_chars"):
        raise Refused(
            "care.word_too_long",
            _("This is longer than %(n)d characters. Shorten it, or tell the rest by telephone."),
            n=limit("word_chars"),
        )
    if said_on > today():
        raise Refused("care.day_ahead", _("The day lies in the future."))


def _move(word: FamilyWord, to: FamilyWord.State, *, by: Post, words: str) -> FamilyWord:
    word = FamilyWord.objects.select_for_update().get(pk=word.pk)
    check(WORD_MOVES, word.state, to, by=by, reason=words)
    word.state = to
    word.answered_on = None if word.waits else today()
    word.save(update_fields=["state", "answered_on"])
    WordStep.objects.create(
        word=word, household_id=word.household_id, path=word.path, at=now(), by=by, move=to, words=words
    )
    return word


@transaction.atomic
def take_up_word(*, by: Post, word: FamilyWord, words: str) -> FamilyWord:
    """Take a word up that needs longer: what the family reads until the answer comes. The day stays."""
    word = _move(word, FamilyWord.State.IN_HAND, by=by, words=words)
    record("care.word_taken_up", by=by, on=word)
    publish(FamilySideChanged([word.household_id]))
    return word


@transaction.atomic
def answer_word(*, by: Post, word: FamilyWord, words: str) -> FamilyWord:
    """Answer a word: in the words that the family reads on its page and was told."""
    word = _move(word, FamilyWord.State.ANSWERED, by=by, words=words)
    record("care.word_answered", by=by, on=word, late=today() > word.due)
    publish(FamilySideChanged([word.household_id]))
    return word


@transaction.atomic
def raise_word(*, by: Actor, word: FamilyWord) -> FamilyWord:
    """Put a word that waits too long before somebody further up: first the deputy and the person in charge
    of this work, then the leader. Whoever had it keeps it as well."""
    word = FamilyWord.objects.select_for_update().get(pk=word.pk)
    if not word.waits or word.raised == FamilyWord.Raised.LEADER or today() <= raising_day(word):
        raise Refused("care.word_not_late", _("This word need not be put before anybody else."))
    word.raised += 1
    word.raised_on = today()
    word.save(update_fields=["raised", "raised_on"])
    record("care.word_raised", by=by, on=word, to=word.raised)
    return word


def raising_day(word: FamilyWord) -> date:
    """The last day on which a word still stays with those who have it."""
    if word.raised == FamilyWord.Raised.RESPONSIBLE:
        return word.due
    return add_working_days(word.raised_on or word.due, limit("raise_working_days"))
