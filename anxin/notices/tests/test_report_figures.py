"""Figures of reports over time: from last time, brought together from below, and what changed since."""

import io
import re

import pypdfium2
import pytest
from django.urls import reverse
from docx import Document

from anxin.families.models import Household
from anxin.ground.database.scope import everywhere, papers, scope
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.paper.official import Heading
from anxin.ground.units.actions import add_unit
from anxin.notices.actions import (
    accept_report,
    draft_report,
    issue_first_notice,
    recount_report,
    send_report,
    sign_report,
)
from anxin.notices.models import Chase, Delivery, Notice
from anxin.notices.papers import notice_paper, reminder_paper, report_paper
from anxin.notices.queries import since, sums
from tests.cast import client_of, family, hire

pytestmark = pytest.mark.django_db
FAMILIES = "families.households"


@pytest.fixture
def notice(db):
    return issue_first_notice(by=OPERATOR)


@pytest.fixture
def province_office(tree):
    return add_unit(
        by=OPERATOR, code="99-ZZB", name="中共澜江省委组织部", kind="organisation", level=1,
        parent=tree.province,
    )  # fmt: skip


@pytest.fixture
def city_clerk(tree, province_office):
    return hire("city_clerk", tree.city_office, "clerk", "周以宁")


@pytest.fixture
def accepted(notice, household, county_clerk, leader, city_clerk, tree):
    """The county's report, accepted by the city: one family."""
    with scope(tree.county.path):
        return send_up(county_clerk, leader, city_clerk)


def send_up(clerk, leader, above):
    report = sign_report(by=leader, report=draft_report(by=clerk))
    return accept_report(by=above, report=send_report(by=clerk, report=report))


