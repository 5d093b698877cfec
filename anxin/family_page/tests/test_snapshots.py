"""What the office writes for a family's page: always current, and nothing that is not the family's own."""

from datetime import timedelta

import pytest
import time_machine

from anxin.care.actions import (
    Answer,
    Letter,
    Why,
    WordBack,
    accept,
    announce,
    announce_absence,
    answer_promise,
    cancel_visit,
    close_need,
    complete,
    decide_measure,
    decide_none,
    finish,
    go_through,
    hand_back,
    keep_promise,
    name_responsible,
    plan_visit,
    put_off_promise,
    receive_word,
    record_need,
    record_visit,
    send,
    tell_family,
    tell_of_handover,
)
from anxin.care.actions.visits import NextStep
from anxin.care.family_side import plain_title
from anxin.care.models import HandoverItem, Promise
from anxin.families.actions import Origin, record_fact
from anxin.families.models import Person, Source
from anxin.family_page.models import Pass, Sheet
from anxin.family_page.snapshots import refresh_pages
from anxin.family_page.tasks import refresh, take_over
from anxin.family_page.telling import told
from anxin.ground.access.actions.leaving import leave
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from tests.cast import hire

NUMBER, MOBILE = "990102195102200020", "13900007788"
INCOME = {"code": "monthly_income", "value": "88800"}
SECRETS = (
    NUMBER, MOBILE, "7788", "慢性病", "888", "膝关节", "心理", "4321", "432150", "999", "2000", "沿河路",
    "不符合条件的内情", "内部办理记录", "收入内情", "不予支持的内情", "关闭的内情", "家里的近况内情",
    "家属的心里话", "答应的原话", "改期的内情", "目录外的内情", "周明远", "林秀兰", "陈桂香", "周雨桐",
    "2024-07-02",
)  # fmt: skip


def shown():
    """What the page shows now."""
    return Sheet.objects.get().content


@pytest.fixture
def mother(named):
    return Person.objects.get(household=named, name="陈桂香")


def agree(by, household, tree, theme="schooling", words="落实助学政策", **more):
    """A need of this theme and a measure for it that the health desk carries out."""
    said = {"theme": theme, "words": "要用钱", "source": "family", "found_on": today(), "how": "asked"}
    need = record_need(by=by, household=household, person=more.pop("person", None), **said)
    basis = {"ground": "通知", "due": today() + timedelta(9), "case_by_case": "目录外的内情"}
    return decide_measure(by=by, need=need, unit=tree.health, words=words, **basis, **more)


def ask(by, measure, tree, person):
    letter = Letter(
        desk=tree.health, subject="请办理", asked="请办理", ground="通知", due=today() + timedelta(9),
        people=[person], facts=frozenset({"name"}),
    )  # fmt: skip
    return send(by=by, measure=measure, letter=letter)


class TestCurrent:
    """Each act that changes what a family is told is on its page in the same transaction."""

    def test_who_is_responsible(self, given, named, county_clerk, tree):
        other = hire("other", tree.town, "township", "龙平")
        name_responsible(by=county_clerk, household=named, responsible=other)
        assert (shown()["helper"]["name"], shown()["deputy"]) == ("龙平", None)

    def test_who_takes_over_when_somebody_leaves(self, given, township_officer, county_clerk):
        leave(by=county_clerk, post=township_officer)
        assert shown()["helper"]["name"] == "林涛"

    def test_who_takes_over_when_a_handover_is_complete(self, given, named, county_clerk, tree):
        other = hire("other", tree.town, "township", "龙平")
        handover = announce(
            by=county_clerk, household=named, successor=other, why="transfer", effect_on=today()
        )
        for point in HandoverItem.Point.values:
            go_through(by=county_clerk, handover=handover, point=point, words="无")
        tell_of_handover(by=county_clerk, handover=handover, on=today(), how="person")
        complete(by=county_clerk, handover=handover)
        assert shown()["helper"]["name"] == "龙平"

    def test_a_deputy_who_is_away_is_not_offered_meanwhile(self, given, named, county_clerk, deputy):
        announce_absence(by=county_clerk, post=deputy, since=today(), until=today() + timedelta(2))
        assert told(shown(), today() + timedelta(2)).deputy is None
        assert told(shown(), today() + timedelta(3)).deputy.name == deputy.name

    def test_a_measure_from_asking_to_done(self, given, named, county_clerk, health_desk, tree, mother):
        states = []
        measure = agree(county_clerk, named, tree)
        states.append(shown()["items"][0]["state"])
        request = ask(county_clerk, measure, tree, mother)
        states.append(shown()["items"][0]["day"])
        accept(by=health_desk, request=request, expected_on=today() + timedelta(5), handler="宋岚")
        states.append((shown()["items"][0]["state"], shown()["items"][0]["day"]))
        finish(by=health_desk, request=request, answer=Answer("已办"))
        states.append((shown()["items"][0]["state"], shown()["items"][0]["day"]))
        expected = (today() + timedelta(5)).isoformat()
        assert states == ["asked", None, ("under_way", expected), ("done", today().isoformat())]

    def test_a_promise_put_off_and_kept(self, given, named, township_officer):
        step = NextStep("看屋顶", township_officer, today() + timedelta(3))
        record_visit(by=township_officer, household=named, on=today(), steps=[step])
        promise = Promise.objects.get()
        states = [shown()["items"][0]["state"]]
        put_off_promise(by=township_officer, promise=promise, due=today() + timedelta(8), reason="下雨")
        states.append(shown()["items"][0]["state"])
        keep_promise(by=township_officer, promise=promise)
        states.append(shown()["items"][0]["state"])
        assert states == ["promised", "put_off", "done"]

    def test_a_planned_visit_and_who_comes(self, given, named, county_clerk, township_officer, deputy):
        on, why = today() + timedelta(4), Why("need")
        both = [township_officer, deputy]
        plan = plan_visit(by=county_clerk, household=named, on=on, visitors=both, why=why)
        assert shown()["coming"] == [{"day": on.isoformat(), "who": "吴晓峰、林涛"}]
        cancel_visit(by=county_clerk, plan=plan, reason="改期的内情")
        assert shown()["coming"] == []

    def test_what_cannot_be_done_is_told_by_a_person_before_the_page_says_so(
        self, given, named, township_officer
    ):
        step = NextStep("看屋顶", township_officer, today() + timedelta(3))
        record_visit(by=township_officer, household=named, on=today(), steps=[step])
        promise = answer_promise(by=township_officer, promise=Promise.objects.get(), words="办不成的内情")
        states = [shown()["items"][0]["state"]]
        tell_family(by=township_officer, promise=promise, told=WordBack(today(), "phone"))
        states.append(shown()["items"][0]["state"])
        assert states == ["to_tell", "told"]
        assert "办不成的内情" not in Sheet.objects.get().content_json

    def test_a_word_that_came_by_telephone_stands_there_too(self, given, named, county_clerk):
        receive_word(by=county_clerk, household=named, words="孩子要转学", channel="phone")
        assert [one["words"] for one in shown()["said"]] == ["孩子要转学"]

    def test_what_was_done_long_ago_is_no_longer_told(self, given, named, township_officer):
        step = NextStep("看屋顶", township_officer, today())
        record_visit(by=township_officer, household=named, on=today(), steps=[step])
        keep_promise(by=township_officer, promise=Promise.objects.get())
        with time_machine.travel(now() + timedelta(days=181), tick=False):
            assert refresh_pages() == 1
            assert shown()["items"] == []

    def test_the_night_writes_anew_what_a_week_has_not_touched_and_twice_is_as_once(self, given):
        assert refresh_pages() == 0
        with time_machine.travel(now() + timedelta(days=8), tick=False):
            before = shown()
            assert refresh_pages() == 1
            assert refresh_pages() == 0
            assert shown() == before

    def test_the_day_of_a_death_is_a_quiet_day_and_has_no_name(self, given, named):
        with time_machine.travel(now().replace(month=6, day=20, year=2027), tick=False):
            refresh_pages()
            assert shown()["quiet"] == ["2027-07-01", "2027-07-02", "2027-07-03"]
            assert "2024" not in Sheet.objects.get().content_json


