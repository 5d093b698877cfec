"""Writing a notice: number, things asked, addressees, annexes; who sees it before it is out."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.notices import actions
from anxin.notices.actions import Addressed, AskedFor
from anxin.notices.models import Notice
from tests.cast import client_of, hire

from .composed import attached, draft, survey, written

pytestmark = pytest.mark.django_db


def refused(code, act, **said):
    with pytest.raises(Refused) as no:
        act(**said)
    assert no.value.code == code


def test_numbers_of_a_unit_run_on_within_mark_and_year(county_clerk, neighbour_clerk):
    first, second = draft(county_clerk), draft(county_clerk)
    assert first.document == f"安组通〔{today().year}〕1号"
    assert second.serial == 2
    assert actions.compose(by=neighbour_clerk, said=written()).serial == 1
    assert actions.revise(by=county_clerk, notice=second, said=written(mark="安组函")).serial == 1
    assert second.number == first.number + 1  # the register of this house


def test_the_number_of_a_draft_that_was_given_up_is_free_again(county_clerk):
    actions.drop_notice(by=county_clerk, notice=draft(county_clerk), why="已并入另一通知")
    assert draft(county_clerk).serial == 1


def test_two_notices_can_never_bear_one_number(county_clerk):
    first, second = draft(county_clerk), draft(county_clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=second.pk).update(serial=first.serial)


def test_each_line_of_the_body_is_a_paragraph(county_clerk):
    notice = draft(county_clerk, body="各乡镇：\n\n 一、摸清底数。 \n二、如实上报。")
    assert list(notice.paragraphs.values_list("words", flat=True)) == [
        "各乡镇：",
        "一、摸清底数。",
        "二、如实上报。",
    ]


def test_addressees_by_kind_by_level_by_subtree_and_by_hand_are_counted_once(county_clerk, tree):
    notice = actions.compose(by=county_clerk, said=written())
    lines = {"kind": "department"}, {"level": 4}, {"below": tree.town}, {"unit": tree.town}
    for said in (Addressed(**line) for line in lines):
        actions.address(by=county_clerk, notice=notice, said=said)
    counts = [line.units().count() for line in notice.addressees.all()]
    assert counts == [2, 1, 1, 1]
    assert set(notice.addressed()) == {tree.health, tree.civil, tree.town}


def test_an_empty_line_means_every_unit_but_the_one_that_issues_it(county_clerk, tree):
    notice = actions.compose(by=county_clerk, said=written())
    actions.address(by=county_clerk, notice=notice, said=Addressed())
    assert tree.county_office not in notice.addressed()
    assert tree.neighbour not in notice.addressed()
    assert notice.addressed().count() == 3


def test_nobody_is_addressed_outside_ones_own_part_of_the_tree(county_clerk, tree):
    notice = actions.compose(by=county_clerk, said=written())
    for said in (Addressed(unit=tree.neighbour), Addressed(below=tree.city)):
        refused("outside_scope", actions.address, by=county_clerk, notice=notice, said=said)
    refused(
        "notices.addresses_nobody", actions.address,
        by=county_clerk, notice=notice, said=Addressed(kind="university"),
    )  # fmt: skip
    assert not notice.addressees.exists()


def test_a_survey_names_its_first_year_and_its_day(county_clerk):
    notice = actions.compose(by=county_clerk, said=written())
    wrong = {
        "notices.survey_needs_both": survey(due=None),
        "notices.due_has_passed": survey(-1),
        "notices.only_a_survey": AskedFor("visits", "走访慰问", deaths_since=2012),
    }
    for code, said in wrong.items():
        refused(code, actions.ask_for, by=county_clerk, notice=notice, said=said)
    assert actions.ask_for(by=county_clerk, notice=notice, said=survey()).order == 1


def test_only_the_issuing_unit_writes_in_it(county_clerk, neighbour_clerk, leader):
    notice = draft(county_clerk)
    refused("outside_scope", actions.revise, by=neighbour_clerk, notice=notice, said=written())
    refused("outside_scope", actions.revise, by=leader, notice=notice, said=written())


def test_a_draft_is_seen_by_its_own_unit_alone(
    county_clerk, leader, neighbour_clerk, township_officer, auditor, tree
):
    notice = draft(county_clerk)
    above = hire("city_clerk", tree.city_office, "clerk", "市里")
    url = reverse("notices:notice", args=[notice.pk])
    own = reverse("notices:drafts:draft", args=[notice.pk])
    for post in (county_clerk, leader):
        assert client_of(post).get(own).status_code == 200
    for post in (neighbour_clerk, above, township_officer, auditor):
        assert client_of(post).get(url).status_code == 404
    for post in (neighbour_clerk, above):
        assert client_of(post).get(own).status_code == 404


def test_an_annex_is_read_by_whoever_reads_the_notice(county_clerk, neighbour_clerk):
    notice = draft(county_clerk)
    kept = attached(county_clerk, notice, b"PK-table")
    url = reverse("notices:attachment", args=[kept.pk])
    answer = client_of(county_clerk).get(url)
    assert b"".join(answer.streaming_content) == b"PK-table"
    assert client_of(neighbour_clerk).get(url).status_code == 404
    off = reverse("notices:drafts:attachment_drop", args=[notice.pk, 1])
    assert client_of(county_clerk).post(off).status_code == 302
    assert client_of(county_clerk).get(url).status_code == 404


def test_a_notice_is_written_on_its_pages(county_clerk):
    client = client_of(county_clerk)
    words = {"title": "关于走访慰问的通知", "mark": "安组通", "body": "各乡镇：\n请走访。"}
    made = client.post(reverse("notices:drafts:new"), words)
    notice = Notice.objects.get(title="关于走访慰问的通知")
    assert made.url == reverse("notices:drafts:draft", args=[notice.pk])

    def post(name, data, *more):
        answer = client.post(reverse(f"notices:drafts:{name}", args=[notice.pk, *more]), data)
        assert answer.status_code == 302, answer.content.decode()

    day = today() + timedelta(20)
    post("item_new", {"asks": "visits", "words": "走访每户家属", "due": str(day), "proof": "走访记录"})
    post("item", {"asks": "visits", "words": "春节前走访每户家属", "due": str(day)}, 1)
    post("addressee_new", {"everybody": "on"})
    post("addressee_new", {"level": "4"})
    post("addressee_drop", {}, 1)
    file = SimpleUploadedFile("附件.pdf", b"%PDF-1.7")
    post("attachment_new", {"title": "名单格式", "file": file})
    page = client.get(made.url).content.decode()
    for shown in ("春节前走访每户家属", "名单格式", notice.document, "1"):
        assert shown in page
    post("item_drop", {}, 1)
    assert not notice.items.exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [({}, "还没有指定发给谁"), ({"everybody": "on", "level": "4"}, "二选一")],
)
def test_everybody_is_addressed_only_where_it_says_so(county_clerk, said, told):
    notice = actions.compose(by=county_clerk, said=written())
    url = reverse("notices:drafts:addressee_new", args=[notice.pk])
    answer = client_of(county_clerk).post(url, said)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not notice.addressees.exists()


def test_a_file_that_could_run_is_not_attached(county_clerk):
    notice = draft(county_clerk)
    file = SimpleUploadedFile("清单.exe", b"MZ")
    url = reverse("notices:drafts:attachment_new", args=[notice.pk])
    assert client_of(county_clerk).post(url, {"title": "清单", "file": file}).status_code == 422
    assert not notice.attachments.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_its_pages_read_in_both_languages(county_clerk, leader, language):
    notice = draft(county_clerk)
    client = client_of(county_clerk, language)
    names = ("draft", "words", "item_new", "addressed", "addressee_new", "attachment_new", "hand_in", "drop")
    for name in names:
        assert client.get(reverse(f"notices:drafts:{name}", args=[notice.pk])).status_code == 200
    assert notice.title in client.get(reverse("notices:drafts:list")).content.decode()
