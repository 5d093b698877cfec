from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from anxin.ground.days.partial import PartialDate
from anxin.ground.ui import masks
from anxin.ground.ui.calendar_words import distance

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "light", "words"),
    [
        (date(2026, 11, 19), "late", "2 working days overdue"),
        (date(2026, 11, 22), "late", "1 working day overdue"),
        (MONDAY, "soon", "today"),
        (date(2026, 11, 26), "soon", "3 working days left"),
        (date(2026, 11, 27), "ok", "4 working days left"),
    ],
)
def test_a_due_day_says_how_many_working_days_are_left(due: date, light: str, words: str) -> None:
    found = distance(due, MONDAY)
    assert (found.light, found.words) == (light, words)


def test_a_weekend_leaves_no_working_day_and_is_never_nought_days() -> None:
    assert distance(date(2026, 11, 29), date(2026, 11, 28)).words == "no working day left"
    assert distance(date(2026, 11, 28), date(2026, 11, 29)).words == "overdue"


def test_days_are_written_for_tables_lists_and_papers(render: Callable[..., str]) -> None:
    assert render("{{ d|day }}", d=MONDAY) == '<time datetime="2026-11-23">2026-11-23</time>'
    assert "Monday 23 November 2026" in render("{{ d|longday }}", d=MONDAY)
    assert "11-23" in render("{{ d|shortday }}", d=MONDAY)
    assert render("{{ d|day }}{{ d|longday }}{{ d|shortday }}{{ d|moment }}{{ d|partial }}", d=None) == ""


def test_a_day_of_another_year_names_it_once_it_is_far_off(render: Callable[..., str], settings: Any) -> None:
    settings.ANXIN_TODAY = MONDAY
    told = {"2025-09-01": date(2025, 9, 1), "2027-06-01": date(2027, 6, 1)}
    assert all(f">{words}<" in render("{% due d %}", d=day) for words, day in told.items())
    assert ">01-04<" in render("{% due d %}", d=date(2027, 1, 4))  # the next weeks need no year


def test_an_instant_is_shown_in_the_time_of_china(render: Callable[..., str]) -> None:
    late = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert render("{{ d|day }}", d=late).endswith(">2026-11-23</time>")
    assert "23 November, 00:30" in render("{{ d|moment }}", d=late)
    assert "2025" in render("{{ d|moment }}", d=datetime(2025, 1, 1, tzinfo=UTC))


def test_a_partial_date_shows_only_what_is_known(render: Callable[..., str]) -> None:
    assert render("{{ d|partial }}", d=PartialDate(1971, 11)) == "1971-11"
    assert render("{{ d|partial }}", d=PartialDate(1951, 1, 15, "lunar")) == "lunar 1951-01-15"


@pytest.mark.parametrize(
    ("fen", "words"), [(123082000, "1,230,820.00"), (5, "0.05"), (0, "0.00"), (-62450, "-624.50"), (None, "")]
)
def test_fen_are_shown_as_yuan(render: Callable[..., str], fen: int | None, words: str) -> None:
    assert render("{{ f|yuan }}", f=fen) == words


def test_masks_keep_only_the_ends() -> None:
    assert masks.masked_id("99010119491231002X") == "9****************X"
    assert masks.masked_id("12345678") == "********"
    assert masks.masked_phone("138 0000 1234") == "138****1234"
    assert masks.masked_phone("0599-6201234") == "*********34"
    assert masks.masked_name("周明远") == "周**"
    assert masks.masked_name("欧阳志远") == "欧阳**"


def test_a_date_known_in_part_is_written_as_it_is_read(render: Callable[..., str]) -> None:
    said = "{% load i18n %}{% language 'zh-hans' %}{{ d|partial_words }}{% endlanguage %}"
    known = (PartialDate(2015), PartialDate(2023, 7), PartialDate(2023, 7, 9))
    assert [render(said, d=one) for one in known] == ["2015年", "2023年7月", "2023年7月9日"]
    assert render("{{ d|partial_words }}", d=PartialDate(2023, 7)) == "July 2023"
    assert render("{{ d|partial_words }}", d=None) == ""


def test_large_numbers_are_grouped(render: Callable[..., str]) -> None:
    assert render("{{ n|grouped }} {{ m|grouped }}", n=650_000, m=None) == "650,000 "
