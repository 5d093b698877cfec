"""The pages of reports, walked as their users walk them."""

import io
import zipfile
from urllib.parse import quote

import pytest
from django.urls import reverse
from docx import Document

from anxin.families.models import Household
from anxin.ground.access.actions import appoint, make_account
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.notices.actions import draft_report, issue_first_notice, send_report, sign_report
from anxin.notices.models import Part, Report
from tests.cast import client_of

pytestmark = pytest.mark.django_db
NEW = "notices:reports:new"


@pytest.fixture
def notice(db):
    return issue_first_notice(by=OPERATOR)


@pytest.fixture
def report(notice, household, county_clerk, tree):
    with scope(tree.county.path):
        return draft_report(
            by=county_clerk, narrative={Part.RECORDS: "由各乡镇逐户核实。"}, copies="县委办公室"
        )


@pytest.fixture
def city_clerk(tree):
    account = make_account(by=OPERATOR, login="city_clerk", password="a-long-test-password")
    return appoint(by=OPERATOR, account=account, unit=tree.city_office, role="clerk", name="周以宁")


def url(name, report, *more):
    return reverse(f"notices:reports:{name}", args=[report.pk, *more])


def test_a_clerk_drafts_a_report_and_sees_it_as_it_will_be_printed(notice, household, county_clerk):
    client = client_of(county_clerk)
    given = {
        "records": "由各乡镇逐户核实。",
        "measures": "",
        "visits": "",
        "ahead": "年底前办结。",
        "mark": "安组报",
        "copies": "",
    }
    page = client.post(reverse(NEW), given, follow=True).content.decode()
    for words in (
        "中共安和县委组织部文件",
        "中共澜川市委组织部：",
        "由各乡镇逐户核实。",
        "年底前办结。",
        "特此报告。",
    ):
        assert words in page
    assert f"安组报〔{today().year}〕1号" in page


def test_the_form_suggests_the_document_mark(notice, county_clerk):
    assert 'value="安组报"' in client_of(county_clerk).get(reverse(NEW)).content.decode()


def test_a_faulty_mark_is_said_and_the_words_are_kept(notice, county_clerk):
    given = {"records": "写好的文字", "mark": "安 组"}
    page = client_of(county_clerk).post(reverse(NEW), given).content.decode()
    assert "2至12个字" in page
    assert "写好的文字" in page


def test_a_refusal_is_said_on_the_form(county_clerk):
    page = client_of(county_clerk).post(reverse(NEW), {"mark": "安组报"}).content.decode()
    assert "还没有登记这份报告所依据的通知" in page


def test_every_number_of_the_page_opens_its_list(report, county_clerk):
    client = client_of(county_clerk)
    page = client.get(url("report", report)).content.decode()
    for code in ("families.households", "families.people", "families.elders"):
        assert url("figure", report, code) in page
        assert client.get(url("figure", report, code)).status_code == 200


def test_the_list_behind_a_kept_number_opens_the_cards_with_a_trace(report, household, county_clerk):
    page = client_of(county_clerk).get(url("figure", report, "families.people")).content.decode()
    assert "林秀兰" in page
    with everywhere():
        entry = JournalEntry.objects.get(act="figures.opened")
    assert (entry.cards, entry.record) == ([household.pk], report.pk)


def test_a_row_that_left_the_scope_is_hidden_and_said(report, county_clerk, tree):
    with everywhere():
        moved = Household.objects.get()
        Household.objects.filter(pk=moved.pk).update(path=tree.neighbour.path + "h0001")
    page = client_of(county_clerk).get(url("figure", report, "families.households")).content.decode()
    assert "当时计入1条，其中1条不在您现在的权限范围内。" in page
    assert "周明远" not in page


def test_a_number_without_a_value_opens_nothing(report, county_clerk):
    with scope(report.path):
        report.figures.filter(code="care.unnamed").update(value=None, version=None)
        report.figures.filter(code="families.elders").update(told_by="gone.figure")
    client = client_of(county_clerk)
    for code in ("care.unnamed", "families.score", "families.elders"):
        assert client.get(url("figure", report, code)).status_code == 404


