"""Counselling: hours under a number that name nobody; notes that only their writer opens."""

from datetime import timedelta

import pytest
from django.urls import reverse

from anxin.ground.access.actions import appoint
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR, request_id
from anxin.ground.journal.models import JournalEntry
from anxin.officers.actions import (
    Hours,
    book_hour,
    end_counsellor,
    give_up_hour,
    name_counsellor,
    offer_hours,
    settle_hour,
    withdraw_hour,
)
from anxin.officers.models import BOOKING_MOVES, Booking, Counsellor, Slot
from anxin.officers.queries import booking_by, free_hours, quarter_begun, range_of
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsellor(county_clerk, health_desk, tree):
    return name_counsellor(by=county_clerk, post=health_desk, unit=tree.county)


@pytest.fixture
def slots(counsellor, health_desk):
    hours = Hours(now() + timedelta(days=2), 3, 50, "县医院三楼")
    return offer_hours(by=health_desk, counsellor=counsellor, hours=hours)


@pytest.fixture
def booking(slots, officer):
    return book_hour(by=officer, slot_id=slots[0].pk)


def gone_by(booking):
    Slot.objects.filter(pk=booking.slot_id).update(
        starts_at=now() - timedelta(hours=1), ends_at=now() - timedelta(minutes=10)
    )
    return Booking.objects.select_related("slot__counsellor").get(pk=booking.pk)


def refusal(act):
    with pytest.raises(Refused) as no:
        act()
    return no.value.code


# Who may be a counsellor


def test_a_counsellor_is_named_for_a_unit_and_all_below_it(counsellor, tree):
    assert list(Counsellor.objects.current().for_unit(tree.town)) == [counsellor]
    assert not Counsellor.objects.current().for_unit(tree.neighbour).exists()


@pytest.mark.parametrize("role", ["clerk", "leader"])
def test_nobody_who_assesses_people_is_a_counsellor(county_clerk, health_desk, tree, role):
    appoint(by=OPERATOR, account=health_desk.account, unit=tree.county_office, role=role, name="宋岚")

    assert (
        refusal(lambda: name_counsellor(by=county_clerk, post=health_desk, unit=tree.county))
        == "officers.counsellor_apart"
    )


def test_a_clerk_names_no_counsellor_outside_the_scope(county_clerk, health_desk, tree):
    act = lambda: name_counsellor(by=county_clerk, post=health_desk, unit=tree.neighbour)  # noqa: E731

    assert refusal(act) == "officers.unit_out_of_scope"


def test_a_counsellor_is_named_once(counsellor, county_clerk, health_desk, tree):
    act = lambda: name_counsellor(by=county_clerk, post=health_desk, unit=tree.town)  # noqa: E731

    assert refusal(act) == "officers.counsellor_named"


def test_the_naming_does_not_end_before_booked_hours_are_settled(counsellor, county_clerk, booking):
    assert (
        refusal(lambda: end_counsellor(by=county_clerk, counsellor=counsellor))
        == "officers.hours_still_booked"
    )


def test_the_end_of_a_naming_takes_the_free_hours_along(counsellor, county_clerk, slots, tree):
    end_counsellor(by=county_clerk, counsellor=counsellor)

    assert not free_hours(tree.town).exists()


# Hours


def test_hours_are_offered_in_a_row_and_seen_by_those_they_are_for(slots, tree):
    assert [slot.starts_at for slot in free_hours(tree.town)] == [slot.starts_at for slot in slots]
    assert not free_hours(tree.neighbour).exists()


@pytest.mark.parametrize(
    ("begin", "code"),
    [
        (timedelta(hours=-1), "officers.hours_not_ahead"),
        (timedelta(days=90), "officers.hours_not_ahead"),
        (timedelta(days=2, minutes=30), "officers.hours_overlap"),
    ],
)
def test_hours_past_too_far_ahead_or_twice_are_refused(counsellor, health_desk, slots, begin, code):
    hours = Hours(now() + begin, 1, 50, "电话")

    assert refusal(lambda: offer_hours(by=health_desk, counsellor=counsellor, hours=hours)) == code


def test_nobody_offers_hours_in_another_ones_name(counsellor, county_clerk):
    hours = Hours(now() + timedelta(days=1), 1, 50, "电话")

    assert (
        refusal(lambda: offer_hours(by=county_clerk, counsellor=counsellor, hours=hours))
        == "officers.not_your_hours"
    )


# Bookings


def test_a_booking_is_found_by_its_number_alone(booking):
    assert booking_by(booking.spoken) == booking
    assert booking_by("") is None


def test_nothing_in_the_tables_or_in_the_journal_says_who_booked(booking, officer):
    entries = JournalEntry.objects.filter(act="officers.hour_booked")
    with everywhere():
        found = list(entries.values())
    held = {str(value) for entry in found for value in (*entry.values(), *entry["details"].values())}
    held |= {str(getattr(booking, field.attname)) for field in Booking._meta.concrete_fields}

    assert [(entry["by"], entry["account"]) for entry in found] == [(None, None)]
    assert held & {str(officer.pk), str(officer.account_id), str(officer.unit_id), officer.name} == set()


