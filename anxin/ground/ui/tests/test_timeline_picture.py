"""The care timeline as it is drawn: whatever a family brings, its words stay apart and the picture small."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from anxin.ground.ui.gallery_timeline import TIMELINE
from anxin.ground.ui.pictures import ink
from anxin.ground.ui.pictures.spans import MARK_SIGNS, Bar, Dot, Flag, Gone, Lane, Timeline
from anxin.ground.ui.pictures.timeline import LIMIT, Scale, timeline, timeline_on_paper

from .reading_svg import NS, check_words, texts

TODAY = date(2026, 11, 23)
START, END = date(2024, 11, 23), date(2036, 11, 23)

_word = st.text("周陈欧阳abc，·0123 满岁待遇复核升学", min_size=1, max_size=24)
_day = st.dates(START - timedelta(400), END + timedelta(400))
_flag = st.builds(Flag, _day, _word, st.sampled_from(list(MARK_SIGNS)), st.booleans())
_dot = st.builds(Dot, _day, st.booleans())


@st.composite
def _bars(draw: st.DrawFn) -> Bar:
    start = draw(_day)
    end = draw(st.none() | st.integers(0, 4000).map(lambda n: start + timedelta(n)))
    return Bar(draw(_word), start, end, draw(st.sampled_from(["done", "way", "gap"])))


_lane = st.builds(
    Lane, _word, _word, st.lists(_flag, max_size=40).map(tuple), st.lists(_dot, max_size=30).map(tuple),
    st.lists(_bars(), max_size=9).map(tuple), st.lists(_word, max_size=2).map(tuple),
    st.lists(_word, max_size=1).map(tuple),
)  # fmt: skip
_families = st.lists(_lane, min_size=1, max_size=12).map(
    lambda lanes: Timeline(
        "关爱时间轴", tuple(lanes), START, TODAY, END, (Gone(date(2025, 7, 2), "殉职"),) * 2
    )
)


@settings(max_examples=120, deadline=None)
@given(_families)
def test_no_family_is_too_large_or_its_days_too_dense_to_be_read(picture: Timeline) -> None:
    svg = timeline(picture)
    check_words(svg)
    assert len(svg.encode()) <= LIMIT


def test_the_densest_family_gives_up_labels_then_bars_and_says_how_many_are_in_the_table_only() -> None:
    said = "满岁待遇复核升学周陈欧阳周陈欧阳满岁待遇复核升学"
    days = [START + timedelta(100 * n) for n in range(1, 41)]
    bars = tuple(Bar(said, day, day + timedelta(300), "way") for day in days[::4])
    flags, dots = tuple(Flag(day, said, "review") for day in days), tuple(Dot(day, True) for day in days)
    lane = Lane(said, said, flags, dots, bars, (said, said), (said,))
    svg = timeline(Timeline("密", (lane,) * 12, START, TODAY, END))
    check_words(svg)
    assert len(svg.encode()) <= LIMIT
    with translation.override("en"):
        fewer = timeline(Timeline("密", (replace(lane, hints=(), gaps=()),) * 5, START, TODAY, END))
    check_words(fewer)
    assert len(fewer.encode()) <= LIMIT
    assert fewer.count("more in the table") == 5


def test_twelve_people_with_many_days_stay_within_the_limit_and_nothing_is_lost_from_the_count() -> None:
    days = [TODAY + timedelta(60 * n) for n in range(1, 70)]
    flags = tuple(Flag(day, "满18岁，待遇复核", "review") for day in days)
    picture = Timeline("密", tuple(Lane(f"人{n}", "子，8岁", flags) for n in range(12)), START, TODAY, END)
    svg = timeline(picture)
    check_words(svg)
    assert len(svg.encode()) <= LIMIT
    said = [text for text, _box in texts(ElementTree.fromstring(svg)) if "待遇复核" in text]
    counted = sum(1 + int((re.search(r" \+(\d+)$", text) or [0, 0])[1]) for text in said)
    assert counted == 12 * len([day for day in days if day <= END])


def test_a_day_stands_where_it_falls_and_its_words_beside_it() -> None:
    svg = timeline(TIMELINE)
    scale = Scale(TIMELINE.start, TIMELINE.end)
    flag = next(flag for _lane, flag in TIMELINE.flags if flag.words.startswith("满80岁"))
    place = next(box for said, box in texts(ElementTree.fromstring(svg)) if "满80岁" in said)
    assert 0 < place[0] - scale.at(flag.on) < 12


def test_a_mark_tells_its_kind_by_its_shape_and_a_bar_its_state_by_its_line() -> None:
    svg = timeline(TIMELINE)
    assert f'fill="{ink.PAPER}"' in svg
    assert 'stroke-dasharray="6 3"' in svg
    assert 'stroke-dasharray="1.5 3"' in svg


def test_a_day_that_may_move_has_a_dashed_pole_and_says_about() -> None:
    flag = Flag(date(2030, 9, 1), "升大学", "study", expected=True)
    svg = timeline(replace(TIMELINE, lanes=(Lane("周雨桐", "女", (flag,)),)))
    assert "about 2030-09 升大学" in svg
    assert 'stroke-dasharray="3 3"' in svg


def test_days_of_one_moment_share_a_flag_under_the_mark_that_weighs_most() -> None:
    on = date(2030, 5, 18)
    lane = Lane("周雨桐", "女", (Flag(on, "满18岁", "age"), Flag(on, "待遇复核", "review")))
    said = [text for text, _box in texts(ElementTree.fromstring(timeline(replace(TIMELINE, lanes=(lane,)))))]
    assert "2030-05 待遇复核, 满18岁" in said


def test_a_family_never_sees_what_is_missing() -> None:
    svg = timeline(TIMELINE.for_family())
    assert ink.LATE not in svg
    assert "待核" not in svg
    assert "遗属补助" in svg  # what is in place stays


def test_the_timeline_is_titled_described_and_needs_no_style_sheet() -> None:
    root = ElementTree.fromstring(timeline(TIMELINE))
    assert root.findtext(f"{NS}title") == TIMELINE.title
    assert "18" in (root.findtext(f"{NS}desc") or "")
    svg = timeline(TIMELINE)
    assert "<style" not in svg
    assert "style=" not in svg


def test_words_of_a_timeline_cannot_become_markup() -> None:
    bad = '<script>"&'
    lane = Lane(bad, bad, (Flag(TODAY, bad, "age"),), (), (Bar(bad, START, None, "gap"),), (bad,), (bad,))
    svg = timeline(Timeline(bad, (lane,), START, TODAY, END, (Gone(TODAY, bad),)))
    assert "<script" not in svg
    ElementTree.fromstring(svg)


def test_words_of_what_is_to_come_do_not_run_back_over_the_line_of_today() -> None:
    days = [TODAY + timedelta(90 * n) for n in range(1, 8)]
    flags = tuple(Flag(day, "turns 16, entitlement review", "review") for day in days)
    picture = Timeline("t", (Lane("A", "son, aged 15", flags),), START, TODAY, END)
    now = Scale(START, END).at(TODAY)
    said = [box for text, box in texts(ElementTree.fromstring(timeline(picture))) if "turns" in text]
    assert said
    assert all(box[0] > now for box in said)


def test_the_day_of_a_death_is_told_whole_with_its_words_apart() -> None:
    picture = Timeline(
        "t", (Lane("A", "son"),), START, TODAY, END, (Gone(date(2022, 11, 2), "died on duty"),) * 2
    )
    with translation.override("en"):
        svg = timeline(picture)
    check_words(svg)
    assert svg.count("2022-11-02 died on duty<") == 2


def test_what_is_missing_comes_first_and_says_since_when() -> None:
    gap = Bar("就医：尚无措施", TODAY, TODAY, "gap", waits=True)
    bars = (Bar("家庭医生签约", START, END, "done"), gap)
    found = Timeline("t", (Lane("A", "子", bars=bars),), START, TODAY, END).bars
    with translation.override("zh-hans"):
        assert [bar.days_words for _lane, bar in found] == ["2026-11-23起", "2024-11-23至2036-11-23"]


def test_on_paper_the_picture_brings_what_its_signs_mean() -> None:
    with translation.override("zh-hans"):
        svg = timeline_on_paper(TIMELINE)
        check_words(svg)
    said = {text for text, _box in texts(ElementTree.fromstring(svg))}
    assert {"走访见到本人", "已落实", "推进中", "待遇复核"} <= said
