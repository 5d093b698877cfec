"""The way of a report up: who takes which step, what is refused, what is locked; rounds and nil returns."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.ground.messages.models import Message
from anxin.notices.actions import (
    accept_report,
    draft_report,
    issue_first_notice,
    recount_report,
    return_report,
    revise_report,
    send_report,
    sign_report,
)
from anxin.notices.composing import compose
from anxin.notices.models import REPORT_MOVES, Delivery, Part, Report, State
from anxin.notices.papers import annex_titles, report_paper
from tests.cast import client_of, family

pytestmark = pytest.mark.django_db
WHY = "表1的合计与分项不符"


@pytest.fixture
def notice(db):
    return issue_first_notice(by=OPERATOR)


@pytest.fixture
def report(notice, household, county_clerk, in_county):
    return draft_report(by=county_clerk, narrative={Part.RECORDS: "由各乡镇逐户核实。"})


@pytest.fixture
def take(county_clerk, leader, city_clerk):
    """Each step by whoever takes it."""
    return {
        State.SIGNED: lambda report: sign_report(by=leader, report=report),
        State.SENT: lambda report: send_report(by=county_clerk, report=report),
        State.ACCEPTED: lambda report: accept_report(by=city_clerk, report=report),
        State.RETURNED: lambda report: return_report(by=city_clerk, report=report, reason=WHY),
    }


LINE = {
    State.DRAFT: (),
    State.SIGNED: (State.SIGNED,),
    State.SENT: (State.SIGNED, State.SENT),
    State.ACCEPTED: (State.SIGNED, State.SENT, State.ACCEPTED),
    State.RETURNED: (State.SIGNED, State.SENT, State.RETURNED),
}


def bring(report, take, state):
    for step in LINE[state]:
        take[step](report)
    report.refresh_from_db()
    return report


@pytest.mark.parametrize("moved", list(REPORT_MOVES), ids="{0[0]}-{0[1]}".format)
def test_every_move_of_the_table_is_taken_and_told_once(report, take, moved):
    start, to = moved
    bring(report, take, start)
    assert take[to](report).state == to
    with everywhere():
        assert JournalEntry.objects.filter(act=f"reports.{to}", record=report.pk).count() == 1


@pytest.mark.parametrize("start", list(State))
def test_every_other_move_is_refused_and_leaves_nothing(report, take, start):
    bring(report, take, start)
    before = Report.objects.filter(pk=report.pk).values().get()
    for to, step in take.items():
        if (start, to) in REPORT_MOVES:
            continue
        with pytest.raises(Refused) as refusal:
            step(report)
        assert refusal.value.code == "lifecycle.moved_on"
        assert Report.objects.filter(pk=report.pk).values().get() == before


def test_only_the_leader_signs_and_only_the_level_above_settles(report, take, county_clerk, leader):
    with pytest.raises(Refused) as refusal:
        sign_report(by=county_clerk, report=report)
    assert refusal.value.code == "lifecycle.not_for_this_post"
    bring(report, take, State.SENT)
    for act in (
        lambda: accept_report(by=leader, report=report),
        lambda: return_report(by=county_clerk, report=report, reason=WHY),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "not_to_this_unit"


def test_a_report_is_returned_with_a_reason_only(report, take, city_clerk):
    bring(report, take, State.SENT)
    with pytest.raises(Refused) as refusal:
        return_report(by=city_clerk, report=report, reason="  ")
    assert refusal.value.code == "lifecycle.reason_missing"
    assert bring(report, take, State.DRAFT).state == State.SENT


def test_a_returned_round_is_drafted_again_with_its_words_and_new_figures(report, take, county_clerk, tree):
    bring(report, take, State.RETURNED)
    family(county_clerk, tree.county, officer="李建国")
    again = draft_report(by=county_clerk)
    assert (again.round, again.before) == (1, None)
    assert compose(again).sections[0].narrative == ("由各乡镇逐户核实。",)
    kept = [one.figures.get(code="families.households").value for one in (report, again)]
    assert kept == [1, 2]
    assert report.reason == WHY


def test_one_report_a_unit_notice_and_round(report, take, county_clerk):
    for state in (State.SIGNED, State.SENT):
        with pytest.raises(Refused) as refusal:
            draft_report(by=county_clerk)
        assert refusal.value.code == "on_its_way"
        take[state](report)
    take[State.ACCEPTED](report)
    second = draft_report(by=county_clerk)
    assert (second.round, second.before) == (2, report)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=second.pk).update(round=1)


def test_what_was_signed_cannot_be_changed_by_any_program(report, take):
    bring(report, take, State.SIGNED)
    for change in (
        lambda: report.figures.filter(code="families.people").update(value=99),
        lambda: report.figures.all().delete(),
        lambda: report.sections.update(narrative="别的话"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_database_holds_who_and_why(report, take, county_clerk):
    for wrong in (
        {"state": "sent", "signatory": "郑国平", "signed_on": report.day},
        {"state": "returned", "signatory": "郑国平", "signed_on": report.day, "sent_by": county_clerk,
         "sent_at": now(), "settled_by": county_clerk, "settled_at": now()},
        {"reason": WHY},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**wrong)


def test_a_nil_report_says_so_and_is_refused_where_families_are(
    notice, household, county_clerk, neighbour_clerk, tree
):
    with scope(tree.county.path), pytest.raises(Refused) as refusal:
        draft_report(by=county_clerk, nil=True)
    assert refusal.value.code == "not_nil"
    with scope(tree.neighbour.path):
        nil = draft_report(by=neighbour_clerk, nil=True)
        composed = compose(nil)
        assert "全县没有因公殉职一线干部家庭。" in composed.opening
        assert (composed.sections, composed.closing) == ((), "特此零报告。")
        revise_report(by=neighbour_clerk, report=nil, narrative={Part.AHEAD: "明年继续摸底。"})
        assert [one.numeral for one in compose(nil).sections] == ["一"]
        family(neighbour_clerk, tree.neighbour, officer="张立群")
        with pytest.raises(Refused):
            recount_report(by=neighbour_clerk, report=nil)


def test_the_cascade_counts_a_unit_as_reported_until_its_report_is_returned(report, take, notice, tree):
    Delivery.objects.create(
        notice=notice, unit=tree.county_office, path=tree.county.path, level=3, delivered_at=now()
    )
    bring(report, take, State.SENT)
    assert Delivery.objects.get().reported_at is not None
    take[State.RETURNED](report)
    assert Delivery.objects.get().reported_at is None


def test_the_steps_on_the_page_are_those_of_the_reader(report, take, county_clerk, leader, city_clerk):
    def offered(post):
        page = client_of(post).get(reverse("notices:reports:report", args=[report.pk])).content.decode()
        names = ("words", "recount", "sign", "send", "accept", "return")
        return [name for name in names if reverse(f"notices:reports:{name}", args=[report.pk]) in page]

    assert (offered(county_clerk), offered(leader)) == (["words", "recount"], ["sign"])
    take[State.SIGNED](report)
    assert (offered(county_clerk), offered(leader)) == (["send"], [])
    take[State.SENT](report)
    assert (offered(county_clerk), offered(city_clerk)) == ([], ["accept", "return"])


def test_a_clerk_above_returns_and_the_unit_reads_why(report, take, city_clerk, county_clerk):
    bring(report, take, State.SENT)
    above = client_of(city_clerk)
    assert "等您办理的报告" in above.get(reverse("notices:reports:list")).content.decode()
    address = reverse("notices:reports:return", args=[report.pk])
    assert above.post(address, {"reason": ""}).status_code == 200
    report.refresh_from_db()
    assert report.state == State.SENT
    page = above.post(address, {"reason": WHY}, follow=True).content.decode()
    assert "报告已退回。" in page
    page = client_of(county_clerk).get(reverse("notices:reports:report", args=[report.pk])).content.decode()
    assert WHY in page
    assert reverse("notices:reports:new") in page


def told_to(post):
    return list(Message.objects.filter(post=post).order_by("at", "id").values_list("code", flat=True))


def test_whoever_has_the_next_step_is_told_in_the_inbox(report, take, county_clerk, leader, city_clerk):
    bring(report, take, State.SENT)
    assert told_to(county_clerk) == ["reports.to_send"]
    assert told_to(city_clerk) == ["reports.to_settle"]
    take[State.RETURNED](report)
    assert told_to(county_clerk) == ["reports.to_send", "reports.returned"]
    assert told_to(leader) == []
    link = reverse("notices:reports:report", args=[report.pk])
    assert set(Message.objects.values_list("link", flat=True)) == {link}


@pytest.mark.parametrize(
    ("state", "turn"), [("draft", "leader"), ("signed", "county_clerk"), ("sent", "city_clerk")]
)
def test_a_report_waits_for_one_post_at_a_time(report, take, county_clerk, leader, city_clerk, state, turn):
    bring(report, take, State(state))
    posts = {"leader": leader, "county_clerk": county_clerk, "city_clerk": city_clerk}
    for name, post in posts.items():
        page = client_of(post).get(reverse("notices:reports:list")).content.decode()
        assert ("等您办理的报告" in page) == (name == turn), name


def test_the_page_says_whose_turn_it_is(report, take, county_clerk):
    address = reverse("notices:reports:report", args=[report.pk])
    assert "由领导签发" in client_of(county_clerk).get(address).content.decode()
    bring(report, take, State.ACCEPTED)
    assert "下一步" not in client_of(county_clerk).get(address).content.decode()


def test_the_page_lists_the_annexes_of_the_paper(report, take, county_clerk, in_county):
    bring(report, take, State.ACCEPTED)
    following = draft_report(by=county_clerk)
    page = client_of(county_clerk).get(reverse("notices:reports:report", args=[following.pk]))
    assert "附件：</span>主要数据与上次报告对照表" in page.content.decode()
    assert report_paper(following).attachments == tuple(annex_titles(following))