def test_the_entry_of_a_booking_bears_another_request_id_than_its_request(slots, officer):
    token = request_id.set("of-the-browser")
    book_hour(by=officer, slot_id=slots[0].pk)
    request_id.reset(token)

    with everywhere():
        entry = JournalEntry.objects.get(act="officers.hour_booked")
    assert entry.request_id not in ("", "of-the-browser")


def test_an_hour_is_taken_once(booking, officer, tree):
    assert booking.slot not in free_hours(tree.town)
    assert refusal(lambda: book_hour(by=officer, slot_id=booking.slot_id)) == "officers.hour_gone"


def test_an_hour_given_up_is_free_again(booking, officer, tree):
    give_up_hour(by=officer, booking=booking)

    assert booking.slot in free_hours(tree.town)
    assert book_hour(by=officer, slot_id=booking.slot_id).number != booking.number


def test_hours_of_another_area_cannot_be_booked(slots, tree):
    stranger = hire("stranger", tree.neighbour, "officer", "龙平")

    assert refusal(lambda: book_hour(by=stranger, slot_id=slots[0].pk)) == "officers.hour_gone"


def test_whoever_booked_reads_why_an_hour_was_withdrawn(booking, health_desk):
    withdraw_hour(by=health_desk, slot=booking.slot, why="当天出诊")

    found = booking_by(booking.number)
    assert (found.state, found.why) == ("withdrawn", "当天出诊")


def test_a_booked_hour_is_not_withdrawn_without_a_reason(booking, health_desk):
    assert refusal(lambda: withdraw_hour(by=health_desk, slot=booking.slot)) == "lifecycle.reason_missing"


def test_the_page_of_an_hour_offers_nothing_that_would_be_refused(booking, health_desk):
    browser, address = client_of(health_desk, "en"), reverse("officers:booking", args=[booking.pk])
    settle = reverse("officers:booking_settle", args=[booking.pk])
    page = browser.get(address).content.decode()
    assert "no passphrase yet" in page  # and not that a key is closed which nobody made
    assert settle not in page
    gone_by(booking)
    assert settle in browser.get(address).content.decode()


def test_what_became_of_an_hour_is_said_once_it_has_begun(booking, health_desk):
    act = lambda: settle_hour(by=health_desk, booking=booking, came=True)  # noqa: E731
    assert refusal(act) == "officers.hour_ahead"

    assert settle_hour(by=health_desk, booking=gone_by(booking), came=True).state == "kept"


STATES = [state.value for state in Booking.State]
MOVES = {
    "kept": lambda booking, desk, officer: settle_hour(by=desk, booking=booking, came=True),
    "missed": lambda booking, desk, officer: settle_hour(by=desk, booking=booking, came=False),
    "cancelled": lambda booking, desk, officer: give_up_hour(by=officer, booking=booking),
}


@pytest.mark.parametrize("to", sorted(MOVES))
@pytest.mark.parametrize("start", STATES)
def test_bookings_move_as_the_table_says_and_not_otherwise(booking, health_desk, officer, start, to):
    booking = gone_by(booking)
    Booking.objects.filter(pk=booking.pk).update(state=start)
    act = lambda: MOVES[to](booking, health_desk, officer)  # noqa: E731

    if (start, to) in BOOKING_MOVES:
        assert act().state == to
    else:
        assert refusal(act) == "lifecycle.moved_on"
        assert Booking.objects.get(pk=booking.pk).state == start


# Pages


def test_an_officer_books_on_a_phone_and_is_shown_the_number_once(slots, officer):
    browser = client_of(officer)

    page = browser.post("/officers/counselling/", {"hour": str(slots[0].pk)})

    booking = Booking.objects.get()
    assert booking.spoken in page.content.decode()
    assert booking.number not in str(dict(browser.session))
    assert booking.spoken not in browser.get("/officers/counselling/").content.decode()


def test_a_booking_is_looked_up_and_given_up_by_its_number(booking, officer):
    browser = client_of(officer)
    page = browser.post("/officers/counselling/number/", {"number": booking.spoken})
    assert "县医院三楼" in page.content.decode()

    browser.post("/officers/counselling/number/", {"number": booking.number, "give_up": "yes"})

    assert Booking.objects.get().state == "cancelled"


def test_an_hour_that_is_gone_is_told_and_the_others_are_shown(booking, officer):
    page = client_of(officer).post("/officers/counselling/", {"hour": str(booking.slot_id)})

    assert page.status_code == 422
    assert "已被" in page.content.decode()


def test_a_desk_that_is_no_counsellor_finds_no_diary(tree):
    civil = hire("civil_desk", tree.civil, "desk", "王静怡")

    assert "您没有被确定为心理咨询师" in client_of(civil).get("/officers/counsel/").content.decode()


# What managers learn


@pytest.mark.parametrize(("count", "told"), [(0, (0, 9)), (9, (0, 9)), (10, (10, 19)), (120, (100, None))])
def test_the_use_is_told_as_a_range(count, told):
    assert range_of(count) == told


def test_the_use_is_told_once_a_quarter_is_over():
    assert quarter_begun(today().replace(month=5, day=17)) == today().replace(month=4, day=1)


def test_of_few_people_nothing_is_told(counsellor, county_clerk, tree):
    page = client_of(county_clerk).get("/officers/counsellors/").content.decode()

    assert "不显示" in page
    assert "0–9" not in page
