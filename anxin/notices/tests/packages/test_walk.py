"""A notice is carried from the city's network to the county's, signed for and passed down there, and how many
signed for it is carried back: two networks in one database, one after the other."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.units.models import Level
from anxin.notices import actions
from anxin.notices.actions.opening import open_package
from anxin.notices.actions.packing import pack_notice, pack_receipt
from anxin.notices.delivering import deliver
from anxin.notices.models import Carried, Delivery, Notice, Stand
from anxin.notices.models.packages import PackageKey, Way
from anxin.notices.tests.composed import sent
from tests.cast import client_of, hire

from .carrying import ABOVE, BELOW, be_above, be_below, forged, refused, unsealed

pytestmark = pytest.mark.django_db
HIDDEN = (
    900  # added to the serial of a notice while the database is the other network's, which has not got it
)


@pytest.fixture
def leader_of_city(tree):
    return hire("city_leader", tree.city_office, "leader", "高原")


@pytest.fixture
def of_city(city_clerk, leader_of_city, tree):
    """A notice of the city to everybody below, sent out there, with a day for each level."""
    notice = sent(city_clerk, leader_of_city, receive_by=today() + timedelta(20))
    notice.days.create(level=Level.COUNTY, day=today() + timedelta(5))
    notice.days.create(level=Level.TOWNSHIP, day=today() + timedelta(12))
    return notice


@pytest.fixture
def at_county(tree, city_clerk, county_clerk, of_city):
    """The database is the county's, whose clerk has opened the package: its own copy of the notice."""
    package = pack_notice(by=city_clerk, notice=of_city, key=be_above(tree))
    Notice.objects.filter(pk=of_city.pk).update(serial=of_city.serial + HIDDEN)
    be_below()
    return Notice.objects.get(pk=open_package(by=county_clerk, package=package).package.record)


def own(notice, post):
    return Delivery.objects.get(notice=notice, unit=post.unit)


def signed(notice, post):
    with everywhere():
        return actions.receive(by=post, delivery=own(notice, post))


def passed_down(notice, clerk, leader):
    """The county's own notice, issued to its townships."""
    child = actions.pass_down(by=clerk, delivery=signed(notice, clerk))
    actions.address(by=clerk, notice=child, said=actions.Addressed(level=Level.TOWNSHIP))
    child = actions.approve(by=leader, notice=actions.hand_in(by=clerk, notice=child))
    with everywhere():
        actions.issue(by=clerk, notice=child)
        deliver(child.pk)
    return child


def receipt_from(at_county, county_clerk):
    return pack_receipt(by=county_clerk, notice=at_county, key=PackageKey.objects.get(way=Way.ABOVE))


def back_in_the_city(tree, of_city):
    """The database is the city's again, and its notice bears its number."""
    Notice.objects.filter(unit=None).update(mark="")
    Notice.objects.filter(pk=of_city.pk).update(serial=of_city.serial)
    be_above(tree)


def test_what_came_by_package_waits_to_be_signed_for_with_a_day_for_each_level(at_county, county_clerk):
    mine = own(at_county, county_clerk)
    assert (mine.stand, mine.level, mine.path) == (Stand.WAITING, Level.COUNTY, county_clerk.scope_root.path)
    assert mine.sign_by == today() + timedelta(5)
    client = client_of(county_clerk)
    assert at_county.title in client.get(reverse("notices:cascade:mine")).content.decode()
    answer = client.post(reverse("notices:cascade:sign", args=[at_county.pk]), follow=True)
    assert "不会自动下传" in answer.content.decode()
    assert own(at_county, county_clerk).received_by == county_clerk
    assert Delivery.objects.filter(notice=at_county).count() == 1


