"""Trying an act: what went through, what a rule refused."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage

from anxin.ground.jobs.refusals import Refused
from anxin.ground.ui.trying import attempt, done_or_told, outcome

NO = "The day has passed: choose a later one."


def refuse() -> None:
    raise Refused("too_late", NO)


@pytest.fixture
def form():
    form = forms.Form({})
    assert form.is_valid()
    return form


@pytest.fixture
def request_(rf):
    made = rf.post("/")
    made._messages = CookieStorage(made)
    return made


@pytest.mark.parametrize("given", [None, 0, "", [], "a record"])
def test_an_act_went_through_whatever_it_gave(form, given):
    assert attempt(form, lambda: given)
    assert not form.errors


def test_a_rule_that_says_no_is_said_by_the_form(form):
    assert not attempt(form, refuse)
    assert form.non_field_errors() == [NO]


def test_what_an_act_gave_is_handed_on_and_a_refusal_gives_nothing(form):
    assert outcome(form, lambda: 7) == 7
    assert outcome(form, refuse) is None
    assert form.non_field_errors() == [NO]


def test_a_mistake_of_ours_is_no_refusal(form):
    with pytest.raises(ZeroDivisionError):
        attempt(form, lambda: 1 // 0)


@pytest.mark.parametrize(("act", "level"), [(refuse, "error"), (lambda: None, "success")])
def test_a_button_says_how_it_went(request_, act, level):
    done_or_told(request_, act)
    (said,) = get_messages(request_)
    assert said.level_tag == level
    assert (str(said) == NO) == (level == "error")
