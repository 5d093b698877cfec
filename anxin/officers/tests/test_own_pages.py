"""Every own page shows its one officer and nothing of a colleague of the same unit (decision 0038)."""

import pytest
from django.urls import reverse

from anxin.ground.days.clock import today
from anxin.officers import urls
from anxin.officers.actions import Span, ask_leave, note_call, note_occasion, set_talk_rule
from anxin.officers.actions.talks import Times
from anxin.officers.models import Officer
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db
OWN = [one for one in urls.urlpatterns if one.callback.needs.permission == "officers.own"]
WORDS = ("许佳", "母亲住院", "许母", "0000 731 4457")  # all that the pages could tell of the first officer


@pytest.fixture
def theirs(man, asked, officer, county_clerk, leader, tree):
    """Rows of 许佳 in every table that an own page reads: the ids by route argument."""
    set_talk_rule(by=county_clerk, unit=tree.county, talker=leader, times=Times(6, 7))
    note_occasion(by=county_clerk, officer=man, kind="illness", on=today())
    note_call(by=officer, officer=man, name="许母", phone="0000 731 4457")
    day = today().replace(month=6, day=15)
    leave = ask_leave(by=officer, officer=man, span=Span(day, day))
    return {"ask": asked.pk, "own_leave": leave.pk}


@pytest.fixture
def colleague(tree, in_county):
    """冯琳 of the same town, with a record and an account of her own."""
    post = hire("other_officer", tree.town, "officer", "冯琳")
    Officer.objects.create(unit=tree.town, name="冯琳", account=post.account)
    return client_of(post)


def address(route, theirs):
    given = {name: theirs.get(name, today().year) for name in route.pattern.converters}
    return reverse(f"officers:{route.name}", kwargs=given)


def test_there_are_own_pages_and_their_arguments_are_known(theirs):
    assert {name for one in OWN for name in one.pattern.converters} == {*theirs, "year"}
    assert {"mine", "ask", "my_leave", "my_leave_one"} <= {one.name for one in OWN}


@pytest.mark.parametrize("route", OWN, ids=lambda one: one.name)
def test_a_colleague_of_the_unit_sees_nothing_of_it(route, theirs, colleague):
    answer = colleague.get(address(route, theirs))

    assert not [word for word in WORDS if word in answer.content.decode()]
    if set(route.pattern.converters) & set(theirs):
        assert answer.status_code in (404, 405)
        assert colleague.post(address(route, theirs)).status_code == 404
    else:
        assert answer.status_code == 200