def test_it_is_passed_down_signed_for_below_and_told_above(
    tree, of_city, at_county, county_clerk, leader, township_officer, city_clerk
):
    child = passed_down(at_county, county_clerk, leader)
    assert child.items.get().origin == at_county.items.get()
    assert child.sign_by(Level.TOWNSHIP) == today() + timedelta(12)
    assert own(at_county, county_clerk).passed_on == child
    signed(child, township_officer)
    url, key = reverse("notices:packages:receipt"), PackageKey.objects.get(way=Way.ABOVE)
    package = client_of(county_clerk).post(url, {"notice": at_county.pk, "key": key.pk}).content

    told = unsealed(package)
    assert told["levels"] == [{"level": Level.TOWNSHIP, "due": 1, "signed": 1}]
    assert told["receipt"]["document"] == child.document
    assert "河东镇" not in str(told)
    assert "吴晓峰" not in str(told)

    signed_at = own(at_county, county_clerk).received_at
    back_in_the_city(tree, of_city)
    file = SimpleUploadedFile("签收.anxin", package)
    answer = client_of(city_clerk).post(reverse("notices:packages:open"), {"file": file}, follow=True)
    assert of_city.document in answer.content.decode()
    here = own(of_city, county_clerk)
    assert (here.received_at, here.received_by, here.by_another) == (signed_at, city_clerk, True)
    assert own(of_city, township_officer).stand == Stand.WAITING  # its own receipt is in the other network
    page = client_of(city_clerk).get(reverse("notices:cascade:own", args=[of_city.pk])).content.decode()
    assert "数据包报来" in page
    assert f"以{child.document}转发" in page


def test_a_receipt_opened_twice_stands_once_and_an_older_one_takes_nothing_back(
    tree, of_city, at_county, county_clerk, leader, township_officer, city_clerk
):
    child = passed_down(at_county, county_clerk, leader)
    early = receipt_from(at_county, county_clerk)
    signed(child, township_officer)
    late = receipt_from(at_county, county_clerk)
    back_in_the_city(tree, of_city)
    assert not open_package(by=city_clerk, package=late).again
    first = own(of_city, county_clerk).received_at
    assert open_package(by=city_clerk, package=late).again
    assert refused(city_clerk, early) == "packages.receipt_older"
    assert [(one.due, one.signed) for one in Carried.objects.all()] == [(1, 1)]
    assert own(of_city, county_clerk).received_at == first


def test_only_a_notice_that_came_by_package_and_was_signed_for_has_a_receipt(
    tree, of_city, at_county, county_clerk, leader
):
    key = PackageKey.objects.get(way=Way.ABOVE)
    url = reverse("notices:packages:receipt")
    client = client_of(county_clerk)
    assert client.post(url, {"notice": at_county.pk, "key": key.pk}).status_code == 422
    signed(at_county, county_clerk)
    assert client.post(url, {"notice": at_county.pk, "key": key.pk}).status_code == 200
    assert client.post(url, {"notice": of_city.pk, "key": key.pk}).status_code == 422


@pytest.fixture
def told(tree, of_city, at_county, county_clerk, leader):
    """What a true receipt says; the database is the city's."""
    passed_down(at_county, county_clerk, leader)
    found = unsealed(receipt_from(at_county, county_clerk))
    back_in_the_city(tree, of_city)
    return found


def from_below(told, **changed):
    return forged(told | changed, kind="receipt", by=BELOW, to=ABOVE)


@pytest.mark.parametrize(
    "changed",
    [
        {"signed": {"received_at": None}},
        {"signed": {"received_at": 20261128}},
        {"signed": {"received_at": "2026-11-28T10:00:00"}},
        {"signed": {"received_at": str(now() + timedelta(days=3))}},
        {"receipt": {"document": "安组通", "as_of": str(now() + timedelta(days=3))}},
        {"receipt": {"document": "x" * 41, "as_of": str(now())}},
        {"levels": [{"level": 3, "due": 1, "signed": 1}]},
        {"levels": [{"level": 4, "due": 1, "signed": 2}]},
        {"levels": [{"level": 4, "due": -1, "signed": -1}]},
        {"levels": [{"level": 4, "due": 1, "signed": 1}] * 2},
        {"levels": [{"level": 4, "due": 1, "signed": 1, "unit": "990102101"}]},
        {"more": 1},
    ],
)
def test_a_receipt_that_does_not_hold_together_leaves_nothing_behind(told, city_clerk, changed):
    assert refused(city_clerk, from_below(told, **changed)) == "packages.content"


def test_a_receipt_is_taken_for_ones_own_notice_from_the_unit_that_its_key_stands_for(
    told, tree, city_clerk, of_city
):
    assert refused(city_clerk, from_below(told, unit=tree.neighbour_office.code)) == "packages.unit_unknown"
    other = told["notice"] | {"serial": 77}
    assert refused(city_clerk, from_below(told, notice=other)) == "packages.notice_unknown"
    assert refused(city_clerk, from_below(told, unit=tree.county.code)) == "packages.not_sent_out"
    PackageKey.objects.partners().update(way=Way.ABOVE, unit=None)
    assert refused(city_clerk, from_below(told)) == "packages.kind"
