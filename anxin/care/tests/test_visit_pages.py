"""The pages of visits, each as the post that uses it."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from anxin.care.actions import (
    Intervals,
    Why,
    keep_promise,
    look_ahead,
    name_contact_leader,
    note_for_visits,
    plan_visit,
    record_visit,
    set_visit_cycle,
)
from anxin.care.actions.visits import NextStep
from anxin.care.brief import brief_of
from anxin.care.models import (
    Lookahead,
    Need,
    Occasion,
    Promise,
    Responsibility,
    Visit,
    VisitCycle,
    VisitNote,
    VisitPlan,
)
from anxin.care.queries import festivals_ahead, slug_of, tasks_of
from anxin.families.actions import Origin, record_fact
from anxin.families.models import Household, Person, Source
from anxin.ground.days.clock import now, today
from tests.cast import client_of, family

BOTH = pytest.mark.parametrize("language", ["zh-hans", "en"])


def url(name, **kwargs):
    return reverse(f"care:{name}", kwargs=kwargs)


def page(post, address, language="zh-hans"):
    response = client_of(post, language).get(address)
    assert response.status_code == 200
    return response.content.decode()


def post_to(who, address, /, **data):
    return client_of(who).post(address, data)


def kinds(post) -> list[str]:
    return [task.kind for task in tasks_of(post, today())]


@pytest.fixture
def plan(named, township_officer) -> VisitPlan:
    return plan_visit(
        by=township_officer, household=named, on=today() + timedelta(1), visitors=[township_officer],
        why=Why(Occasion.CYCLE),
    )  # fmt: skip


@pytest.fixture
def spring(settings) -> str:
    settings.ANXIN_TODAY = date(2026, 11, 23)
    return slug_of(next(one for one in festivals_ahead(today()) if one.code == "spring"))


@pytest.fixture
def promise(named, township_officer, mother) -> Promise:
    step = NextStep("带瓦工看屋顶", township_officer, today() + timedelta(days=3))
    record_visit(by=township_officer, household=named, on=today(), met=[mother], said="盼不漏", steps=[step])
    return Promise.objects.get()


@BOTH
def test_every_page_of_visits_opens(language, spring, plan, county_clerk, leader, tree):
    name_contact_leader(by=county_clerk, household=plan.household, leader=leader)
    for name in ("cycles", "leaders", "rounds"):
        page(county_clerk, url(name), language)
    page(county_clerk, url("cycle", unit=tree.county.pk), language)
    page(county_clerk, url("round", festival=spring), language)
    page(leader, url("leaders"), language)
    for name in ("plan_new", "visit_notes", "visit_brief", "visits", "visit_new"):
        page(county_clerk, url(name, card=plan.household_id), language)
    page(county_clerk, url("plan", card=plan.household_id, plan=plan.pk), language)


@BOTH
def test_papers_are_pdf(language, spring, plan, county_clerk):
    for address in (
        url("brief_paper", card=plan.household_id),
        url("round_paper", festival=spring),
        url("round_paper", festival=spring) + "?by=visitor",
    ):
        response = client_of(county_clerk, language).get(address)
        assert response.content.startswith(b"%PDF")


def test_a_township_officer_plans_a_visit_and_finds_it_on_the_desk(named, township_officer):
    address = url("plan_new", card=named.pk)
    form = {"on": str(today() + timedelta(1)), "visitors": [township_officer.pk], "occasion": "cycle"}
    assert "visitors" in post_to(township_officer, address, **form | {"visitors": []}).context["form"].errors
    assert post_to(township_officer, address, **form).status_code == 302
    (task,) = tasks_of(township_officer, today())
    assert (task.kind, task.due) == ("visit", today() + timedelta(1))
    assert task.url == url("visit_brief", card=named.pk)


def test_the_responsible_person_keeps_a_plan_whose_visitor_is_somebody_else(
    named, county_clerk, township_officer
):
    why = Why(Occasion.NEED)
    plan_visit(by=county_clerk, household=named, on=today(), visitors=[county_clerk], why=why)
    assert "visit" in kinds(township_officer)


def test_a_plan_is_changed_or_given_up_with_its_reason(plan, township_officer):
    address = url("plan", card=plan.household_id, plan=plan.pk)
    form = {"what": "move", "on": str(today() + timedelta(4)), "visitors": [township_officer.pk], "why": ""}
    assert "why" in post_to(township_officer, address, **form).context["form"].errors
    assert post_to(township_officer, address, **form | {"why": "下雨"}).status_code == 302
    assert post_to(township_officer, address, what="cancel", why="家属外出").status_code == 302
    plan.refresh_from_db()
    assert plan.state == "cancelled"
    assert [step.words for step in plan.steps.all()] == ["家属外出", "下雨", ""]
    page(township_officer, address)


def test_a_round_is_assigned_on_one_page(spring, named, county_clerk, leader, tree):
    family(county_clerk, tree.county, "何立新")
    key, on = named.pk.hex, date(2027, 1, 30)
    address = url("round", festival=spring)
    assert "还有谁" in page(county_clerk, address)
    data = {f"{key}-on": str(on), f"{key}-also": leader.pk}
    assert post_to(county_clerk, address, **data).status_code == 302
    plan = VisitPlan.objects.get()
    assert (plan.household, plan.on, plan.occasion) == (named, on, "spring")
    assert [one.post for one in plan.visitors.all()] == [leader]
    assert "何立新" in page(county_clerk, address + "?show=open")
    assert "周明远" not in page(county_clerk, address + "?show=open")


def test_a_round_is_taken_out_as_a_file_from_its_own_page(spring, named, county_clerk):
    address = reverse("exports:new", kwargs={"what": "visit_plans"}) + f"?festival={spring}"
    assert address in page(county_clerk, url("round", festival=spring))
    assert "节日走访安排" in page(county_clerk, address)


def test_a_day_without_anybody_is_asked_again(spring, named, county_clerk):
    response = post_to(county_clerk, url("round", festival=spring), **{f"{named.pk.hex}-on": "2027-01-30"})
    assert response.status_code == 200
    assert not VisitPlan.objects.exists()


def test_a_round_says_when_a_day_is_a_quiet_one(spring, named, county_clerk, township_officer):
    on = date(2027, 1, 30)
    Lookahead.objects.filter(household=named).update(quiet=[on])
    data = {f"{named.pk.hex}-on": str(on), f"{named.pk.hex}-going": [township_officer.pk]}
    client = client_of(county_clerk)
    text = client.post(url("round", festival=spring), data, follow=True).content.decode()
    assert "其中1户所排日期是不打扰日" in text


def test_a_festival_that_never_was_is_not_found(county_clerk, tree):
    for slug in ("qingming-2027", "spring-1999", "nothing"):
        assert client_of(county_clerk).get(url("round", festival=slug)).status_code == 404


def test_a_township_officer_plans_no_round(township_officer, named, spring):
    for address in (url("round", festival=spring), url("cycles"), url("leaders")):
        assert client_of(township_officer).get(address).status_code == 403


def test_a_clerk_sets_a_cycle_and_takes_it_away(county_clerk, tree, in_county):
    address = url("cycle", unit=tree.town.pk)
    assert post_to(county_clerk, address, months="30").status_code == 200
    form = {"months": "6", "alone_months": "3", "festivals": ["spring", "mid_autumn"]}
    assert post_to(county_clerk, address, **form).status_code == 302
    cycle = VisitCycle.objects.get()
    assert (cycle.unit, cycle.months, cycle.alone_months, cycle.leader_months) == (tree.town, 6, 3, None)
    assert post_to(county_clerk, url("cycle_drop", unit=tree.town.pk)).status_code == 302
    assert not VisitCycle.objects.exists()


def test_cycles_list_the_units_with_their_own_and_find_any_other_by_name(county_clerk, tree, in_county):
    text = page(county_clerk, url("cycles"))
    assert url("cycle", unit=tree.county.pk) in text  # the top, whose cycle holds for all below
    assert url("cycle", unit=tree.town.pk) not in text
    found = page(county_clerk, url("cycles") + f"?name={tree.town.name}")
    assert url("cycle", unit=tree.town.pk) in found
    set_visit_cycle(by=county_clerk, unit=tree.town, every=Intervals(months=3))
    assert url("cycle", unit=tree.town.pk) in page(county_clerk, url("cycles"))
    assert "没有叫这个名称的单位" in page(county_clerk, url("cycles") + "?name=没有这样的")


def test_a_leader_sees_the_own_families_only(county_clerk, leader, named, tree):
    name_contact_leader(by=county_clerk, household=named, leader=leader)
    family(county_clerk, tree.county, "何立新")
    text = page(leader, url("leaders"))
    assert "周明远" in text
    assert "何立新" not in text


def test_what_to_mind_stands_in_the_brief_until_it_is_taken_back(named, township_officer):
    address = url("visit_notes", card=named.pk)
    form = {"kind": "avoid", "words": "不提调动的事", "source": "family"}
    assert post_to(township_officer, address, **form).status_code == 302
    brief = url("visit_brief", card=named.pk)
    assert "不提调动的事" in page(township_officer, brief)
    note = VisitNote.objects.get()
    assert post_to(township_officer, url("note_end", card=named.pk, note=note.pk)).status_code == 302
    assert "不提调动的事" not in page(township_officer, brief)
    assert "不提调动的事" in page(township_officer, address)


def test_the_brief_advises_by_what_is_open_and_hides_what_is_health(named, need, township_officer):
    text = page(township_officer, url("visit_brief", card=named.pk))
    assert "当着外人问病情诊断" in text
    assert "膝关节" not in text
    assert "说明自己是谁、受谁委托" in text  # a first visit


@BOTH
def test_the_brief_of_a_visit_on_a_quiet_day_says_so_however_far_ahead(language, named, township_officer):
    day = date(today().year + 1, 7, 2)
    why = Why(Occasion.NEED, words="家属要一同扫墓", anyway=True)
    plan_visit(by=township_officer, household=named, on=day, visitors=[township_officer], why=why)
    text = page(township_officer, url("visit_brief", card=named.pk), language)
    assert ("不打扰的日子：" if language == "zh-hans" else "planned on a quiet day") in text
    brief = brief_of(named)
    assert brief.quiet_plan.day == day
    assert brief.quiet_plan in brief.quiet


def test_the_brief_carries_neither_money_nor_health_nor_a_survey_remark(named, mother, township_officer):
    of_mother = {"monthly_income": "55000", "labour": "有劳动能力", "employment": "在镇小学教书"}
    of_family = {"difficulty": "课后无人辅导", "wishes": "希望孩子安心上学"}
    for person, facts in ((mother, of_mother), (None, of_family)):
        for code, value in facts.items():
            said = {"household": named, "person": person, "code": code, "value": value}
            record_fact(by=township_officer, origin=Origin(Source.FAMILY, "", today()), **said)
    note_for_visits(by=township_officer, household=named, kind="avoid", words="不提调动", source="family")
    note_for_visits(by=township_officer, household=named, kind="do", words="坐近些", source="visit")
    brief = brief_of(named)
    known = {one.member.person.pk: one.known for one in brief.people}
    assert known[mother.pk] == "在镇小学教书"
    assert [one.words for one in brief.asked] == ["不提调动", "希望孩子安心上学"]
    text = page(township_officer, url("visit_brief", card=named.pk))
    assert "550.00" not in text
    assert "课后无人辅导" not in text


def test_a_first_visit_points_to_the_advice_on_the_brief_and_nowhere_on_the_form(named, township_officer):
    assert "建议见“说什么，不说什么”" in page(township_officer, url("visit_brief", card=named.pk))
    assert "首次走访，建议见" not in page(township_officer, url("visit_new", card=named.pk))


def test_on_a_quiet_day_the_brief_says_so_and_prompts_are_silent(named, promise, township_officer):
    assert kinds(township_officer) == ["promise"]
    last_year = today().replace(year=today().year - 1)
    Person.objects.filter(household=named, fallen__isnull=False).update(died_on=last_year)
    look_ahead(by=township_officer, households=[named.pk])
    assert kinds(township_officer) == []
    assert "今天是1户家庭的不打扰日" in page(township_officer, reverse("home"))
    text = page(township_officer, url("visit_brief", card=named.pk))
    assert "不上门、不打电话" in text


def test_several_go_one_enters_and_a_need_is_found(named, mother, township_officer, deputy, county_clerk):
    form = {"on": str(today()), "visitors": [township_officer.pk, county_clerk.pk], "met": [mother.pk],
            "news": "稳定", "promised": "问助餐", "doer": county_clerk.pk, "due": str(today()),
            "step2": "送联系卡", "doer2": township_officer.pk, "due2": str(today() + timedelta(2)),
            "theme": "elder_care", "need": "想申请助餐", "need_of": mother.pk}  # fmt: skip
    assert post_to(county_clerk, url("visit_new", card=named.pk), **form).status_code == 302
    visit, need = Visit.objects.get(), Need.objects.get()
    assert {one.post for one in visit.visitors.all()} == {township_officer, county_clerk}
    assert [one.words for one in Promise.objects.order_by("due")] == ["问助餐", "送联系卡"]
    assert (need.source, need.person, need.found_on) == ("visit", mother, today())
    assert "吴晓峰" in page(county_clerk, url("visits", card=named.pk))


def test_the_same_visit_from_a_second_form_is_taken_once(named, mother, township_officer):
    address = url("visit_new", card=named.pk)
    form = {"on": str(today()), "met": [mother.pk], "news": "稳定"}
    assert post_to(township_officer, address, **form, key=str(uuid.uuid4())).status_code == 302
    again = post_to(township_officer, address, **form, key=str(uuid.uuid4()))
    assert "这次走访已经记过" in again.content.decode()
    assert Visit.objects.count() == 1
    other = form | {"news": "下午又去，送了联系卡"}
    assert post_to(township_officer, address, **other, key=str(uuid.uuid4())).status_code == 302


@pytest.mark.parametrize(
    ("change", "field"),
    [({"step2": "送卡"}, "due2"), ({"theme": "wishes"}, "need"), ({"need": "钱"}, "theme")],
)
def test_half_a_step_or_half_a_need_is_asked_again(change, field, named, mother, township_officer):
    form = {"on": str(today()), "met": [mother.pk], "news": "稳定"} | change
    response = post_to(township_officer, url("visit_new", card=named.pk), **form)
    assert field in response.context["form"].errors


def test_a_plan_fills_in_who_was_to_go(plan, county_clerk):
    VisitPlan.objects.update(on=today())
    form = client_of(county_clerk).get(url("visit_new", card=plan.household_id)).context["form"]
    assert form.initial["plan"] == plan.pk
    assert form.initial["visitors"] == [one.post_id for one in plan.visitors.all()]


def test_a_promise_is_over_when_the_family_was_told(promise, township_officer):
    address = url("promise", card=promise.household_id, promise=promise.pk)
    assert post_to(township_officer, address, what="kept", words="已修好").status_code == 302
    assert kinds(township_officer) == ["tell"]
    early = str(promise.visit.on - timedelta(1))
    assert post_to(township_officer, address, told_on=early, told_how="phone").status_code == 200
    assert post_to(township_officer, address, told_on=str(today()), told_how="phone").status_code == 302
    promise.refresh_from_db()
    assert (promise.told_on, promise.told_how) == (today(), "phone")
    assert kinds(township_officer) == []
    assert "电话告知" in page(township_officer, address)


def test_the_word_back_may_be_given_with_the_outcome(promise, township_officer):
    address = url("promise", card=promise.household_id, promise=promise.pk)
    form = {"what": "answered", "words": "政策不允许", "told_on": str(today())}
    assert "told_how" in post_to(township_officer, address, **form).context["form"].errors
    assert post_to(township_officer, address, **form | {"told_how": "person"}).status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.told_how) == ("answered", "person")


def test_a_family_that_is_due_stands_on_the_desk_until_its_visit_is_planned(
    named, county_clerk, township_officer, tree
):
    set_visit_cycle(by=county_clerk, unit=tree.county, every=Intervals(months=3))
    first = Responsibility.objects.filter(household=named).earliest("since")
    Responsibility.objects.filter(pk=first.pk).update(since=now() - timedelta(61))
    Household.objects.filter(pk=named.pk).update(opened_on=today() - timedelta(60))
    assert kinds(township_officer) == ["visit_due"]
    why = Why(Occasion.CYCLE)
    plan_visit(
        by=township_officer, household=named, on=today() + timedelta(20), visitors=[township_officer], why=why
    )
    assert kinds(township_officer) == []  # planned, and more than a week ahead


def test_a_settled_promise_of_somebody_else_is_not_ones_task(promise, county_clerk, township_officer):
    keep_promise(by=township_officer, promise=promise)
    assert "tell" not in kinds(county_clerk)
    note_for_visits(by=county_clerk, household=promise.household, kind="do", words="坐近些", source="visit")
    assert kinds(township_officer) == ["tell"]
