"""What is wrong is found in its cell; what merely looks odd is left alone."""

from pathlib import Path

import pytest

from .books import OFFICER, REGISTER, SURVEY, codes, look_through, member, number

HEAD = number("19780711")


@pytest.mark.parametrize(
    ("said", "column", "code"),
    [
        ({"name": None}, "D", "missing_name"),
        ({"relation": None}, "C", "missing_relation"),
        ({"relation": "同事"}, "C", "bad_relation"),
        ({"sex": "南"}, "E", "unknown_sex"),
        ({"born": "1953.04"}, "G", "birth_conflict"),
        ({"born": "1952.13"}, "G", "bad_date"),
        ({"number": None, "born": "2027.01"}, "G", "future_birth"),
        ({"number": number("20270103"), "born": "2027.01"}, "F", "future_birth"),
        ({"number": number("20270103"), "born": None}, "F", "future_birth"),
        ({"number": 990721195204030000}, "F", "float_id"),
        ({"income": "1200-1500"}, "H", "bad_amount"),
    ],
)
def test_a_slip_is_found_once_and_in_its_cell(tmp_path: Path, said: dict, column: str, code: str) -> None:
    ledger = look_through(
        tmp_path, [SURVEY, member(**said), member(name="李静", number=HEAD, born="1978.07")]
    )

    assert codes(ledger) == [(2, column, code)]
    assert [one.faulty for one in ledger.members] == [True, False]


@pytest.mark.parametrize(
    "said",
    [
        {"sex": "男"},  # against the 17th digit: papers do differ
        {"number": None},  # a new-born child has none yet
        {"born": None},
        {"born": "1952"},
        {"born": "1952年4月3日"},
        {"income": "低保"},
        {"income": None},
        {"relation": "堂叔"},
        {"born": "农历1952年三月初九"},  # lunar birthdays stand in many papers
    ],
)
def test_what_merely_looks_odd_is_no_fault(tmp_path: Path, said: dict) -> None:
    assert codes(look_through(tmp_path, [SURVEY, member(**said)])) == []


@pytest.mark.parametrize(
    ("died", "code"),
    [("1918年5月9日", "death_before_birth"), ("2027年1月1日", "death_future"), ("2018年2月30日", "bad_date")],
)
def test_the_day_of_death(tmp_path: Path, died: str, code: str) -> None:
    heading = (*REGISTER[:7], "殉职人员证件号码", "殉职日期")
    row = ["A1", "李敏", HEAD, "户主", "1978.07", 0, OFFICER[0], number("19760312", "男"), died]
    ledger = look_through(tmp_path, [heading, row, ["A1", "王雨欣", None, "女", "2012.09", 0, *row[6:]]])

    assert codes(ledger) == [(2, "I", code)]
    assert ledger.families[0].officer.faulty
    assert not any(one.faulty for one in ledger.members)


def test_an_officer_of_before_2013_may_have_the_old_number(tmp_path: Path) -> None:
    heading = ("殉职人员姓名", "殉职人员身份证号", "殉职时间", "姓名", "与死者关系")

    ledger = look_through(tmp_path, [heading, ("王正平", "990721600312123", "2009.05", "李敏", "妻子")])

    assert ledger.faults == ()


def test_an_officer_without_a_name(tmp_path: Path) -> None:
    rows = [
        SURVEY,
        member(officer=None),
        member(officer=None, died=None, name="李静", number=HEAD, born="1978.07"),
    ]

    ledger = look_through(tmp_path, rows)

    assert (len(ledger.families), ledger.member_count) == (1, 2)
    assert codes(ledger) == [(2, "A", "missing_name")]


def test_relatives_before_any_deceased_have_nobody(tmp_path: Path) -> None:
    rows = [
        ("姓名", "与死者关系", "身份证号"),
        ("李敏", "妻子", HEAD),
        ("死者：周勇  死亡时间：2019年6月",),
        ("周德全", "父亲", number("19550505", "男")),
    ]

    ledger = look_through(tmp_path, rows)

    assert [family.officer.name if family.officer else None for family in ledger.families] == [None, "周勇"]
    assert codes(ledger) == [(2, "A", "no_officer")]


def test_the_same_person_twice_the_last_row_stands(tmp_path: Path) -> None:
    rows = [SURVEY, member(), member(officer="周勇", died="2019.6"), member(officer="赵海", died="2020.1")]

    ledger = look_through(tmp_path, rows)

    assert codes(ledger) == [(2, "F", "duplicate_person"), (3, "F", "duplicate_person")]
    assert [dict(fault.params)["other_row"] for fault in ledger.faults] == [4, 4]
    assert [one.faulty for one in ledger.members] == [True, True, False]


def test_two_wrong_numbers_that_are_the_same_are_wrong_once_each(tmp_path: Path) -> None:
    wrong = HEAD[:-1] + ("1" if HEAD[-1] != "1" else "2")

    ledger = look_through(
        tmp_path, [SURVEY, *(member(number=wrong, name=name, born=None) for name in ("李敏", "李静"))]
    )

    assert [fault.code for fault in ledger.faults] == ["check_digit", "check_digit"]


def test_the_deceased_may_still_stand_in_the_register(tmp_path: Path) -> None:
    his = number("19760312", "男")
    rows = [
        REGISTER,
        ["A1", OFFICER[0], his, "户主", "1976.03", 0, OFFICER[0], his, "20180509"],
        ["A1", "李敏", HEAD, "妻", "1978.07", 0, OFFICER[0], his, "20180509"],
        ["A1", "王雨欣", None, "长女", "2012.09", 0, OFFICER[0], his, "20180509"],
    ]

    ledger = look_through(tmp_path, rows)

    assert ledger.faults == ()
    assert [(one.name, one.kinship) for one in ledger.members] == [("李敏", "12"), ("王雨欣", "32")]


def test_mended_numbers_are_told_and_kept(tmp_path: Path) -> None:
    sound = next(n for n in (number("19520403", sequence=s) for s in range(1, 200)) if n.endswith("X"))

    ledger = look_through(tmp_path, [SURVEY, member(number=sound.lower())])

    assert [(one.row, one.column, one.code) for one in ledger.mended] == [(2, "F", "lowercase_x")]
    assert next(ledger.members).id_number == sound


def test_nothing_of_a_person_shows_when_rows_or_faults_are_printed(tmp_path: Path) -> None:
    ledger = look_through(tmp_path, [SURVEY, member(born="1953.04")])

    for printed in (repr(ledger.families), repr(ledger.faults)):
        assert "李桂兰" not in printed
        assert member()[5] not in printed
