"""The family's side: what a family says and is told."""

from datetime import timedelta

from django.test import override_settings

from anxin.care import actions
from anxin.care.models import FamilyWord
from anxin.family_page.actions import Given, give_page, withdraw_page
from anxin.ground.days.clock import today

from . import Doing, Stage, act
from .care import named


def word(stage: Stage, **said) -> FamilyWord:
    told = {"words": "孩子上学的路灯坏了", "channel": "phone", "speaker": "林秀兰"}
    return actions.receive_word(by=stage.clerk, household=stage.household, **told | said)


@act("care.word_received")
def _(stage: Stage) -> Doing:
    return lambda: word(stage)


@act("care.word_taken_up")
def _(stage: Stage) -> Doing:
    one = word(stage)
    return lambda: actions.take_up_word(by=stage.clerk, word=one, words="正在问供电所")


@act("care.word_answered")
def _(stage: Stage) -> Doing:
    one = word(stage)
    return lambda: actions.answer_word(by=stage.clerk, word=one, words="路灯已经修好")


@act("care.word_raised")
def _(stage: Stage) -> Doing:
    named(stage)
    one = word(stage, said_on=today() - timedelta(20))
    return lambda: actions.raise_word(by=stage.clerk, word=one)


@act("care.words_listed")
def _(stage: Stage) -> Doing:
    word(stage)
    return stage.get(stage.clerk, "care:words")


@act("care.word_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:word", word=word(stage).pk)


DOOR = {"ANXIN_DOOR_URL": "https://door.example"}


def page(stage: Stage) -> Given:
    """The family holds a page; an installation with an address for families."""
    with override_settings(**DOOR):
        return give_page(by=stage.clerk, household=stage.household, holder="林秀兰")


@act("care.cards_printed")
def _(stage: Stage) -> Doing:
    named(stage)
    said = {"households": [stage.household], "size": "a6"}
    return lambda: actions.print_cards(by=stage.clerk, **said)


@act("care.cards_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "family_page:cards")


@act("care.agreed_printed")
def _(stage: Stage) -> Doing:
    named(stage)
    return stage.card("family_page:agreed")


@act("care.page_opened")
def _(stage: Stage) -> Doing:
    named(stage)
    return stage.card("family_page:family_preview")


@act("care.page_given")
def _(stage: Stage) -> Doing:
    named(stage)
    return lambda: page(stage)


@act("care.page_withdrawn")
def _(stage: Stage) -> Doing:
    named(stage)
    page(stage)
    return lambda: withdraw_page(by=stage.clerk, household=stage.household)


@act("care.slip_printed")
def _(stage: Stage) -> Doing:
    named(stage)
    code = page(stage).code
    return stage.post(stage.clerk, "family_page:family_slip", {"code": code}, card=stage.household.pk)
