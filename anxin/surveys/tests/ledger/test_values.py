"""Cells as offices fill them: what they mean, and what a clerk must put right."""

from datetime import date

import pytest

from anxin.surveys.ledger import values

from .books import number

BORN = date(1950, 10, 3)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("1971.11", "1971-11"),
        ("1971-11-03", "1971-11-03"),
        ("1971年11月3日", "1971-11-03"),
        ("１９７１．１１", "1971-11"),
        ("19711103", "1971-11-03"),
        (19711103.0, "1971-11-03"),
        (date(1971, 11, 3), "1971-11-03"),
        ("1971.11.03出生", "1971-11-03"),
        ("约1971年", "1971"),
        ("一九七一年十一月", "1971-11"),
        ("71.11", "1971-11"),
        (26240.0, "1971-11-03"),  # a day that Excel counted
        (1950.1, "1950-10"),  # 1950.10, once Excel made it a number; the identity number tells
        (1951.1, "1951"),
    ],
)
def test_dates_as_written(cell: object, says: str) -> None:
    assert str(values.partial_date(cell, BORN).value) == says


def test_two_digits_of_a_year_follow_the_identity_number() -> None:
    assert str(values.partial_date("31.05", date(1931, 5, 6)).value) == "1931-05"
    assert str(values.partial_date("31.05", date(2031, 5, 6)).value) == "2031-05"
    assert values.partial_date("00.00", BORN).fault == "bad_date"


@pytest.mark.parametrize("cell", ["", None, " ", "不详", "——", "/", "未知"])
def test_what_says_nothing_is_no_fault(cell: object) -> None:
    assert values.partial_date(cell) == values.Read()
    assert values.money(cell, "元") == values.Read()
    assert values.sex(cell) == values.Read()
    assert values.person_number(cell) == values.Read(values.Number())


@pytest.mark.parametrize("cell", ["1971.13", "1971年2月30日", "十一月", "x", True, "3971.11", 12.5])
def test_dates_that_do_not_exist(cell: object) -> None:
    assert values.partial_date(cell).fault == "bad_date"


@pytest.mark.parametrize(
    ("cell", "unit", "fen"),
    [
        (2600.0, "元", 260_000),
        ("2600", "元", 260_000),
        ("2,600元", "元", 260_000),
        ("￥2600.50", "元", 260_050),
        ("约1200", "元", 120_000),
        ("每月1200元", "元", 120_000),
        ("0.36", "万元", 360_000),
        ("3.6万", "元", 3_600_000),
        (0.0, "元", 0),
        ("低保", "元", None),
        ("无固定收入", "元", None),
    ],
)
def test_amounts_as_written(cell: object, unit: str, fen: int | None) -> None:
    assert values.money(cell, unit) == values.Read(fen)


@pytest.mark.parametrize(
    "cell", [-5.0, "-5", "1200-1500", "1200到1500", True, date(2020, 1, 1), 1e13, "3人", float("inf")]
)
def test_amounts_that_are_none(cell: object) -> None:
    assert values.money(cell, "元").fault == "bad_amount"


GOOD = number("19710403", "男")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (9.90721197104031e17, "float_id"),
        ("9.90721E+17", "float_id"),
        (GOOD[:17] + ("1" if GOOD[-1] != "1" else "2"), "check_digit"),
        ("990721710403123", "old_number"),
        (990721710403123.0, "old_number"),
        (GOOD[:-1], "id_length"),
        (12345.0, "id_length"),
        (GOOD[:10] + "A" + GOOD[11:], "id_characters"),
        (GOOD[:10] + "1340" + GOOD[14:], "id_birth"),
        (date(2020, 1, 1), "id_characters"),
    ],
)
def test_numbers_that_are_wrong(cell: object, code: str) -> None:
    assert values.person_number(cell).fault == code


@pytest.mark.parametrize(
    ("cell", "mended"),
    [
        (GOOD, ()),
        (f"'{GOOD}", ("apostrophe",)),
        (f" {GOOD[:6]} {GOOD[6:]} ", ("spaces",)),
        (GOOD.translate(str.maketrans("0123456789", "０１２３４５６７８９")), ("full_width",)),
        ("810000199408230021", ()),  # a residence permit
    ],
)
def test_numbers_that_are_right_or_can_be_mended(cell: str, mended: tuple[str, ...]) -> None:
    read = values.person_number(cell)

    assert read.fault is None
    assert read.mended == mended


@pytest.mark.parametrize("cell", ["E12345678", "h12345678", "USA197001011"])
def test_other_documents_are_no_fault(cell: str) -> None:
    read = values.person_number(cell)

    assert (read.fault, read.value.document) == (None, cell.upper())


@pytest.mark.parametrize(
    ("cell", "sex", "code"),
    [
        ("父亲", None, "51"),
        ("其父", None, "51"),
        (" 母 亲 ", None, "52"),
        ("配偶", "2", "12"),
        ("配偶", None, "10"),
        ("子女", "1", "20"),
        ("子女", None, None),
        ("儿子（长子）", "1", "20"),
        ("长子(大)", "1", "22"),
        ("继子", "1", "27"),
        ("户主之女", "2", "30"),
        ("外婆", "2", "64"),
        ("大姨妈", "2", "97"),
        ("52", "2", "52"),
    ],
)
def test_what_a_member_is_called(cell: str, sex: str | None, code: str | None) -> None:
    assert values.relation(cell, sex) == values.Read(code)


@pytest.mark.parametrize(
    ("cell", "code"), [("", "missing_relation"), ("无", "missing_relation"), ("同事", "bad_relation")]
)
def test_what_names_no_kinship(cell: str, code: str) -> None:
    assert values.relation(cell, None).fault == code


@pytest.mark.parametrize(("cell", "sex"), [("男", "1"), ("女 ", "2"), ("M", "1"), (2.0, "2")])
def test_sexes(cell: object, sex: str) -> None:
    assert values.sex(cell).value == sex


def test_a_sex_that_is_none() -> None:
    assert values.sex("南").fault == "unknown_sex"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("因公牺牲", "on_duty"),
        ("烈士", "martyr"),
        ("视同工伤", "work_injury"),
        ("病故（非因公）", "illness"),
        ("待认定", "pending"),
        ("不清楚的说法", None),
        ("", None),
    ],
)
def test_determinations(cell: str, code: str | None) -> None:
    assert values.determination(cell) == code


@pytest.mark.parametrize(
    ("cell", "unit", "post"),
    [
        ("安和县公安局民警", "安和县公安局", "民警"),
        ("安和县铁山镇凤林村村党支部书记", "安和县铁山镇凤林村", "村党支部书记"),
        ("安和县水利局 工程师", "安和县水利局", "工程师"),
        ("安和县第二中学", "安和县第二中学", ""),
    ],
)
def test_unit_and_post_in_one_cell(cell: str, unit: str, post: str) -> None:
    assert values.unit_and_post(cell) == (unit, post)
