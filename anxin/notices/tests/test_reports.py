"""Reports: figures are counted once and kept; what they say follows them; a signed report stays."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from anxin.ground.access.actions import appoint
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.figures import registry
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.paper.official import Heading, Paragraph, Table
from anxin.notices.actions import (
    draft_report,
    issue_first_notice,
    recount_report,
    revise_report,
    sign_report,
)
from anxin.notices.composing import compose, plain
from anxin.notices.counting import MADE, PROPOSED
from anxin.notices.models import FrozenFigure, Notice, Part, Report
from anxin.notices.papers import report_paper
from tests.cast import family

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(db):
    return issue_first_notice(by=OPERATOR)


@pytest.fixture
def another_notice(db):
    """Other notices of the register, by their number."""
    return lambda number: Notice.objects.create(
        number=number, title="关于报告情况的通知", issuer="澜川市", issued_on=today(), state="issued"
    )


@pytest.fixture
def report(notice, household, county_clerk, in_county):
    return draft_report(by=county_clerk, narrative={Part.RECORDS: "由各乡镇逐户核实。"})


@pytest.fixture
def only_families(monkeypatch):
    """A house in which no room above the register counts anything."""
    kept = {code: one for code, one in registry._figures.items() if code.startswith("families.")}
    monkeypatch.setattr(registry, "_figures", kept)


def said(report, part):
    section = next(one for one in compose(report).sections if one.part == part)
    return plain(section.pieces)


def value(report, code):
    return report.figures.get(code=code).value


def test_a_draft_is_addressed_to_the_organisation_department_above(report, tree):
    assert (report.unit, report.to_unit, report.about) == (tree.county_office, tree.city_office, tree.county)
    assert report.path == tree.county_office.path


def test_a_draft_takes_the_next_number_of_its_year(report, county_clerk, another_notice):
    year = today().year
    assert report.number == f"安组报〔{year}〕1号"
    assert draft_report(by=county_clerk, notice=another_notice(2)).number == f"安组报〔{year}〕2号"
    marked = draft_report(by=county_clerk, notice=another_notice(3), mark="安组字")
    assert marked.number == f"安组字〔{year}〕1号"


def test_figures_keep_value_version_day_and_rows(report, household):
    kept = report.figures.get(code="families.households")
    assert (kept.value, kept.version, kept.day, kept.row_ids) == (1, 1, today(), [household.pk])
    assert value(report, "families.people") == 3
    assert value(report, "families.minors") == 1
    assert value(report, "families.elders") == 1


def test_a_kept_figure_never_changes(report, county_clerk, tree):
    family(county_clerk, tree.county, officer="李建国")
    assert value(report, "families.households") == 1
    assert value(recount_report(by=county_clerk, report=report), "families.households") == 2


def test_figures_are_counted_within_the_posts_own_scope(notice, household, neighbour_clerk, tree):
    with scope(tree.neighbour.path):
        report = draft_report(by=neighbour_clerk)
        assert value(report, "families.households") == 0
        assert "全县没有因公殉职一线干部家庭。" in said(report, Part.RECORDS)


def test_a_section_about_nothing_says_so(notice, neighbour_clerk, tree):
    with scope(tree.neighbour.path):
        report = draft_report(by=neighbour_clerk)
        assert [said(report, part) for part in (Part.MEASURES, Part.VISITS)] == ["无。", "无。"]


def test_payments_are_stated_where_a_room_keeps_them(notice, household, county_clerk, in_county, monkeypatch):
    report = draft_report(by=county_clerk)
    assert "没有应发未发的待遇。" in said(report, Part.AHEAD)
    others = {code: one for code, one in registry._figures.items() if code != "entitlements.unpaid"}
    monkeypatch.setattr(registry, "_figures", others)
    recount_report(by=county_clerk, report=report)
    assert not report.figures.filter(code="entitlements.unpaid").exists()
    assert "应发未发" not in said(report, Part.AHEAD)
    known = {"entitlements.unpaid": figure_of([household.pk])}
    monkeypatch.setattr(registry, "_figures", registry._figures | known)
    assert "应发未发的待遇1笔。" in said(recount_report(by=county_clerk, report=report), Part.AHEAD)


def test_figures_are_the_posts_own_even_in_a_wider_scope(notice, household, neighbour_clerk, tree):
    with scope(tree.city.path):
        assert value(draft_report(by=neighbour_clerk), "families.households") == 0


def test_the_sentences_say_what_the_figures_say(report):
    assert "全县建档立卡1户、3人，其中年满60周岁的老人1人、未成年人1人。" in said(report, Part.RECORDS)
    assert "因公殉职情形均已认定。" in said(report, Part.RECORDS)
    assert compose(report).opening.startswith("按照《中共中央组织部关于")
    assert f"现将我县{today().year}年以来" in compose(report).opening


def test_a_figure_nobody_registered_is_a_gap_and_not_zero(only_families, report):
    assert value(report, "care.unnamed") is None
    assert value(report, "measures.left") is None
    assert said(report, Part.MEASURES).startswith("五部门措施情况〔待录〕。措施落实情况〔待录〕。")
    assert "责任人指派情况〔待录〕。" in said(report, Part.RECORDS)


def test_a_table_with_gaps_shows_them(only_families, report):
    table = next(one for one in compose(report).sections if one.part == Part.MEASURES).table
    assert [line.name for line in table.lines] == [
        "财政",
        "民政",
        "人力资源社会保障",
        "卫生健康",
        "教育",
        "合计",
    ]
    assert all(number.value is None for line in table.lines for number in line.numbers)


def figure_of(rows):
    """A figure whose rows are these households."""
    from anxin.families.models import Household  # noqa: PLC0415

    def counted(reach, day):
        return Household.objects.visible_to(reach).filter(pk__in=rows)

    return registry.Figure("x", "x", "x", "件", 3, 1, counted, registry.get("families.households").row)


def test_measures_left_are_those_proposed_without_those_done(
    notice, county_clerk, tree, in_county, monkeypatch
):
    one, two = family(county_clerk, tree.county), family(county_clerk, tree.county, officer="李建国")
    known = {code: figure_of([]) for made in MADE.values() for code in (*made.plus, *made.minus)}
    known["care.measures_proposed.civil"] = figure_of([one.pk, two.pk])
    known["care.measures_done.civil"] = figure_of([one.pk])
    monkeypatch.setattr(registry, "_figures", registry._figures | known)
    report = draft_report(by=county_clerk)
    left = report.figures.get(code="measures.left.civil")
    assert (left.value, left.row_ids, left.version) == (1, [two.pk], 3)
    assert [value(report, f"measures.{code}") for code in ("proposed", "done", "left")] == [2, 1, 1]
    assert "共提出措施2件，已落实1件（见表1）。尚有1件未落实。" in said(report, Part.MEASURES)
    table = next(one for one in compose(report).sections if one.part == Part.MEASURES).table
    assert [[number.value for number in line.numbers] for line in table.lines] == [
        [0, 0, 0], [2, 1, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0], [2, 1, 1],
    ]  # fmt: skip


def test_the_paper_has_the_table_and_the_sentences_of_the_screen(
    notice, county_clerk, tree, in_county, monkeypatch
):
    one = family(county_clerk, tree.county)
    known = {code: figure_of([one.pk]) for made in MADE.values() for code in (*made.plus, *made.minus)}
    monkeypatch.setattr(registry, "_figures", registry._figures | known)
    report = draft_report(by=county_clerk, narrative={Part.MEASURES: "年底前办结。"})
    paper = report_paper(report)
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert (table.head[0], table.rows[1], len(table.rows)) == ("部门", ("民政", "1", "1", "0"), 6)
    texts = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert said(report, Part.MEASURES) in texts
    assert "年底前办结。" in texts
    assert [block.text for block in paper.blocks if isinstance(block, Heading)][1] == "会同五部门落实措施"


def test_the_total_counts_every_department(notice):
    assert MADE["measures.proposed"].plus == PROPOSED


def test_a_persons_words_stand_as_written(report):
    section = compose(report).sections[0]
    assert section.narrative == ("由各乡镇逐户核实。",)


def test_words_of_a_draft_can_be_changed_and_figures_stay(report, county_clerk):
    before = list(report.figures.values_list("code", "value"))
    revise_report(
        by=county_clerk,
        report=report,
        narrative={Part.AHEAD: "年底前办结。\n\n明年初复核。"},
        copies="县委办公室。",
    )
    sections = compose(Report.objects.get()).sections
    assert (sections[0].narrative, sections[4].narrative) == ((), ("年底前办结。", "明年初复核。"))
    assert list(report.figures.values_list("code", "value")) == before


def test_a_signed_report_has_its_leader_and_day_and_stays(report, county_clerk, leader):
    signed = sign_report(by=leader, report=report)
    assert (signed.state, signed.signatory, signed.signed_on) == ("signed", "郑国平", today())
    for act in (
        lambda: revise_report(by=county_clerk, report=report, narrative={}),
        lambda: recount_report(by=county_clerk, report=report),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "signed"
    assert Report.objects.get().signatory == "郑国平"


def test_another_regions_report_cannot_be_changed(report, neighbour_clerk):
    with pytest.raises(Refused) as refusal:
        revise_report(by=neighbour_clerk, report=report, narrative={})
    assert refusal.value.code == "outside_scope"


def test_a_post_without_a_subtree_cannot_report(notice, township_officer):
    with pytest.raises(Refused) as refusal:
        draft_report(by=township_officer)
    assert refusal.value.code == "outside_scope"


def test_a_unit_outside_the_scope_cannot_be_reported_for(notice, county_clerk, tree):
    with pytest.raises(Refused):
        draft_report(by=county_clerk, unit=tree.neighbour_office)


def test_without_the_notice_there_is_nothing_to_answer(county_clerk, in_county):
    with pytest.raises(Refused) as refusal:
        draft_report(by=county_clerk)
    assert refusal.value.code == "no_notice"


def test_without_a_unit_above_there_is_nobody_to_report_to(notice, tree):
    clerk = appoint(by=OPERATOR, account=None, unit=tree.city_office, role="clerk", name="周以宁")
    with pytest.raises(Refused) as refusal:
        draft_report(by=clerk)
    assert refusal.value.code == "no_unit_above"
    assert Notice.objects.exists()


def test_the_database_refuses_a_signature_without_a_name(report):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(state="signed", signed_on=date(2026, 11, 23))


def test_a_neighbour_sees_no_report_and_no_figure_of_it(report, tree):
    with scope(tree.neighbour.path):
        assert (Report.objects.count(), FrozenFigure.objects.count()) == (0, 0)


def test_a_figure_cannot_be_hung_on_a_report_elsewhere(report, tree):
    with pytest.raises(DatabaseError), transaction.atomic(), scope(tree.city.path):
        FrozenFigure.objects.create(path=tree.neighbour.path, report=report, code="x", day=today())
