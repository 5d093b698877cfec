"""How lines are put into groups, days and a headline."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from anxin.care.queries import Task
from anxin.desk.festival import WIDTH, Festival, lunar_words, spring
from anxin.desk.lines import CAP, Group, Line, agenda, headline, working_days
from anxin.ground.ui.parts import Link

MONDAY = date(2026, 11, 23)


def line(title: str, days: int | None = None) -> Line:
    due = None if days is None else MONDAY + timedelta(days=days)
    return Line("承诺", title, "", "/", "办理", due)


@pytest.mark.parametrize(
    ("days", "group"),
    [(-1, "late"), (0, "today"), (1, "week"), (6, "week"), (7, "later"), (None, "open")],
)
def test_a_line_stands_in_the_group_of_its_day(days, group):
    (found,) = agenda([line("甲", days)], MONDAY).groups
    assert found.code == group


@pytest.mark.parametrize(("kind", "state"), [("need", "尚无措施"), ("verify", "待核实")])
def test_what_has_no_day_says_what_it_lacks(kind, state):
    with translation.override("zh-hans"):
        found = Line.of(Task(kind, "待核实", "甲", "", None, "/", "办理"))
    assert (found.light, found.state) == ("gap", state)


def test_the_week_ends_on_sunday():
    saturday = MONDAY + timedelta(days=5)
    groups = agenda([line("甲", 6), line("乙", 7)], saturday).groups
    assert [group.code for group in groups] == ["week", "later"]


def test_the_nearest_day_comes_first_and_what_has_no_day_before_what_is_later():
    day = agenda([line("乙", 9), line("甲", 8), line("丙")], MONDAY)
    assert [one.title for one in day.lines] == ["丙", "甲", "乙"]
    assert day.first.title == "丙"


def test_a_leading_group_is_first_and_an_empty_one_is_left_out():
    lead = Group("nobody", "先明确责任人", [line("专责人")], 1)
    day = agenda([line("甲", 0)], MONDAY, lead=[lead, Group("none", "", [], 0)])
    assert [group.code for group in day.groups] == ["nobody", "today"]
    assert (day.total, day.pressing) == (2, 1)


def test_a_long_group_is_cut_but_counted_and_its_days_lead_to_the_group():
    day = agenda([line(f"{n:03}", 8) for n in range(CAP + 5)] + [line("末", 9)], MONDAY)
    (group,) = day.groups
    assert (len(group.lines), group.total) == (CAP, CAP + 6)
    assert day.strip[8].url == "#d2026-12-01"
    assert day.strip[9].url == "#group-later"


def test_links_below_what_has_no_day_count_too():
    day = agenda([line("甲")], MONDAY, more={Link("全部", "/all/", 7): 6})
    (group,) = day.groups
    assert (group.total, len(group.more)) == (7, 1)


def test_fourteen_days_begin_today_with_what_is_overdue():
    strip = agenda([line("甲", -4), line("乙", 0), line("丙", 3), line("丁", 10)], MONDAY).strip
    assert len(strip) == 14
    assert (strip[0].late, strip[0].soon, strip[0].url) == (1, 1, "#group-late")
    assert (strip[3].soon, strip[10].ok) == (1, 1)
    assert [one.off for one in strip[:7]] == [False] * 5 + [True] * 2


@pytest.mark.parametrize(
    ("days", "words"),
    [((-1, 0), "1 due today, 1 overdue"), ((0,), "1 due today"), ((-1,), "1 overdue"), ((3,), "")],
)
def test_the_headline_says_the_job_of_today(days, words):
    with translation.override("en"):
        assert headline(agenda([line(str(n), n) for n in days], MONDAY)) == words


def test_waiting_is_told_in_working_days():
    with translation.override("en"):
        assert working_days(0) == "sent today"
        assert working_days(1) == "1 working day so far"
        assert working_days(8) == "8 working days so far"


def test_the_festival_is_told_from_the_day():
    festival = spring(MONDAY, 46, 12)
    assert (festival.days, festival.day, festival.visited) == (75, date(2027, 2, 6), 34)
    assert festival.split + festival.rest == WIDTH
    assert spring(MONDAY, 0, 0) is None
    with translation.override("en"):
        assert Festival(0, MONDAY, 1, 1).words == "Today is the Spring Festival"


@pytest.mark.parametrize(("unvisited", "split"), [(0, WIDTH), (500, 0), (1, WIDTH - 8), (499, 8)])
def test_the_bar_shows_even_a_little_on_either_side(unvisited, split):
    assert Festival(9, MONDAY, 500, unvisited).split == split


def test_before_the_festival_that_is_planned_for_the_bar_tells_plans_and_not_the_past_year():
    festival = Festival(70, MONDAY, 58, 22, 21)
    assert festival.is_planned_for
    assert festival.settled == 37
    assert festival.split == WIDTH * 37 // 58
    assert Festival(70, MONDAY, 5000, 22, 1000).unplanned_said == "999+"
    assert not Festival(70, MONDAY, 5000, 22, 1000).is_planned_for


def test_the_lunar_day_is_told_in_both_languages():
    with translation.override("zh-hans"):
        assert lunar_words(MONDAY) == "农历十月十五"
    with translation.override("en"):
        assert lunar_words(MONDAY) == "lunar month 10, day 15"


def test_what_the_lines_leave_out_is_counted_in_its_group_and_on_its_day() -> None:
    left_out = {MONDAY - timedelta(3): 40, MONDAY: 2, MONDAY + timedelta(1): 5}
    lines = [line("甲", 0), line("乙", -1), line("丙", 1)]
    day = agenda(lines, MONDAY, left_out=left_out)
    assert (day.late, day.due) == (41, 3)
    assert {group.code: group.total for group in day.groups} == {"late": 41, "today": 3, "week": 6}
    assert day.strip[1].soon == 6
