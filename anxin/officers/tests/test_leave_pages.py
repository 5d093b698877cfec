"""The pages of check-ups and leave, as the clerk, the leader and the officer open them."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from anxin.ground.database.scope import scope
from anxin.officers.actions import USUAL, Span, ask_leave, note_leave_year
from anxin.officers.models import CheckUp, CheckUpBatch, Leave, LeaveYear, RestRule
from tests.cast import client_of

from .cast_leave import officer_at

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _on(settings):
    settings.ANXIN_TODAY = DAY


@pytest.fixture
def xu(tree, officer, county_clerk):
    """The officer of the cast, with an account of his own."""
    with scope(tree.county.path):
        one = officer_at(tree.town, account=officer.account)
        note_leave_year(by=county_clerk, officer=one, year=2026, facts=USUAL)
    return one


def at(name, **kwargs) -> str:
    return reverse(f"officers:{name}", kwargs=kwargs)


def page(post, name, language="en", **kwargs) -> str:
    answer = client_of(post, language).get(at(name, **kwargs))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def send(post, name, data, **kwargs):
    return client_of(post, "en").post(at(name, **kwargs), data)


def within(tree, ask):
    with scope(tree.county.path):
        return ask()


def test_an_officer_asks_for_leave_on_the_telephone_and_a_leader_grants_it(
    tree, xu, officer, leader, county_clerk
):
    assert "10" in page(officer, "my_leave")
    sent = send(officer, "my_leave_new", {"first": "2026-12-07", "last": "20261211", "words": "回家看老人"})
    assert sent.url == at("my_leave_year", year=2026)
    leave = within(tree, lambda: Leave.objects.get(officer=xu))
    assert "asked for" in page(officer, "my_leave")
    assert "Grant it" in page(leader, "leave_one", leave=leave.pk)
    assert "Grant it" not in page(county_clerk, "leave_one", leave=leave.pk)
    send(leader, "leave_one", {"what": "approved"}, leave=leave.pk)
    assert within(tree, lambda: Leave.objects.get(pk=leave.pk).state) == "approved"
    mine = page(officer, "my_leave_one", own_leave=leave.pk)
    assert "Take it back" in mine
    send(officer, "my_leave_one", {"what": "withdrawn"}, own_leave=leave.pk)
    assert within(tree, lambda: Leave.objects.get(pk=leave.pk).state) == "withdrawn"


def test_a_refusal_comes_with_its_reason_or_not_at_all(tree, xu, leader, county_clerk):
    leave = within(
        tree,
        lambda: ask_leave(by=county_clerk, officer=xu, span=Span(date(2026, 12, 7), date(2026, 12, 11))),
    )
    bare = send(leader, "leave_one", {"what": "refused"}, leave=leave.pk)
    assert bare.status_code == 422
    assert "Say why" in bare.content.decode()
    assert send(leader, "leave_one", {"what": "refused", "words": "换届"}, leave=leave.pk).status_code == 302


def test_after_a_decision_the_leader_stands_before_the_next_one(tree, xu, leader, county_clerk):
    days = Span(date(2026, 12, 7), date(2026, 12, 8)), Span(date(2026, 12, 14), date(2026, 12, 15))
    first, last = within(tree, lambda: [ask_leave(by=county_clerk, officer=xu, span=span) for span in days])
    sent = send(leader, "leave_one", {"what": "approved"}, leave=first.pk)
    assert sent.url == reverse("oversight:figure", args=["officers.leave_to_decide"])
    waiting = client_of(leader, "en").get(sent.url).content.decode()
    assert at("leave_one", leave=last.pk) in waiting
    assert at("leave_one", leave=first.pk) not in waiting
    sent = send(leader, "leave_one", {"what": "refused", "words": "换届"}, leave=last.pk)
    assert sent.url == at("leave_year", officer=xu.pk, year=2026)


def test_nobody_opens_the_leave_of_somebody_else_as_his_own(tree, xu, officer, county_clerk):
    other = within(tree, lambda: officer_at(tree.town, "梁文"))
    span = Span(date(2026, 12, 7), date(2026, 12, 11))
    leave = within(tree, lambda: ask_leave(by=county_clerk, officer=other, span=span))
    assert client_of(officer).get(at("my_leave_one", own_leave=leave.pk)).status_code == 404


def test_without_a_record_of_ones_own_there_is_no_page(officer):
    for name in ("my_leave", "my_leave_new"):
        assert "not" in page(officer, name)
    assert client_of(officer).get(at("my_leave_one", own_leave=uuid4())).status_code == 404


def test_the_officers_page_ones_own_and_the_list_tell_of_leave_and_check_up(tree, xu, officer, county_clerk):
    assert "days left" in page(officer, "mine")
    assert "Check-up" in page(county_clerk, "officer", officer=xu.pk)
    told = client_of(county_clerk, "en").get(at("list") + "?show=all").content.decode()
    assert "10 days" in told
    assert "Next check-up" in told


def test_a_clerk_plans_the_leave_of_a_unit(tree, xu, county_clerk, officer):
    url = {"unit": tree.town.pk, "year": 2026}
    assert "Nov 23" in page(county_clerk, "leave_unit", **url) or "许佳" in page(
        county_clerk, "leave_unit", **url
    )
    assert "许佳" in page(county_clerk, "leave_plan", **url)
    key = xu.pk.hex
    half = send(county_clerk, "leave_plan", {f"{key}-first": "2026-12-07"}, **url)
    assert "neither" in half.content.decode()
    free = send(
        county_clerk, "leave_plan", {f"{key}-first": "2026-10-01", f"{key}-last": "2026-10-02"}, **url
    )
    assert free.status_code == 422
    data = {f"{key}-first": "2026-12-07", f"{key}-last": "2026-12-11"}
    assert send(county_clerk, "leave_plan", data, **url).status_code == 302
    assert "planned" in page(officer, "my_leave")
    leave = within(tree, lambda: Leave.objects.get(officer=xu))
    send(officer, "my_leave_one", {"what": "asked"}, own_leave=leave.pk)
    assert within(tree, lambda: Leave.objects.get(pk=leave.pk).state) == "asked"
    assert "许佳" in page(county_clerk, "leave_month", **url, month=12)


def test_the_plan_of_a_year_without_a_calendar_says_what_is_missing(tree, xu, county_clerk):
    told = page(county_clerk, "leave_plan", unit=tree.town.pk, year=2027)
    assert "Working days" in told


def test_facts_are_noted_the_year_is_settled_and_the_pay_is_noted(tree, xu, county_clerk, settings):
    where = {"officer": xu.pk, "year": 2026}
    facts = {"continuous": "yes", "vacation_days": "0", "personal_days": "0", "sick_months": "0",
             "annual_pay_fen": "130,500.00"}  # fmt: skip
    assert "130,500.00" not in page(county_clerk, "leave_facts", **where)
    assert send(county_clerk, "leave_facts", facts | {"sick_months": "1"}, **where).status_code == 302
    assert 'name="sick_months" value' not in page(county_clerk, "leave_facts", **where)
    assert send(county_clerk, "leave_facts", facts | {"sick_months": ""}, **where).status_code == 302
    assert within(tree, lambda: LeaveYear.objects.get(officer=xu, year=2026).sick) == 1
    settings.ANXIN_TODAY = date(2026, 12, 31)
    nothing = send(county_clerk, "leave_settle", {"carried_on_days": "0"}, **where)
    assert "Days are left" in nothing.content.decode()
    send(county_clerk, "leave_settle", {"reason": "work", "carried_on_days": "6", "words": "防汛"}, **where)
    assert "4,000.00" in page(county_clerk, "leave_year", **where)
    assert "元" in page(county_clerk, "leave_year", "zh-hans", **where)
    settings.ANXIN_TODAY = date(2027, 2, 1)
    send(county_clerk, "leave_paid", {"on": "nonsense"}, **where)
    send(county_clerk, "leave_paid", {"on": "2027-02-01"}, **where)
    kept = within(tree, lambda: LeaveYear.objects.get(officer=xu, year=2026))
    assert kept.paid_on == date(2027, 2, 1)
    assert "paid on 2027-02-01" in page(county_clerk, "leave_year", **where)


def test_a_clerk_enters_a_leave_asked_for_on_paper(tree, xu, county_clerk):
    where = {"officer": xu.pk, "year": 2026}
    assert page(county_clerk, "leave_new", **where)
    data = {"first": "2026-12-07", "last": "2026-12-07"}
    assert send(county_clerk, "leave_new", data, **where).status_code == 302
    again = send(county_clerk, "leave_new", data, **where)
    assert "Choose other days" in again.content.decode()


def test_an_ordinary_year_is_one_click(tree, xu, county_clerk):
    other = within(tree, lambda: officer_at(tree.town, "梁文"))
    url = {"unit": tree.town.pk, "year": 2026}
    assert "An ordinary year for all of them" in page(county_clerk, "leave_unit", **url)
    send(county_clerk, "leave_usual", {}, **url)
    assert within(tree, lambda: LeaveYear.objects.get(officer=other).entitled_days) == 10
    assert "An ordinary year for all of them" not in page(county_clerk, "leave_unit", **url)


def test_the_picture_by_unit_counts_and_never_ranks(tree, xu, county_clerk, leader):
    told = page(county_clerk, "rest")
    assert "河东镇" in told
    assert "no person is compared" in told
    assert page(leader, "rest_year", year=2025)
    assert client_of(leader).get(at("rest_year", year=1999)).status_code == 404


def test_above_the_county_small_numbers_are_hidden_and_no_officer_opens(tree, xu):
    from tests.cast import hire  # noqa: PLC0415

    above = hire("city_leader", tree.city_office, "leader", "杜衡", scope_root=tree.city)
    told = page(above, "rest")
    assert "not shown" in told
    assert "安和县" in told
    assert at("leave_unit", unit=tree.town.pk, year=2026) not in told
    assert client_of(above).get(at("leave_unit", unit=tree.town.pk, year=2026)).status_code == 404


def test_a_unit_sets_and_drops_its_rule(tree, county_clerk):
    assert "12 months" in page(county_clerk, "rest_rules")
    assert "河东镇" in client_of(county_clerk).get(at("rest_rules") + "?name=河东").content.decode()
    data = {"check_up_months": "6", "half_days": "on"}
    assert send(county_clerk, "rest_rule", data, unit=tree.town.pk).status_code == 302
    rule = RestRule.objects.get(unit=tree.town)
    assert (rule.check_up_months, rule.half_days, rule.carry_over) == (6, True, False)
    assert "Take the unit" in page(county_clerk, "rest_rule", unit=tree.town.pk)
    send(county_clerk, "rest_rule_drop", {}, unit=tree.town.pk)
    send(county_clerk, "rest_rule_drop", {}, unit=tree.town.pk)
    assert not RestRule.objects.exists()


def test_a_batch_is_arranged_and_noted(tree, xu, county_clerk):
    assert "1 officer due" in page(county_clerk, "check_ups")
    assert "checked" in page(county_clerk, "batch_new", unit=tree.town.pk)
    data = {"hospital": "县医院", "first": "2026-11-23", "last": "2026-11-27", "officers": [str(xu.pk)]}
    assert send(county_clerk, "batch_new", data, unit=tree.town.pk).status_code == 302
    batch = within(tree, lambda: CheckUpBatch.objects.get())
    one = within(tree, lambda: CheckUp.objects.get())
    assert "许佳" in page(county_clerk, "batch", batch=batch.pk)
    key = one.pk.hex
    late = {f"{key}-what": "attended", f"{key}-day": str(DAY + timedelta(1))}
    assert send(county_clerk, "batch", late, batch=batch.pk).status_code == 422
    send(county_clerk, "batch", {f"{key}-what": "attended", f"{key}-day": str(DAY)}, batch=batch.pk)
    assert within(tree, lambda: CheckUp.objects.get().state) == "attended"
    assert "Noted" in page(county_clerk, "batch", batch=batch.pk)


def test_the_own_page_and_the_refusal_say_how_many_days_are_free(tree, xu, officer):
    asked = {"first": "2026-12-07", "last": "2026-12-16"}  # eight of ten days
    send(officer, "my_leave_new", asked)
    assert "8 of them planned, asked for or granted" in page(officer, "mine")
    more = send(officer, "my_leave_new", {"first": "2026-12-21", "last": "2026-12-23"})
    assert "2 days are free" in more.content.decode()


def test_whoever_decides_finds_the_requests_in_one_place(tree, xu, leader, officer, county_clerk):
    every = reverse("oversight:figure", args=["officers.leave_to_decide"])
    assert every not in page(leader, "rest")
    send(officer, "my_leave_new", {"first": "2026-12-07", "last": "2026-12-08"})
    assert every in page(leader, "rest")
    assert "许佳" in client_of(leader).get(every).content.decode()
    assert every not in page(county_clerk, "rest")  # she does not decide


def test_a_refused_plan_says_at_whose_line_it_is_wrong(tree, xu, county_clerk):
    other = within(tree, lambda: officer_at(tree.town, name="韩雪"))
    days = {f"{xu.pk.hex}-first": "2026-12-28", f"{xu.pk.hex}-last": "2027-01-05"}
    answer = send(county_clerk, "leave_plan", days, unit=tree.town.pk, year=2026)
    assert answer.status_code == 422
    wrong = {line.officer: line.non_field_errors() for line, _told, _coming in answer.context["lines"]}
    assert "same year" in str(wrong[xu])
    assert not wrong[other]
