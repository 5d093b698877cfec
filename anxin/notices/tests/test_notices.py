"""Notices: the first one stands once, says what it asks, and counts whom it addresses."""

import pytest
from django.urls import reverse

from anxin.ground.journal.actions import OPERATOR
from anxin.ground.ui.navigation import entries
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level
from anxin.notices.actions import issue_first_notice
from anxin.notices.content.notice_2017_04_12 import NOTICE
from anxin.notices.models import Asked, Notice, NoticeAddressee
from anxin.notices.views.notices import DOORS
from tests.cast import client_of

pytestmark = pytest.mark.django_db
ROLES = ["county_clerk", "township_officer", "health_desk", "leader", "officer", "auditor"]


@pytest.fixture
def notice(db):
    return issue_first_notice(by=OPERATOR)


def test_the_first_notice_is_issued_once(notice):
    assert issue_first_notice(by=OPERATOR) == notice
    assert Notice.objects.count() == 1


def test_the_first_notice_holds_title_body_and_date_of_the_original(notice):
    assert notice.title.endswith("广泛开展向廖俊波同志学习的通知")
    assert (notice.issuer, notice.issued_on.isoformat(), notice.number) == ("中共中央组织部", "2017-04-12", 1)


def test_it_asks_everything_once_in_the_order_of_the_text(notice):
    items = list(notice.items.all())
    assert [one.order for one in items] == list(range(1, 12))
    assert sorted(one.asks for one in items) == sorted(Asked.values)


def test_it_addresses_the_seven_kinds_of_the_original(notice):
    kinds = list(notice.addressees.values_list("kind", flat=True))
    assert kinds == [
        Kind.ORGANISATION,
        Kind.ORGAN,
        Kind.PEOPLES,
        Kind.XPCC,
        Kind.FINANCE,
        Kind.ENTERPRISE,
        Kind.UNIVERSITY,
    ]


def test_every_text_is_told_in_both_languages():
    texts = [NOTICE.title, NOTICE.issuer, NOTICE.source, *(one.words for one in NOTICE.addressees)]
    for paragraph in NOTICE.paragraphs:
        texts += [paragraph.name, paragraph.words, *(item.words for item in paragraph.items)]
    assert all(text.zh and text.en for text in texts)


def test_only_provincial_organisation_departments_are_addressed(notice, tree):
    line = NoticeAddressee.objects.get(kind=Kind.ORGANISATION)
    assert list(line.units()) == []
    office = add_unit(
        by=OPERATOR, code="99-ZZB", name="中共澜江省委组织部", kind=Kind.ORGANISATION,
        level=Level.PROVINCE, parent=tree.province,
    )  # fmt: skip
    assert list(line.units()) == [office]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_the_notice(notice, request, role):
    client = client_of(request.getfixturevalue(role))
    assert notice.title in client.get(reverse("notices:list")).content.decode()
    page = client.get(reverse("notices:notice", args=[notice.pk])).content.decode()
    assert "这份通知要求11件事" in page
    assert "逐人逐户建档立卡" in page


def test_the_notice_reads_in_english(notice, county_clerk):
    page = client_of(county_clerk, "en").get(reverse("notices:notice", args=[notice.pk])).content.decode()
    assert "one card a household" in page
    assert "Secretary Xi Jinping" in page


def test_only_those_who_report_are_offered_a_report(notice, county_clerk, officer):
    url = reverse("notices:reports:new")
    assert url in client_of(county_clerk).get(reverse("notices:notice", args=[notice.pk])).content.decode()
    assert url not in client_of(officer).get(reverse("notices:notice", args=[notice.pk])).content.decode()


def test_the_number_of_addressees_opens_their_list(notice, county_clerk, tree):
    add_unit(
        by=OPERATOR, code="99-DX", name="澜江大学", kind=Kind.UNIVERSITY, level=Level.PROVINCE,
        parent=tree.province,
    )  # fmt: skip
    client = client_of(county_clerk)
    url = reverse("notices:addressee", args=[notice.pk, 7])
    assert url in client.get(reverse("notices:notice", args=[notice.pk])).content.decode()
    assert "澜江大学" in client.get(url).content.decode()
    assert client.get(reverse("notices:addressee", args=[notice.pk, 99])).status_code == 404


def test_every_thing_asked_that_names_a_door_finds_it_in_the_house():
    names = set(entries.things)
    for door in DOORS.values():
        assert any(name == door or name.startswith(f"{door}:") for name in names), door


def test_an_empty_register_says_so(county_clerk):
    assert "还没有通知" in client_of(county_clerk).get(reverse("notices:list")).content.decode()
