"""Papers read back: the letter, the copy, the notice, the assessment."""

import io
import json

import pytest
import pyzipper
from django.utils.translation import override
from docx import Document

from anxin.families.actions import Origin, record_fact
from anxin.families.models import Person, Source
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.paper.tests.papers import texts
from anxin.rights import actions
from anxin.rights.actions.assessments import Judged
from anxin.rights.assessing import content, difference
from anxin.rights.assessment_paper import assessment_docx, assessment_pdf
from anxin.rights.holdings import as_json, as_pdf, packed, parts_of
from anxin.rights.letters import letter_docx, letter_pdf
from anxin.rights.notice import notice_pdf
from anxin.rights.registry import declared
from tests.cast import client_of

from .conftest import State

pytestmark = pytest.mark.django_db
REASON = "该内容涉及其他家庭成员的隐私，依法不能提供。"


def paper(pdf):
    return "".join(texts(pdf)).replace("\r\n", "").replace("\n", "")


def words(docx):
    return "\n".join(one.text for one in Document(io.BytesIO(docx)).paragraphs)


@pytest.fixture
def refused(receive, county_clerk, widow):
    one = receive("copy", widow)
    actions.check_identity(by=county_clerk, request=one, papers="身份证")
    return actions.decide_request(by=county_clerk, request=one, decision=State.REFUSED, reason=REASON)


def test_a_refusal_says_why_and_where_to_turn_in_pdf_and_word(refused, county_clerk):
    for text in (paper(letter_pdf(refused, county_clerk)), words(letter_docx(refused, county_clerk))):
        assert REASON in text
        assert "不予办理" in text
        assert "第五十条" in text
        assert refused.code in text


def test_a_grant_says_what_happens_next_and_no_refusal(granted, county_clerk, widow):
    text = paper(letter_pdf(granted("copy", widow), county_clerk))
    assert "予以办理" in text
    assert "不予办理" not in text
    assert "复制件附后" in text


def test_there_is_no_letter_before_the_decision(receive, county_clerk, household):
    one = receive()
    page = client_of(county_clerk).get(f"/rights/{household.pk}/requests/{one.pk}/letter.pdf")
    assert page.status_code == 302


@pytest.fixture
def known(widow, household, county_clerk):
    """Facts about the widow: an old and a new one, and one that speaks of the daughter."""
    origin = Origin(Source.VISIT, "走访", today())
    for code, value in (("health", "高血压"), ("employment", "镇小学教师"), ("remark", "与周雨桐同住")):
        record_fact(by=county_clerk, household=household, code=code, value=value, origin=origin, person=widow)
    return widow


def test_the_copy_holds_every_part_and_masks_other_people(known, county_clerk):
    told = json.loads(as_json(known, parts_of(known)))
    assert [one["code"] for one in told["parts"]] == [
        "identity", "card", "officer", "kinship", "facts", "needs", "visits", "shared", "entitlements",
        "claims", "agreed", "requests", "looks",
    ]  # fmt: skip
    text = json.dumps(told, ensure_ascii=False)
    assert "高血压" in text
    assert "林秀兰" in text
    for other in Person.objects.exclude(pk=known.pk):
        assert other.name not in text
    assert "与周**同住" in text


def test_the_copy_about_the_deceased_tells_of_the_family_in_the_third_person(deceased, widow, county_clerk):
    with override("zh-hans"):
        parts = {one.code: one for one in parts_of(deceased)}
        text = paper(as_pdf(deceased, list(parts.values()), county_clerk))
        kin = {row[:3] for row in parts["kinship"].rows}
        back = {row[:3] for row in parts_of(widow)[3].rows}
    assert ("丈夫", "妻子", "林**") in kin
    assert len(kin) == 3
    assert back == {("妻子", "丈夫", "周**")}
    for words_of_the_dead in ("逝者身份", "谈及逝者的走访", "有关请求", "交请求人"):
        assert words_of_the_dead in text
    assert "您" not in text
    assert "交本人" not in text


def test_the_archive_opens_with_the_familys_word_only(known, granted, county_clerk):
    made, count = packed(known, county_clerk, "家里的口令八个字")
    archive = pyzipper.AESZipFile(io.BytesIO(made))
    with pytest.raises(RuntimeError):
        archive.read("copy.json", pwd=b"another-word")
    archive.setpassword("家里的口令八个字".encode())
    assert json.loads(archive.read("copy.json"))["format"] == "anxin.copy/1"
    assert "高血压" in paper(archive.read("copy.pdf"))
    assert count == 13


def test_the_page_hands_it_over_once_the_request_is_granted(granted, receive, known, county_clerk, household):
    client = client_of(county_clerk)
    early = receive("copy", known)
    refused = client.post(f"/rights/{household.pk}/requests/{early.pk}/copy/", {"password": "eight-chars"})
    assert refused.status_code == 422
    one = granted("copy", known)
    page = client.post(f"/rights/{household.pk}/requests/{one.pk}/copy/", {"password": "eight-chars"})
    assert page["Content-Type"] == "application/zip"
    assert page["Cache-Control"] == "no-store"
    assert "林" not in page["Content-Disposition"]
    one.refresh_from_db()
    assert one.state == State.CARRIED_OUT


def test_the_notice_tells_purposes_rights_and_whom_to_call(household, county_clerk, in_county):
    text = paper(notice_pdf(household, county_clerk))
    for piece in (
        "个人信息处理告知书",
        "建档立卡",
        "查阅",
        "撤回同意",
        "近亲属",
        "第十三条",
        county_clerk.name,
    ):
        assert piece in text


@pytest.fixture
def assessed(county_clerk, in_county):
    judged = Judged("处理必要", "影响可控", "剩余风险低", "可以处理")
    return actions.make_assessment(by=county_clerk, content=content(Reach.of(county_clerk)), judged=judged)


def test_the_assessment_reads_back_in_both_forms(assessed):
    for text in (paper(assessment_pdf(assessed)), words(assessment_docx(assessed))):
        for piece in ("个人信息保护影响评估报告", "处理必要", "剩余风险低", "首次评估", str(len(declared()))):
            assert piece in text


def test_differences_name_what_came_and_went(assessed):
    old = assessed.content
    new = {**old, "fields": old["fields"][1:], "retention": {**old["retention"], "case": 1}}
    found = difference(new, old)
    assert found.removed == [old["fields"][0]["key"]]
    assert found.added == []
    assert found.changed == ["retention"]
