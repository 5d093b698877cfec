"""The life of a request: every allowed move, all the others refused, nothing left behind by a refusal."""

from datetime import timedelta
from itertools import product

import pytest
from django.conf import settings
from django.utils.translation import override

from anxin.ground.days.clock import today
from anxin.ground.days.workdays import working_days_between
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.rights import actions
from anxin.rights.models import REQUEST_MOVES, RequestStep, RightsRequest
from tests.cast import family

from .conftest import State, asked

pytestmark = pytest.mark.django_db
STEPS = {
    State.CHECKED: lambda by, one, words: actions.check_identity(by=by, request=one, papers=words),
    State.GRANTED: lambda by, one, words: actions.decide_request(
        by=by, request=one, decision=State.GRANTED, reason=words
    ),
    State.PARTLY: lambda by, one, words: actions.decide_request(
        by=by, request=one, decision=State.PARTLY, reason=words
    ),
    State.REFUSED: lambda by, one, words: actions.decide_request(
        by=by, request=one, decision=State.REFUSED, reason=words
    ),
    State.CARRIED_OUT: lambda by, one, words: actions.carry_out(by=by, request=one, words=words),
    State.ANSWERED: lambda by, one, words: actions.answer(by=by, request=one, words=words),
    State.WITHDRAWN: lambda by, one, words: actions.withdraw(by=by, request=one, words=words),
}
WAYS = {
    State.RECEIVED: (),
    State.CHECKED: (State.CHECKED,),
    State.GRANTED: (State.CHECKED, State.GRANTED),
    State.PARTLY: (State.CHECKED, State.PARTLY),
    State.REFUSED: (State.CHECKED, State.REFUSED),
    State.CARRIED_OUT: (State.CHECKED, State.GRANTED, State.CARRIED_OUT),
    State.ANSWERED: (State.CHECKED, State.REFUSED, State.ANSWERED),
    State.WITHDRAWN: (State.WITHDRAWN,),
}
ALLOWED = sorted((str(now), str(to)) for now, to in REQUEST_MOVES)
OTHERS = sorted({(str(now), str(to)) for now, to in product(State, STEPS)} - set(ALLOWED))
WITH_REASON = sorted((str(now), str(to)) for (now, to), move in REQUEST_MOVES.items() if move.reason)


def brought_to(state, receive, by):
    one = receive("explanation")  # a copy is carried out by making it
    for step in WAYS[State(state)]:
        STEPS[step](by, one, "写明情况")
    return RightsRequest.objects.get(pk=one.pk)


@pytest.mark.parametrize(("now", "to"), ALLOWED)
def test_an_allowed_move_leaves_one_step_and_one_entry(now, to, receive, county_clerk):
    one = brought_to(now, receive, county_clerk)
    entries, steps = JournalEntry.objects.count(), RequestStep.objects.count()
    moved = STEPS[State(to)](county_clerk, one, "写明情况")
    assert moved.state == to
    assert JournalEntry.objects.count() == entries + 1
    assert RequestStep.objects.count() == steps + 1


@pytest.mark.parametrize(("now", "to"), OTHERS)
def test_every_other_move_is_refused_and_leaves_nothing(now, to, receive, county_clerk):
    one = brought_to(now, receive, county_clerk)
    entries, steps = JournalEntry.objects.count(), RequestStep.objects.count()
    with pytest.raises(Refused):
        STEPS[State(to)](county_clerk, one, "写明情况")
    assert RightsRequest.objects.get(pk=one.pk).state == now
    assert (JournalEntry.objects.count(), RequestStep.objects.count()) == (entries, steps)


@pytest.mark.parametrize(("now", "to"), WITH_REASON)
def test_a_move_that_needs_words_is_refused_without_them(now, to, receive, county_clerk):
    one = brought_to(now, receive, county_clerk)
    with pytest.raises(Refused) as no:
        STEPS[State(to)](county_clerk, one, "  ")
    assert no.value.code == "lifecycle.reason_missing"


def test_the_responsible_person_enters_but_does_not_decide(receive, county_clerk, township_officer):
    one = brought_to(State.CHECKED, receive, county_clerk)
    with pytest.raises(Refused) as no:
        actions.decide_request(by=township_officer, request=one, decision=State.GRANTED)
    assert no.value.code == "lifecycle.not_for_this_post"


def test_a_request_for_a_copy_is_not_carried_out_by_words_alone(granted, widow, county_clerk):
    for one, mended in ((granted("copy", widow), "制作复制件"), (granted("copy"), "按人")):
        entries = JournalEntry.objects.count()
        with override("zh-hans"), pytest.raises(Refused) as no:
            actions.carry_out(by=county_clerk, request=one, words="已交付")
        assert no.value.code == "rights.copy_not_made"
        assert mended in str(no.value)
        one.refresh_from_db()
        assert (one.state, JournalEntry.objects.count()) == (State.GRANTED, entries)


def test_the_day_of_the_answer_is_an_internal_target_in_working_days(receive):
    one = receive()
    target = settings.LIMITS["rights"]["answer_working_days"]
    assert working_days_between(one.received_on, one.due) == target == 15


def test_no_journal_entry_holds_a_word_of_it(receive, county_clerk):
    one = receive()
    actions.check_identity(by=county_clerk, request=one, papers="结婚证")
    told = str([entry.details for entry in JournalEntry.objects.filter(act__startswith="rights.")])
    assert not any(word in told for word in ("林秀兰", "结婚证", "登记了哪些"))


def test_next_of_kin_ask_about_the_deceased_and_say_why(receive, deceased, widow):
    assert receive("access", deceased, standing="next_of_kin", interest="核对抚恤金").person == deceased
    with pytest.raises(Refused) as no:
        receive("access", deceased, standing="next_of_kin")
    assert no.value.code == "rights.interest_missing"
    with pytest.raises(Refused) as no:
        receive("access", widow, standing="next_of_kin", interest="核对")
    assert no.value.code == "rights.not_deceased"


def test_a_guardian_asks_for_a_minor_only(receive, daughter, widow):
    assert receive("access", daughter, standing="guardian").person == daughter
    with pytest.raises(Refused) as no:
        receive("access", widow, standing="guardian")
    assert no.value.code == "rights.not_a_minor"


def test_nobody_asks_for_somebody_of_another_family_or_on_a_day_to_come(
    household, county_clerk, widow, receive, tree
):
    other = family(county_clerk, tree.county, officer="另一人")
    with pytest.raises(Refused) as no:
        actions.receive(by=county_clerk, household=other, person=widow, asked=asked())
    assert no.value.code == "rights.not_of_this_family"
    with pytest.raises(Refused) as no:
        receive(received_on=today() + timedelta(1))
    assert no.value.code == "rights.day_ahead"
