"""The pages of care, each as the post that uses it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from anxin.care.actions import hand_back, record_visit
from anxin.care.actions.visits import NextStep
from anxin.care.models import DepartmentRequest, Measure, Need, Promise, Responsibility, Visit, WorkLead
from anxin.ground.days.clock import today
from tests.cast import client_of

BOTH = pytest.mark.parametrize("language", ["zh-hans", "en"])


def url(name, **kwargs):
    return reverse(f"care:{name}", kwargs=kwargs)


def page(post, address, language="zh-hans"):
    response = client_of(post, language).get(address)
    assert response.status_code == 200
    return response.content.decode()


def post_to(who, address, /, **data):
    return client_of(who).post(address, data)


@pytest.fixture
def promise(named, township_officer, mother) -> Promise:
    step = NextStep("带瓦工看屋顶", township_officer, today() + timedelta(days=3))
    record_visit(
        by=township_officer, household=named, on=today(), met=[mother], said="盼春节前不漏", steps=[step]
    )
    return Promise.objects.get()


@BOTH
def test_the_card_shows_who_what_is_missing_and_the_last_promise(language, promise, need, county_clerk):
    text = page(county_clerk, reverse("families:card", kwargs={"card": promise.household_id}), language)
    for words in ("吴晓峰", "带瓦工看屋顶", "<svg"):
        assert words in text
    assert "盼春节前不漏" not in text  # what was said may tell of health: it stands on the page of visits
    assert "膝关节" not in text  # health: the theme stands there, the words are shown to who asks


@BOTH
def test_every_page_of_a_card_opens(language, sent, promise, county_clerk):
    card, need, measure = sent.household_id, sent.measure.need_id, sent.measure_id
    for name in ("responsible", "needs", "need_new", "visits", "visit_brief", "visit_new"):
        page(county_clerk, url(name, card=card), language)
    for name in ("need_settle", "measure_new"):
        page(county_clerk, url(name, card=card, need=need), language)
    for name in ("measure", "measure_settle", "letter"):
        page(county_clerk, url(name, card=card, measure=measure), language)
    page(county_clerk, url("promise", card=card, promise=promise.pk), language)


@BOTH
def test_the_lists_open(language, named, county_clerk):
    for name in ("rounds", "leads"):
        page(county_clerk, url(name), language)


def test_a_clerk_names_who_is_responsible(county_clerk, township_officer, leader, household, in_county):
    response = post_to(
        county_clerk, url("responsible", card=household.pk), responsible=township_officer.pk, leader=leader.pk
    )
    assert response.status_code == 302
    assert Responsibility.objects.get(household=household, until=None).responsible == township_officer


def test_only_posts_of_the_clerks_scope_are_offered(
    county_clerk, neighbour_clerk, officer, household, in_county
):
    text = page(county_clerk, url("responsible", card=household.pk))
    assert "沈静" in text
    assert "何平" not in text
    assert "许佳" not in text


def test_a_refusal_stands_in_the_form(county_clerk, township_officer, household, in_county):
    same = {"responsible": township_officer.pk, "deputy": township_officer.pk}
    response = post_to(county_clerk, url("responsible", card=household.pk), **same)
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()


def test_a_clerk_puts_somebody_in_charge(county_clerk, tree, household, in_county):
    assert "nobody" in page(county_clerk, url("leads") + "?show=without", "en")
    assert (
        post_to(county_clerk, url("work_lead", unit=tree.county.pk), post=county_clerk.pk).status_code == 302
    )
    assert WorkLead.objects.get().post == county_clerk


def test_a_unit_of_a_neighbour_is_not_found(county_clerk, tree):
    assert client_of(county_clerk).get(url("work_lead", unit=tree.neighbour.pk)).status_code == 404


def test_from_need_to_measure_to_request(county_clerk, household, mother, tree, soon, in_county):
    form = {
        "person": mother.pk,
        "theme": "medical",
        "words": "看病远",
        "source": "family",
        "found_on": str(today()),
    }
    assert post_to(county_clerk, url("need_new", card=household.pk), **form).status_code == 302
    need = Need.objects.get()
    form = {"needs": [need.pk], "what": "verified", "how": "asked", "words": "问了本人"}
    assert post_to(county_clerk, url("need_verify", card=household.pk), **form).status_code == 302
    form = {
        "who": f"unit:{tree.health.pk}",
        "words": "签约家庭医生",
        "due": str(soon),
        "ground": "通知第三条",
        "case_by_case": "目录尚无此项",
    }
    assert (
        post_to(county_clerk, url("measure_new", card=household.pk, need=need.pk), **form).status_code == 302
    )
    measure = Measure.objects.get()
    form = {"desk": tree.health.pk, "subject": "签约", "asked": "签约", "due": str(soon), "ground": "通知",
            "people": [mother.pk], "facts": ["name", "age"]}  # fmt: skip
    assert (
        post_to(county_clerk, url("letter", card=household.pk, measure=measure.pk), **form).status_code == 302
    )
    assert DepartmentRequest.objects.get().facts["people"] == [{"name": "陈桂香", "age": mother.age}]


def test_no_measure_is_decided_on_the_same_page(county_clerk, household, need, in_county):
    address = url("measure_new", card=household.pk, need=need.pk)
    assert post_to(county_clerk, address, reason="").status_code == 200
    assert post_to(county_clerk, address, reason="家属自己已解决").status_code == 302
    assert Measure.objects.get().state == "none"


def test_the_first_suggestion_is_the_department_that_owns_the_theme(
    county_clerk, household, need, tree, in_county
):
    response = client_of(county_clerk).get(url("measure_new", card=household.pk, need=need.pk))
    assert response.context["form"].initial["who"] == f"unit:{tree.health.pk}"


@BOTH
def test_the_desk_sees_its_requests_and_nothing_else_of_the_family(language, sent, health_desk):
    assert sent.subject in page(health_desk, url("requests"), language)
    text = page(health_desk, url("request", item=sent.pk), language)
    assert "陈桂香" in text
    for hidden in ("周雨桐", "林秀兰", "周明远", "沿河路", "膝关节"):
        assert hidden not in text


def test_the_desk_answers_with_one_submit(sent, health_desk, soon):
    address = url("request", item=sent.pk)
    response = post_to(health_desk, address, what="done", answer="")
    assert response.status_code == 200
    assert "answer" in response.context["form"].errors
    assert (
        post_to(health_desk, address, what="accept", expected_on=str(soon), handler="宋岚").status_code == 302
    )
    assert post_to(health_desk, address, what="done", answer="已签约", amount_fen="120").status_code == 302
    sent.refresh_from_db()
    assert (sent.state, sent.amount_fen) == ("done", 12000)
    assert sent.subject in page(health_desk, url("requests") + "?show=done")


def test_the_desk_returns_and_the_clerk_mends(
    sent, health_desk, county_clerk, household, mother, soon, in_county
):
    assert (
        post_to(health_desk, url("request", item=sent.pk), what="return", reason="缺住址").status_code == 302
    )
    address = url("letter", card=household.pk, measure=sent.measure_id)
    assert "缺住址" in page(county_clerk, address)
    form = {
        "words": "已补",
        "subject": "签约",
        "asked": "签约",
        "due": str(soon),
        "ground": "通知",
        "facts": ["address"],
    }
    assert post_to(county_clerk, address, **form).status_code == 302
    sent.refresh_from_db()
    assert (sent.state, sent.facts["address"]) == ("sent", "河东镇沿河路8号")


def test_the_desk_passes_a_request_on_and_no_longer_sees_it(sent, health_desk, civil_desk, tree):
    address = url("request_forward", item=sent.pk)
    page(health_desk, address)
    assert post_to(health_desk, address, desk=tree.civil.pk, reason="归民政").status_code == 302
    assert client_of(health_desk).get(url("request", item=sent.pk)).status_code == 404
    assert "签约" in page(civil_desk, url("requests"))


def test_a_number_is_masked_until_it_is_shown(sent, health_desk, in_county):
    facts = '{"people": [{"name": "陈桂香", "number": "990102195102200028"}]}'
    DepartmentRequest.objects.filter(pk=sent.pk).update(facts_json=facts)
    assert "990102195102200028" not in page(health_desk, url("request", item=sent.pk))
    shown = post_to(health_desk, url("request_reveal", item=sent.pk), field="0").content.decode()
    assert "990102195102200028" in shown
    for nothing in ("9", "", "x"):
        assert post_to(health_desk, url("request_reveal", item=sent.pk), field=nothing).status_code == 404


def test_another_desk_finds_nothing(sent, civil_desk):
    assert client_of(civil_desk).get(url("request", item=sent.pk)).status_code == 404
    assert client_of(civil_desk).post(url("request_reveal", item=sent.pk), {"field": "0"}).status_code == 404


def test_a_clerk_has_no_desk(sent, county_clerk):
    assert client_of(county_clerk).get(url("request", item=sent.pk)).status_code == 403


def test_a_township_officer_records_a_visit_in_three_sentences(named, mother, township_officer, soon):
    form = {"on": str(today()), "met": [mother.pk], "news": "稳定", "said": "盼修", "promised": "三天内看",
            "doer": township_officer.pk, "due": str(soon)}  # fmt: skip
    page(township_officer, url("visit_brief", card=named.pk))
    assert post_to(township_officer, url("visit_new", card=named.pk), **form).status_code == 302
    promise = Promise.objects.get()
    assert (promise.words, promise.due) == ("三天内看", soon)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"met": []}, "met"),
        ({"nobody": "on"}, "met"),
        ({"due": ""}, "due"),
        ({"news": "", "promised": ""}, "news"),
    ],
)
def test_a_visit_that_says_too_little_is_asked_again(change, field, named, mother, township_officer, soon):
    form = {"on": str(today()), "met": [mother.pk], "news": "稳定", "promised": "三天内看",
            "doer": township_officer.pk, "due": str(soon)} | change  # fmt: skip
    response = post_to(township_officer, url("visit_new", card=named.pk), **form)
    assert field in response.context["form"].errors
    assert not Visit.objects.exists()


def test_a_family_not_given_to_a_township_officer_is_not_found(household, township_officer):
    for name in ("visit_new", "visit_brief", "visits", "needs"):
        assert client_of(township_officer).get(url(name, card=household.pk)).status_code == 404


def test_a_promise_is_put_off_with_its_reason(promise, township_officer):
    address = url("promise", card=promise.household_id, promise=promise.pk)
    later = str(promise.due + timedelta(days=4))
    response = post_to(township_officer, address, what="changed", due=later)
    assert "words" in response.context["form"].errors
    assert post_to(township_officer, address, what="changed", due=later, words="下雨").status_code == 302
    assert post_to(township_officer, address, what="kept").status_code == 302
    promise.refresh_from_db()
    assert promise.state == "kept"
    page(township_officer, address)


def test_a_township_officer_sees_whom_to_visit(named, township_officer):
    assert "周明远" in page(township_officer, url("rounds"))


def test_the_door_counts_what_waits_for_the_desk(sent, health_desk, in_card):
    assert '<span class="count">1' in page(health_desk, url("requests"))
    hand_back(by=health_desk, request=sent, reason="缺证明")
    assert '<span class="count">1' not in page(health_desk, url("requests"))
