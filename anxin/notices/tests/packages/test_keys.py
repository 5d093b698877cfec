"""Whose keys are trusted, by two people; and the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anxin.ground.access.actions import decide
from anxin.ground.access.models import Approval
from anxin.ground.database.scope import everywhere
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.notices.actions.keys import make_key, propose_key, trust_key
from anxin.notices.models.packages import PackageKey, Way
from tests.cast import client_of

from .carrying import BELOW, be_above

pytestmark = pytest.mark.django_db


def test_a_key_is_trusted_by_two_people(system, security, tree):
    line = BELOW.public.text
    key = propose_key(by=system, line=line, name="安和县", way=Way.BELOW, unit=tree.county, reason="专人送来")
    with pytest.raises(Refused) as no:
        trust_key(by=system, key=key)
    assert no.value.code == "packages.takes_two"
    with everywhere():
        asked = Approval.objects.get(kind="packages.key")
    decide(by=security, approval=asked, agree=True)
    trust_key(by=system, key=key)
    assert list(PackageKey.objects.standing()) == [key]


def test_a_key_that_was_changed_after_the_agreement_is_not_trusted(system, security, tree):
    key = propose_key(
        by=system, line=BELOW.public.text, name="安和县", way=Way.ABOVE, unit=None, reason="送来"
    )
    with everywhere():
        decide(by=security, approval=Approval.objects.get(kind="packages.key"), agree=True)
    key.fingerprint = "0" * 32
    key.save()
    with pytest.raises(Refused):
        trust_key(by=system, key=key)


@pytest.mark.parametrize("way", [Way.ABOVE, Way.BELOW])
def test_a_key_from_below_has_a_unit_and_one_from_above_has_none(system, tree, way):
    unit = tree.county if way == Way.ABOVE else None
    with pytest.raises(Refused) as no:
        propose_key(by=system, line=BELOW.public.text, name="网", way=way, unit=unit, reason="送来")
    assert no.value.code == "packages.key_unit"


def test_the_secret_of_the_house_lies_encrypted(tree):
    from django.db import connection  # noqa: PLC0415

    key = make_key(by=OPERATOR, name="安和县")
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret_line FROM notices_packagekey WHERE id = %s", [key.pk])
        (kept,) = cursor.fetchone()
    assert "AGE-SECRET" not in kept
    assert PackageKey.objects.get(pk=key.pk).secret.public.text == key.line


def test_a_clerk_opens_and_packs_on_the_page(carried, county_clerk):
    browser = client_of(county_clerk)
    wrong = browser.post("/notices/packages/open/", {"file": SimpleUploadedFile("a.anxin", carried[0][:-9])})
    assert wrong.status_code == 422
    assert "第三行" in wrong.content.decode()
    with everywhere():
        assert JournalEntry.objects.filter(act="packages.refused", result="refused").count() == 1
    right = browser.post(
        "/notices/packages/open/", {"file": SimpleUploadedFile("a.anxin", carried[0])}, follow=True
    )
    assert "川组通〔2026〕9号" in right.content.decode()


def test_a_packed_notice_is_handed_over_as_a_file(tree, city_clerk, notice):
    key = be_above(tree)
    answer = client_of(city_clerk).post("/notices/packages/notice/", {"notice": notice.pk, "key": key.pk})
    assert answer.status_code == 200
    assert answer.content.startswith(b"ANXIN-PACKAGE 1\n")
    assert "attachment" in answer["Content-Disposition"]


def test_the_page_of_keys_walks_the_whole_way(system, security, tree):
    browser = client_of(system)
    browser.post("/notices/packages/keys/make/")
    own = PackageKey.objects.own().get()
    assert own.line in browser.get("/notices/packages/keys/").content.decode()
    told = {
        "line": BELOW.public.text,
        "name": "安和县",
        "way": "below",
        "unit": tree.county.code,
        "reason": "送来",
    }
    browser.post("/notices/packages/keys/", told)
    key = PackageKey.objects.partners().get()
    with everywhere():
        asked = Approval.objects.get(kind="packages.key")
    page = client_of(security).get(f"/access/decisions/{asked.pk}/").content.decode()
    assert key.read_out in page
    decide(by=security, approval=asked, agree=True)
    browser.post("/notices/packages/keys/trust/", {"key": key.pk})
    key.refresh_from_db()
    assert key.trusted_at is not None
    browser.post("/notices/packages/keys/end/", {"key": key.pk})
    assert list(PackageKey.objects.standing()) == [own]