def test_words_can_be_written_beside_the_figures(report, county_clerk):
    client = client_of(county_clerk)
    page = client.get(url("words", report)).content.decode()
    assert "全县建档立卡" in page
    assert "由各乡镇逐户核实。" in page
    page = client.post(url("words", report), {"records": "改过的文字。"}, follow=True).content.decode()
    assert "改过的文字。" in page


def test_a_signature_fixes_the_report(report, county_clerk, leader):
    reader = client_of(leader)
    assert reader.get(url("sign", report)).status_code == 200
    page = reader.post(url("sign", report), follow=True).content.decode()
    assert "已签发，报告定稿。" in page
    client = client_of(county_clerk)
    assert url("words", report) not in client.get(url("report", report)).content.decode()
    answer = client.post(url("words", report), {"records": "别的话"}).content.decode()
    assert "这份报告已经签发，不能再改。" in answer


def test_the_word_document_holds_the_same_words_and_numbers(report, county_clerk):
    answer = client_of(county_clerk).get(url("word", report))
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert quote(report.number) in answer["Content-Disposition"]
    document = Document(io.BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in (
        "中共安和县委组织部文件",
        "中共澜川市委组织部：",
        "一、逐人逐户建档立卡",
        "全县建档立卡1户、3人",
        "由各乡镇逐户核实。",
        "特此报告。",
    ):
        assert words in text
    raw = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    assert f"安组报〔{today().year}〕1号" in raw
    assert "县委办公室" in raw


def test_the_download_leaves_a_trace(report, county_clerk):
    client_of(county_clerk).get(url("word", report))
    with everywhere():
        assert JournalEntry.objects.get(act="reports.downloaded").record == report.pk


def test_a_leader_reads_and_signs_and_does_not_write(report, leader):
    client = client_of(leader)
    page = client.get(url("report", report)).content.decode()
    assert url("words", report) not in page
    assert client.get(url("word", report)).status_code == 200
    assert url("sign", report) in page
    for name in ("words", "recount", "send"):
        assert client.get(url(name, report)).status_code == 403


def test_the_level_above_reads_a_report_once_it_is_sent_up(report, county_clerk, leader, city_clerk, tree):
    client = client_of(city_clerk)
    assert client.get(url("report", report)).status_code == 404
    assert "还没有起草过情况报告" in client.get(reverse("notices:reports:list")).content.decode()
    with scope(tree.county.path):
        sign_report(by=leader, report=report)
    assert client.get(url("report", report)).status_code == 404
    with scope(tree.county.path):
        send_report(by=county_clerk, report=report)
    assert client.get(url("report", report)).status_code == 200
    assert report.number in client.get(reverse("notices:reports:list")).content.decode()
    assert client.get(url("words", report)).status_code == 404


def test_a_neighbour_finds_no_report(report, neighbour_clerk):
    client = client_of(neighbour_clerk)
    for name in ("report", "words", "send", "accept", "return", "below", "word", "pdf"):
        assert client.get(url(name, report)).status_code == 404
    assert client.get(url("figure", report, "families.people")).status_code == 404


@pytest.mark.parametrize("role", ["township_officer", "health_desk", "officer", "auditor"])
def test_other_roles_see_no_reports(report, request, role):
    client = client_of(request.getfixturevalue(role))
    assert client.get(reverse("notices:reports:list")).status_code == 403
    assert client.get(url("report", report)).status_code == 403


def test_the_page_reads_in_english_around_a_chinese_report(report, county_clerk):
    page = client_of(county_clerk, "en").get(url("report", report)).content.decode()
    assert "Figures in this report" in page
    assert "全县建档立卡" in page


def test_a_dangerous_text_stays_text(report, county_clerk):
    given = {"records": "<script>alert(1)</script> & {{ 7*7 }}", "copies": ""}
    client = client_of(county_clerk)
    page = client.post(url("words", report), given, follow=True).content.decode()
    assert "<script>alert" not in page
    raw = client.get(url("word", report)).content
    assert "{{ 7*7 }}" in "\n".join(one.text for one in Document(io.BytesIO(raw)).paragraphs)
    with scope(report.path):
        assert Report.objects.count() == 1