class TestNothingElse:
    """Everything that must not be there is planted first."""

    @pytest.fixture
    def planted(self, given, named, county_clerk, township_officer, health_desk, tree, mother):
        clerk = county_clerk
        mother.id_number, mother.phone = NUMBER, MOBILE
        mother.save(update_fields=["id_number", "phone"])
        origin = Origin(Source.FAMILY, "走访", today())
        record_fact(by=clerk, household=named, person=mother, code="health", value="慢性病", origin=origin)
        record_fact(
            by=clerk, household=named, person=mother, code="monthly_income", value="88800", origin=origin
        )
        agree(clerk, named, tree, "medical", "膝关节置换手术", person=mother)
        agree(clerk, named, tree, "mind", "每周心理疏导")
        agree(clerk, named, tree, "schooling", f"发助学金4321.50元，联系{MOBILE}", amount_fen=432150)
        returned = ask(clerk, agree(clerk, named, tree, "housing", "修屋顶"), tree, mother)
        hand_back(by=health_desk, request=returned, reason="不符合条件的内情")
        done = ask(clerk, agree(clerk, named, tree, "work", "推荐岗位"), tree, mother)
        finish(by=health_desk, request=done, answer=Answer("内部办理记录", amount_fen=99900))
        said = {
            "theme": "income", "words": "收入内情", "source": "family", "found_on": today(), "how": "asked",
        }  # fmt: skip
        decide_none(by=clerk, need=record_need(by=clerk, household=named, **said), reason="不予支持的内情")
        closed = record_need(by=clerk, household=named, **said)
        close_need(by=clerk, need=closed, met=False, why="关闭的内情")
        step = NextStep(f"核对{NUMBER}的补助2000元", township_officer, today() + timedelta(2))
        record_visit(
            by=township_officer, household=named, on=today(), met=[mother], news="家里的近况内情",
            said="家属的心里话", promised="答应的原话", steps=[step],
        )  # fmt: skip
        put_off_promise(
            by=township_officer,
            promise=Promise.objects.get(),
            due=today() + timedelta(9),
            reason="改期的内情",
        )
        return Sheet.objects.get().content_json

    @pytest.mark.parametrize("value", SECRETS)
    def test_it_is_not_in_the_snapshot(self, planted, value):
        assert value not in planted

    def test_what_is_the_familys_own_is_in_it(self, planted):
        titles = {item["title"] for item in shown()["items"]}
        assert titles == {"", "发助学金，联系", "修屋顶", "推荐岗位", "核对的补助"}

    def test_it_lies_encrypted_under_the_doors_key(self, planted):
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute("SELECT content_json FROM family_page_sheet")
            assert "推荐岗位" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("发放抚恤金12.5万元，分两次", "发放抚恤金，分两次"),
        ("每月补助 ¥1,200.00元/月", "每月补助"),
        ("联系0000 620 1234\n第二行", "联系"),
        ("一" * 40, "一" * 29 + "…"),
        ("", ""),
    ],
)
def test_a_title_carries_no_sum_and_no_number(words, title):
    assert plain_title(words) == title


@pytest.mark.django_db(transaction=True)
def test_the_jobs_run_without_anything_to_do():
    take_over()
    refresh()
    with everywhere():
        assert not Pass.objects.exists()
