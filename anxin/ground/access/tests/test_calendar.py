"""The system administrator enters a year's free and working days; every process reckons with them at once."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anxin.ground.database.scope import everywhere
from anxin.ground.days import workdays
from anxin.ground.days.clock import today
from anxin.ground.days.models import OfficeDay
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db
YEAR = today().year + 1
FREE, WORK = date(YEAR, 3, 3), date(YEAR, 3, 6 + (5 - date(YEAR, 3, 6).weekday()) % 7)


@pytest.fixture(autouse=True)
def _published_days_alone():
    yield
    workdays.use({})


@pytest.fixture
def system(tree):
    return client_of(hire("system", tree.county_office, "system", "罗成"), "en")


def send(browser, year=YEAR, **given):
    return browser.post(reverse("access:calendar_year", args=[year]), {"sure": "on", **given})


def kept():
    return {row.day: row.works for row in OfficeDay.objects.all()}


def test_the_festival_stands_beside_each_day(system):
    page = system.get(reverse("access:calendar_year", args=[YEAR])).content.decode()
    for name in ("Spring Festival", "Qingming", "Dragon Boat Festival", "National Day"):
        assert name in page


def test_days_and_stretches_are_read_as_they_stand_in_the_notice(system):
    free = f"{YEAR}-02-05至{YEAR}-02-07\n{YEAR}年3月3日"
    assert send(system, free=free, work=str(WORK)).status_code == 302
    assert kept() == {
        date(YEAR, 2, 5): False, date(YEAR, 2, 6): False, date(YEAR, 2, 7): False, FREE: False, WORK: True,
    }  # fmt: skip


def test_every_due_day_is_reckoned_with_it_at_once(system, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(system, free=str(FREE), work=str(WORK))
    assert not workdays.is_working_day(FREE)
    assert workdays.is_working_day(WORK)
    assert workdays.standing(YEAR) == "office"


def test_a_file_takes_the_place_of_the_boxes(system):
    lines = f"﻿# {YEAR}\n{FREE},free\n{WORK},班\n".encode()
    send(system, free=f"{YEAR}-05-05", file=SimpleUploadedFile("days.csv", lines))
    assert kept() == {FREE: False, WORK: True}


@pytest.mark.parametrize(
    "line", ["2027-02-30", "yesterday", "2027-02", "2027-02-07至2027-02-05", "2027-01-01至2027-12-31"]
)
def test_a_slip_is_named_and_nothing_is_saved(system, line):
    page = send(system, free=line)
    assert line.split("至")[0] in page.content.decode()
    assert not kept()


@pytest.mark.parametrize("lines", ["2027-02-09,frei", "9.2.,free", "2027-02-09"])
def test_a_slip_in_the_file_refuses_all_of_it(system, lines):
    send(system, file=SimpleUploadedFile("days.csv", f"{FREE},free\n{lines}".encode()))
    assert not kept()


def test_a_day_is_not_both_and_lies_in_its_year(system):
    assert "both free and" in send(system, free=str(FREE), work=str(FREE)).content.decode()
    assert "in the year of this page" in send(system, free=f"{YEAR + 1}-03-03").content.decode()
    assert not kept()


def test_with_both_boxes_empty_the_year_is_as_published_again(system):
    send(system, free=str(FREE))
    send(system, free="", work="")
    assert not kept()


def test_whoever_enters_one_holiday_does_not_lose_the_others_unawares(system):
    page = send(system, free=str(FREE), sure="")
    assert date(YEAR, 1, 1) in page.context["form"].lost
    assert not kept()
    free = [*page.context["form"].lost, FREE]
    assert send(system, free="\n".join(map(str, free)), sure="").status_code == 302
    assert kept() == dict.fromkeys(sorted(free), False)


def test_a_published_year_is_shown_ready_to_be_changed(system):
    page = system.get(reverse("access:calendar_year", args=[2026])).content.decode()
    assert "2026-10-01" in page
    assert "2026-10-10" in page
    assert "as published" in page


def test_who_entered_it_stands_in_the_journal_and_others_may_not(system, county_clerk, tree):
    send(system, free=str(FREE))
    with everywhere():
        (entry,) = JournalEntry.objects.filter(act="access.calendar_set")
    assert entry.details == {"year": YEAR, "free": 1, "work": 0}
    for post in (county_clerk, hire("security", tree.county_office, "security", "安宁")):
        assert send(client_of(post), free=str(FREE)).status_code == 403
