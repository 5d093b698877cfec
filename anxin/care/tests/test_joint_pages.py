"""The pages of needs, tables and contacts: the clerk's, the desk's with its own column only, the leader's."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from pypdfium2 import PdfDocument

from anxin.care.actions import approve_table, end_contact, record_need
from anxin.care.models import JointColumn, JointTable, Need
from anxin.care.papers_joint import minutes_pdf, minutes_word, table_pdf
from anxin.care.queries import contact_of, matrix_of
from anxin.entitlements.actions.forms import keep_form
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.paper import official
from tests.cast import client_of


def see(post, name: str, **kwargs) -> str:
    response = client_of(post).get(reverse(f"care:{name}", kwargs=kwargs))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def send(post, name: str, data: dict, **kwargs) -> int:
    return client_of(post).post(reverse(f"care:{name}", kwargs=kwargs), data).status_code


@pytest.fixture
def home(household) -> dict:
    return {"card": household.pk}


def test_a_township_officer_finds_and_the_clerk_verifies(
    named, township_officer, county_clerk, home, in_county
):
    form = {
        "theme": "housing",
        "words": "屋顶漏雨",
        "source": "visit",
        "found_on": str(today()),
        "how": "asked",
    }
    assert send(township_officer, "need_new", form, **home) == 302
    need = Need.objects.get()
    assert need.state == "found"  # whoever may not verify cannot say that it was

    assert "屋顶漏雨" in see(county_clerk, "need_verify", **home)
    form = {"needs": [need.pk], "what": "verified", "how": "visit", "words": "看了屋顶"}
    assert send(county_clerk, "need_verify", form, **home) == 302
    need.refresh_from_db()
    assert (need.state, need.how, need.checked_by) == ("open", "visit", county_clerk)


def test_what_does_not_hold_needs_its_reason(household, county_clerk, home, in_county):
    need = record_need(by=county_clerk, household=household, theme="housing", words="屋顶漏雨",
                       source="survey", found_on=today())  # fmt: skip
    assert send(county_clerk, "need_verify", {"needs": [need.pk], "what": "refused"}, **home) == 200
    form = {"needs": [need.pk], "what": "refused", "why": "去年已翻修"}
    assert send(county_clerk, "need_verify", form, **home) == 302
    need.refresh_from_db()
    assert need.state == "refused"


def test_the_page_says_who_blocks_and_leads_there(county_clerk, draft, five, home):
    end_contact(by=county_clerk, contact=contact_of(five["finance"]))
    text = see(county_clerk, "table", table=draft.pk, **home)

    assert "会商单暂不能发出" in text
    assert reverse("care:contact", kwargs={"unit": five["finance"].pk}) in text
    assert send(county_clerk, "table", {"what": "out"}, table=draft.pk, **home) == 200
    assert JointTable.objects.get().state == "draft"


def test_a_desk_sees_its_own_column_and_the_minimum(out, health_desk, health_column, mother, household):
    text = see(health_desk, "column", part=health_column.pk)

    assert "老人行动不便，需上门医疗服务" in text
    for hidden in ("陈桂香", "膝关节", "周明远", "安和县财政局", household.address):
        assert hidden not in text


def test_a_desk_cannot_open_another_desks_column(out, health_desk):
    other = out.columns.get(domain="civil")
    address = reverse("care:column", kwargs={"part": other.pk})
    assert client_of(health_desk).get(address).status_code == 404


def test_a_desk_fills_and_signs_on_its_pages(out, health_desk, health_column):
    form = {
        "kind": "measure", "words": "签约家庭医生", "handler": "宋岚", "due": str(today()),
        "ground": "通知第三条", "case_by_case": "目录尚无此项",
    }  # fmt: skip
    assert send(health_desk, "column", {"read": "yes"}, part=health_column.pk) == 200  # not filled yet
    assert send(health_desk, "column_cell", form, part=health_column.pk, place=0) == 302
    assert send(health_desk, "column", {"read": "yes"}, part=health_column.pk) == 302
    assert JointColumn.objects.get(pk=health_column.pk).state == "signed"


def at_the_door(post) -> str:
    """The number beside the door of the joint measures, as every page shows it."""
    text = client_of(post).get(reverse("care:columns")).content.decode()
    found = re.search(r'<a href="/care/columns/"[^>]*>.*?措施会商(?:<span class="count">(\d+))?', text)
    return found.group(1) or ""


def test_the_door_counts_the_columns_that_wait_and_not_those_signed(out, health_desk, health_column):
    assert at_the_door(health_desk) == "1"
    form = {"kind": "none", "reason": "不属本部门职责"}
    assert send(health_desk, "column_cell", form, part=health_column.pk, place=0) == 302
    assert send(health_desk, "column", {"read": "yes"}, part=health_column.pk) == 302
    assert at_the_door(health_desk) == ""


def test_the_leader_approves_on_the_page_and_the_clerk_cannot(county_clerk, leader, signed, home):
    where = {**home, "table": signed.pk}
    assert send(county_clerk, "table", {"what": "approve"}, **where) == 200
    assert JointTable.objects.get().state == "signed"
    assert send(leader, "table", {"what": "approve"}, **where) == 302
    assert JointTable.objects.get().state == "in_force"


def test_the_leader_reads_approve_before_return(leader, signed, home):
    page = see(leader, "table", **home, table=signed.pk)
    assert 0 < page.index('value="approve"') < page.index('value="back"')


def test_a_contact_is_named_on_its_page(county_clerk, tree):
    assert send(county_clerk, "contact", {"name": "何莉", "phone": "0000 620 1"}, unit=tree.health.pk) == 302
    assert contact_of(tree.health).name == "何莉"
    assert "何莉" in see(county_clerk, "contacts")


def test_a_table_goes_to_the_leader_and_into_minutes_once_all_have_signed(county_clerk, out, home):
    text = see(county_clerk, "table", table=out.pk, **home)
    minutes = reverse("care:minutes", kwargs={"table": out.pk, **home})
    assert 'value="in"' not in text
    assert minutes not in text
    assert client_of(county_clerk).get(minutes).status_code == 302


def test_what_cannot_be_read_can_be_shown_where_it_is_asked_about(
    county_clerk, household, home, mother, in_county
):
    need = record_need(
        by=county_clerk, household=household, person=mother, theme="medical", words="膝关节不好",
        source="survey", found_on=today(),
    )  # fmt: skip
    shown = reverse("care:need_show", kwargs={"need": need.pk, **home}) + "?back=verify"
    assert shown in see(county_clerk, "need_verify", **home)
    answer = client_of(county_clerk).post(shown, {"purpose": "visit"}).content.decode()
    assert f'href="{reverse("care:need_verify", kwargs=home)}"' in answer


def words_of(table) -> str:
    """Everything that the minutes say in Word."""
    word = Document(BytesIO(minutes_word(table)))
    cells = [cell.text for one in word.tables for row in one.rows for cell in row.cells]
    return "\n".join([one.text for one in word.paragraphs] + cells)


def test_the_minutes_tell_measures_reasons_and_signatures(leader, signed):
    table = approve_table(by=leader, table=signed)
    text = words_of(table)

    for words in (
        "中共安和县委组织部会商会议纪要", f"{table.household.number}-1", "关爱帮扶措施的会商纪要",
        "签约家庭医生，上门换药", "未安排措施的单位及理由：", "会签情况", "批准：郑国平", "记录：沈静",
    ):  # fmt: skip
        assert words in text.replace("\n", ""), words
    assert text.count("不属本部门职责") == 4


def test_the_minutes_have_the_form_of_official_papers_in_word_and_as_pdf(leader, signed):
    table = approve_table(by=leader, table=signed)
    word = Document(BytesIO(minutes_word(table)))
    styles = [one.style.name for one in word.paragraphs]
    assert styles[:2] == ["发文机关标志", "发文字号"]
    assert {"公文标题", "一级标题", "二级标题", "公文正文", "出席人员"} <= set(styles)
    assert any(one.style.name == "三线表" for one in word.tables)
    pages = PdfDocument(minutes_pdf(table))
    first = pages[0].get_textpage().get_text_bounded()
    assert "会商会议纪要" in first
    assert "— 1 —" in first


def test_the_minutes_are_the_same_whoever_prints_them_and_in_whatever_language(
    leader, county_clerk, signed, home
):
    table = approve_table(by=leader, table=signed)
    url = reverse("care:minutes_pdf", kwargs={**home, "table": table.pk})
    pages = [client_of(by, language).get(url) for by, language in ((leader, "en"), (county_clerk, "zh-hans"))]
    told = [PdfDocument(page.content)[0].get_textpage().get_text_bounded() for page in pages]
    assert told[0] == told[1]


def test_an_office_replaces_the_minutes_by_its_own(county_clerk, leader, signed):
    table = approve_table(by=leader, table=signed)
    with official.template_of("minutes").open("rb") as built_in:
        edited = Document(built_in)
    edited.paragraphs[0].runs[0].text = "{{ head }}（内部）"
    own = BytesIO()
    edited.save(own)
    keep_form(by=county_clerk, form="minutes", content=own.getvalue())
    assert "会商会议纪要（内部）" in words_of(table)


def test_minutes_of_an_office_with_a_field_that_does_not_exist_are_refused(county_clerk):
    with official.template_of("minutes").open("rb") as built_in:
        edited = Document(built_in)
    edited.paragraphs[0].runs[0].text = "{{ columns }}"
    own = BytesIO()
    edited.save(own)
    with pytest.raises(Refused):
        keep_form(by=county_clerk, form="minutes", content=own.getvalue())


def test_the_table_is_printed_across(signed, county_clerk):
    assert table_pdf(signed, county_clerk).startswith(b"%PDF")


def test_the_whole_table_is_read_in_few_questions(signed, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        matrix = matrix_of(signed)
        assert [field.cell.column.who for field in matrix.fields]