def page(post, name, *args):
    answer = client_of(post).get(reverse(f"notices:reports:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def kept(report, code=FAMILIES):
    return next(one for one in report.figures.all() if one.code == code)


def test_a_case_changed_after_submission_leaves_the_figure_and_shows_the_difference(
    accepted, county_clerk, city_clerk, tree
):
    assert "现为" not in page(county_clerk, "report", accepted.pk)
    with scope(tree.county.path):
        new = family(county_clerk, tree.county, officer="李建国")
        found = since(county_clerk, accepted, [kept(accepted)])[FAMILIES]
        assert (kept(accepted).value, found.value, found.came, found.went) == (1, 2, (new.pk,), ())
    shown = page(county_clerk, "report", accepted.pk)
    assert "现为2，报告为1" in shown
    assert "全县建档立卡1户、3人" in re.sub(r"<[^>]*>", "", shown)
    told = page(county_clerk, "figure", accepted.pk, FAMILIES)
    assert "新增1条，减少0条" in told
    assert "李建国" in told
    above = page(city_clerk, "figure", accepted.pk, FAMILIES)
    assert "现为2，报告为1" in above
    assert "李建国" not in above


def test_a_row_that_went_is_told_too(accepted, household, county_clerk, tree):
    with everywhere():
        Household.objects.filter(pk=household.pk).update(path=tree.neighbour.path + "h0001")
    with scope(tree.county.path):
        found = since(county_clerk, accepted, [kept(accepted)])[FAMILIES]
    assert (found.value, found.came, found.went) == (0, (), (household.pk,))


def test_a_draft_is_counted_afresh_and_shows_no_difference(notice, household, county_clerk, tree):
    with scope(tree.county.path):
        draft = draft_report(by=county_clerk)
        family(county_clerk, tree.county, officer="李建国")
    assert "现为" not in page(county_clerk, "report", draft.pk)
    with scope(tree.county.path):
        assert kept(recount_report(by=county_clerk, report=draft)).value == 2


def test_whoever_answers_for_less_than_the_region_counts_nothing(accepted, tree):
    narrow = hire("narrow", tree.county_office, "clerk", "梁文", scope_root=tree.county_office)
    with scope(tree.county_office.path):
        assert since(narrow, accepted, [kept(accepted)]) == {}


def test_the_next_report_tells_the_difference_from_last_time(accepted, county_clerk, tree):
    with scope(tree.county.path):
        family(county_clerk, tree.county, officer="李建国")
        second = draft_report(by=county_clerk)
        assert (second.round, second.before) == (2, accepted)
        compared = report_paper(second).annexes[-1].blocks[0].rows[0]
    assert "上次1，增减+1" in page(county_clerk, "report", second.pk)
    assert compared == ("建档家庭（户）", "1", "2", "+1")


def test_the_city_brings_accepted_reports_together_beside_its_own_count(
    accepted, city_clerk, neighbour_clerk, tree
):
    with scope(tree.neighbour.path):
        family(neighbour_clerk, tree.neighbour, officer="张立群")
        draft_report(by=neighbour_clerk)
    report = draft_report(by=city_clerk)
    with papers(*city_clerk.area):
        assert [one.below for one in report.brought.all()] == [accepted]
        one = next(iter(sums(report, [FAMILIES])))
        assert (one.value, one.own.value, [part.report for part in one.parts]) == (1, 2, [accepted])
    shown = page(city_clerk, "below", report.pk)
    assert reverse("notices:reports:sum", args=[report.pk, FAMILIES]) in shown
    assert "中共邻水县委组织部" in shown
    listed = page(city_clerk, "sum", report.pk, FAMILIES)
    assert reverse("notices:reports:figure", args=[accepted.pk, FAMILIES]) in listed
    opened = page(city_clerk, "figure", accepted.pk, FAMILIES)
    assert "周明远" not in opened
    assert "其中1条不在您现在的权限范围内" in opened


def test_a_report_is_brought_together_once(accepted, city_clerk, province_office, tree):
    first = draft_report(by=city_clerk)
    head = hire("city_leader", tree.city_office, "leader", "陆远")
    above = hire("province_clerk", province_office, "clerk", "许立")
    sign_report(by=head, report=first)
    accept_report(by=above, report=send_report(by=city_clerk, report=first))
    with papers(*city_clerk.area):
        assert first.brought.count() == 1
        assert draft_report(by=city_clerk).brought.count() == 0


def test_a_later_report_below_is_taken_in_by_counting_afresh(
    notice, household, county_clerk, leader, city_clerk, tree
):
    draft = draft_report(by=city_clerk)
    with scope(tree.county.path):
        later = send_up(county_clerk, leader, city_clerk)
    assert "重新汇总数字即可计入" in page(city_clerk, "below", draft.pk)
    with papers(*city_clerk.area):
        again = recount_report(by=city_clerk, report=draft)
        assert [one.below for one in again.brought.all()] == [later]


def test_the_citys_paper_has_the_ledger_of_the_counties_across(accepted, city_clerk):
    report = draft_report(by=city_clerk)
    with papers(*city_clerk.area):
        ledger = report_paper(report).annexes[0]
    assert ledger.across
    assert ledger.blocks[0].rows[0][:3] == ("中共安和县委组织部", str(today()), "1")
    assert [row[0] for row in ledger.blocks[0].rows[1:]] == ["合计", "本级汇总"]
    client = client_of(city_clerk)
    pdf = client.get(reverse("notices:reports:pdf", args=[report.pk])).content
    sizes = {round(one.get_width()) for one in pypdfium2.PdfDocument(pdf)}
    assert sizes == {595, 842}
    word = client.get(reverse("notices:reports:word", args=[report.pk])).content
    assert {one.orientation for one in Document(io.BytesIO(word)).sections} == {0, 1}


def test_the_pdf_says_what_the_page_says(accepted, county_clerk):
    pdf = client_of(county_clerk).get(reverse("notices:reports:pdf", args=[accepted.pk]))
    assert pdf["Content-Type"] == "application/pdf"
    text = "".join(one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(pdf.content))
    plain = text.replace("\r", "").replace("\n", "")
    assert "全县建档立卡1户、3人，其中年满60周岁的老人1人、未成年人1人。" in plain
    assert "签发人：郑国平" in plain


def own_notice(tree, **more):
    return Notice.objects.create(
        number=2, title="关于做好走访慰问工作的通知", issuer=tree.city_office.name, issued_on=today(),
        state="draft", unit=tree.city_office, path=tree.city.path, mark="澜组通", year=2026, serial=3, **more,
    )  # fmt: skip


def test_a_notice_of_this_house_is_a_paper_and_one_from_outside_is_not(notice, city_clerk, tree):
    own = own_notice(tree)
    own.paragraphs.create(order=1, name="", words="各县要在节前走访一遍。")
    own.items.create(order=1, asks="visits", words="节前走访每户", due=today(), proof="走访记录")
    paper = notice_paper(own)
    assert (paper.number, paper.head, paper.signer) == ("澜组通〔2026〕3号", "中共澜川市委组织部文件", "")
    assert "以走访记录为准" in paper.blocks[-1].text
    client = client_of(city_clerk)
    for kind in ("word", "pdf"):
        assert client.get(reverse(f"notices:{kind}", args=[own.pk])).status_code == 200
        told = client.get(reverse(f"notices:{kind}", args=[notice.pk]), follow=True).content.decode()
        assert "以原文为准" in told


def test_a_reminder_is_a_letter_to_the_unit_that_was_chased(city_clerk, tree):
    chase = Chase.objects.create(
        notice=own_notice(tree),
        unit=tree.county,
        path=tree.county.path,
        level=4,
        count=3,
        by=city_clerk,
        at=now(),
    )
    paper = reminder_paper(chase)
    assert (paper.form, paper.head, paper.addressee) == ("letter", "中共澜川市委组织部", "安和县")
    assert "还有3个单位没有签收" in paper.blocks[0].text


def test_a_reminder_to_one_unit_about_itself_says_so_and_goes_to_its_office(city_clerk, tree):
    notice = own_notice(tree)
    Delivery.objects.create(notice=notice, unit=tree.county_office, path=tree.county.path, level=3)
    chase = Chase.objects.create(
        notice=notice, unit=tree.county, path=tree.county.path, level=3, count=1, by=city_clerk, at=now()
    )
    paper = reminder_paper(chase)
    assert paper.addressee == "中共安和县委组织部"
    assert "你单位还没有签收" in paper.blocks[0].text
    assert "督促" not in paper.blocks[1].text


def test_a_paper_names_its_addressees_as_an_office_does(tree):
    notice = own_notice(tree)
    notice.addressees.create(order=1, kind="organisation", level=3)
    notice.addressees.create(order=2, kind="region", level=4, below=tree.county)
    assert notice_paper(notice).addressee == "各县（市、区）委组织部，安和县各乡镇（街道）"


def test_a_body_that_counts_for_itself_is_not_counted_once_more(tree):
    notice = own_notice(tree)
    notice.paragraphs.create(order=1, name="", words="一、户户走到。")
    notice.items.create(order=1, asks="visits", words="走访每户")
    assert not any(isinstance(block, Heading) for block in notice_paper(notice).blocks)


def test_the_record_of_chasing_gives_the_reminder_letter(city_clerk, tree):
    notice = own_notice(tree)
    client = client_of(city_clerk)
    address = reverse("notices:reminder_pdf", args=[notice.pk, tree.county.pk])
    assert "还没有" in client.get(address, follow=True).content.decode()
    Chase.objects.create(
        notice=notice, unit=tree.county, path=tree.county.path, level=4, count=3, by=city_clerk, at=now()
    )
    record = client.get(reverse("notices:cascade:chases", args=[notice.pk, tree.county.pk])).content.decode()
    assert address in record
    text = pypdfium2.PdfDocument(client.get(address).content)[0].get_textpage().get_text_bounded()
    assert "关于催办签收通知的函" in text
