"""A notice goes down between two networks, each with a register of its own."""

import io
import uuid

import pytest
from django.urls import reverse

from anxin.ground.database.scope import everywhere, holder
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.notices.actions.composing import Attached, keep_attachment
from anxin.notices.actions.keys import end_key, make_key
from anxin.notices.actions.opening import open_package
from anxin.notices.actions.packing import pack_notice
from anxin.notices.models import (
    Notice,
    NoticeAttachment,
    NoticeState,
)
from anxin.notices.models.packages import Package, PackageKey, Way
from anxin.notices.packages.faults import BadPackage
from anxin.notices.packages.keys import SecretKey
from tests.cast import client_of

from .carrying import as_told, be_above, be_below, forged, refused

pytestmark = pytest.mark.django_db


def test_a_notice_goes_down_whole(carried, county_clerk):
    package, told = carried
    done = open_package(by=county_clerk, package=package)
    here = Notice.objects.get(pk=done.package.record)
    assert not done.again
    assert as_told(here) == told
    assert (here.document, here.issuer, here.state) == ("川组通〔2026〕9号", "中共澜川市委组织部", "issued")
    assert here.unit is None


def test_its_files_go_along_and_are_only_ever_saved(tree, city_clerk, county_clerk, notice):
    said = Attached("摸底情况表", "附件1.html", "text/html", io.BytesIO(b"%PDF-1.7 a form"))
    holder(str(city_clerk.pk), str(city_clerk.unit_id), city_clerk.area)
    kept = keep_attachment(by=city_clerk, notice=notice, order=1, said=said)
    package = pack_notice(by=city_clerk, notice=notice, key=be_above(tree))
    kept.delete()
    notice.delete()
    be_below()
    holder(str(county_clerk.pk), str(county_clerk.unit_id), county_clerk.area)
    done = open_package(by=county_clerk, package=package)
    here = NoticeAttachment.objects.get(notice=done.package.record)
    answer = client_of(county_clerk).get(reverse("notices:attachment", args=[here.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a form"
    assert answer["Content-Type"] == "application/octet-stream"
    assert here.title == kept.title


def test_replay_changes_nothing(carried, county_clerk):
    package, _told = carried
    first = open_package(by=county_clerk, package=package)
    with everywhere():
        entries = JournalEntry.objects.count()
    assert entries
    second = open_package(by=county_clerk, package=package)
    assert second.again
    assert second.package == first.package
    assert (Notice.objects.count(), Package.objects.count()) == (1, 1)
    with everywhere():
        assert JournalEntry.objects.count() == entries


def test_the_same_words_in_another_package_change_nothing(carried, county_clerk):
    package, told = carried
    open_package(by=county_clerk, package=package)
    assert open_package(by=county_clerk, package=forged(told)).again
    assert Notice.objects.count() == 1


def test_other_words_under_the_same_number_are_refused(carried, county_clerk):
    package, told = carried
    open_package(by=county_clerk, package=package)
    other = told | {"notice": told["notice"] | {"title": "另一份"}}
    assert refused(county_clerk, forged(other)) == "packages.notice_stands"


def test_a_forged_package_leaves_nothing_behind(carried, county_clerk):
    package, _told = carried
    assert refused(county_clerk, package[:-1]) == "packages.signature"
    assert refused(county_clerk, package[:300]) in ("packages.head", "packages.signature")
    assert refused(county_clerk, b"") == "packages.not_a_package"


def test_a_key_that_nobody_took_in_is_named(carried, county_clerk):
    stranger = SecretKey.make()
    package = forged(carried[1], by=stranger)
    assert refused(county_clerk, package) == "packages.unknown_signer"
    with pytest.raises(BadPackage, match=stranger.public.fingerprint[:4]):
        open_package(by=county_clerk, package=package)


def test_a_key_that_waits_for_the_second_person_is_not_trusted(carried, county_clerk):
    PackageKey.objects.partners().update(trusted_at=None)
    assert refused(county_clerk, carried[0]) == "packages.unknown_signer"


def test_a_key_that_is_no_longer_trusted_opens_nothing(carried, county_clerk):
    end_key(by=county_clerk, key=PackageKey.objects.partners().get())
    assert refused(county_clerk, carried[0]) == "packages.ended_signer"


def test_a_package_for_somebody_else_is_refused(carried, county_clerk):
    other = forged(carried[1], recipient=SecretKey.make().public.fingerprint)
    assert refused(county_clerk, other) == "packages.for_another"


def test_a_key_that_was_replaced_still_opens_what_was_on_its_way(carried, county_clerk):
    make_key(by=OPERATOR, name="安和县")
    assert not open_package(by=county_clerk, package=carried[0]).again


def test_no_notice_comes_from_below(carried, county_clerk, tree):
    PackageKey.objects.partners().update(way=Way.BELOW, unit=tree.town)
    assert refused(county_clerk, carried[0]) == "packages.kind"


@pytest.mark.parametrize(
    ("piece", "change"),
    [
        ("notice", {"title": "x" * 201}),
        ("notice", {"title": ["x"]}),
        ("notice", {"issued_on": "2026-13-01"}),
        ("notice", {"issued_on": 20261101}),
        ("notice", {"year": -1}),
        ("notice", {"id": str(uuid.uuid4())}),
        ("notice", {"state": "draft"}),
        ("items", {"asks": "rank"}),
        ("items", {"in": 5}),
        ("items", {"order": "1; DROP TABLE"}),
        ("addressees", {"kind": "family"}),
        ("paragraphs", {"words": "a\x00b"}),
        ("days", {"level": 9}),
        ("days", {"day": "morgen"}),
        ("attachments", {"data": "no base64"}),
        ("attachments", {"name": "a" * 121}),
        ("attachments", {"kind": "text/html"}),
    ],
)
def test_content_that_no_register_could_hold_is_refused_with_its_place(carried, county_clerk, piece, change):
    told = carried[1]
    told = told | {"attachments": [{"order": 1, "title": "附件", "name": "a.pdf", "data": "JVBERg=="}]}
    was = told[piece]
    told = told | {piece: was | change if isinstance(was, dict) else [was[0] | change, *was[1:]]}
    package = forged(told)
    assert refused(county_clerk, package) == "packages.content"
    with pytest.raises(BadPackage, match=piece):
        open_package(by=county_clerk, package=package)


@pytest.mark.parametrize(
    ("piece", "change"),
    [("notice", {"issued_on": None}), ("items", {"order": 2}), ("items", {"deaths_since": 2000})],
)
def test_content_that_does_not_hold_together_is_refused(carried, county_clerk, piece, change):
    told = carried[1]
    was = told[piece]
    told = told | {piece: was | change if isinstance(was, dict) else [was[0] | change, *was[1:]]}
    assert refused(county_clerk, forged(told)) == "packages.content"


def test_a_draft_is_not_packed_nor_a_notice_for_another_area(tree, city_clerk, county_clerk, notice):
    key = be_above(tree)
    Notice.objects.filter(pk=notice.pk).update(state=NoticeState.APPROVED)
    with pytest.raises(Refused) as no:
        pack_notice(by=city_clerk, notice=notice, key=key)
    assert no.value.code == "packages.not_issued"
    PackageKey.objects.filter(pk=key.pk).update(unit=tree.neighbour)
    with pytest.raises(Refused) as no:
        pack_notice(by=county_clerk, notice=notice, key=PackageKey.objects.get(pk=key.pk))
    assert no.value.code == "packages.not_this_key"


def test_without_an_own_key_nothing_is_packed(tree, city_clerk, notice):
    key = be_above(tree)
    PackageKey.objects.own().update(ended_at=now())
    with pytest.raises(Refused) as no:
        pack_notice(by=city_clerk, notice=notice, key=key)
    assert no.value.code == "packages.no_own_key"
