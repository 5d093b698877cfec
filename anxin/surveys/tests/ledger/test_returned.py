"""The clerk's own workbook comes back with a red 问题 column, and nothing else in it has changed."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.utils import translation
from openpyxl.cell import Cell

from anxin.ground.files.notes import TITLE
from anxin.surveys.ledger.examine import examine
from anxin.surveys.ledger.limits import Limits, Unreadable
from anxin.surveys.ledger.messages import sentence
from anxin.surveys.ledger.returned import return_workbook

from .books import SURVEY, TODAY, cell, member, package, text, xlsx
from .test_samples import FILES, NAMES, OWN

RED, GREY = "FFC00000", "FF808080"


def back(path: Path, to: Path) -> Path:
    return return_workbook(path, examine(path, today=TODAY), to)


def notes(path: Path) -> dict[int, tuple[str, str]]:
    """The 问题 column: row → (text, colour)."""
    page = openpyxl.load_workbook(path).active
    title = next(one for row in page.iter_rows() for one in row if one.value == TITLE)
    return {
        one.row: (one.value, one.font.color.rgb)
        for (one,) in page.iter_rows(min_col=title.column, max_col=title.column)
        if one.value
    }


def looks(one: Cell) -> tuple[object, ...]:
    font, border = one.font, one.border
    return one.value, one.number_format, font.name, font.sz, font.b, one.fill.fgColor.rgb, border.left.style


@pytest.mark.parametrize("name", NAMES)
def test_each_fault_stands_in_its_row_in_red_and_each_mending_in_grey(tmp_path: Path, name: str) -> None:
    ledger = examine(OWN / f"{name}.xlsx", today=TODAY)

    returned = notes(return_workbook(OWN / f"{name}.xlsx", ledger, tmp_path / "back.xlsx"))

    told = {fault.row: (sentence(fault), RED) for fault in ledger.faults}
    told |= {one.row: (sentence(one), GREY) for one in ledger.mended}
    told[next(iter(ledger.tables.values())).heading_row] = (TITLE, RED)
    assert returned == told


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_changes(tmp_path: Path, name: str) -> None:
    returned = back(OWN / f"{name}.xlsx", tmp_path / "back.xlsx")
    before, after = openpyxl.load_workbook(OWN / f"{name}.xlsx"), openpyxl.load_workbook(returned)
    old, new = before.active, after.active

    for row in old.iter_rows():
        assert [looks(one) for one in row] == [looks(new[one.coordinate]) for one in row]
    assert sorted(map(str, old.merged_cells.ranges)) == sorted(map(str, new.merged_cells.ranges))
    assert new.freeze_panes == old.freeze_panes
    assert new.auto_filter.ref
    assert new.max_column == old.max_column + 1
    kept = set(zipfile.ZipFile(returned).namelist())
    assert kept == set(zipfile.ZipFile(OWN / f"{name}.xlsx").namelist())


@pytest.mark.parametrize("name", NAMES)
def test_a_returned_workbook_can_be_brought_in_again(tmp_path: Path, name: str) -> None:
    first = back(OWN / f"{name}.xlsx", tmp_path / "first.xlsx")
    second = back(first, tmp_path / "second.xlsx")

    assert examine(second, today=TODAY).faults == examine(OWN / f"{name}.xlsx", today=TODAY).faults
    assert notes(second) == notes(first)


def test_a_note_goes_when_its_fault_is_mended(tmp_path: Path) -> None:
    returned = back(xlsx(tmp_path / "ledger.xlsx", [SURVEY, member(name=None)]), tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(returned)
    book.active["D2"] = "李桂兰"
    book.save(tmp_path / "mended.xlsx")

    again = back(tmp_path / "mended.xlsx", tmp_path / "again.xlsx")

    assert list(notes(again)) == [1]


@pytest.mark.parametrize("copy", ["register.xls", "survey.ods"])
def test_other_kinds_come_back_as_xlsx(tmp_path: Path, copy: str) -> None:
    ledger = examine(FILES / copy, today=TODAY)

    returned = return_workbook(FILES / copy, ledger, tmp_path / f"back{Path(copy).suffix}")

    assert returned == tmp_path / "back.xlsx"
    assert set(notes(returned)) == {one.row for one in (*ledger.faults, *ledger.mended)} | {
        next(iter(ledger.tables.values())).heading_row
    }
    again = examine(returned, today=TODAY)
    assert [one.code for one in again.faults] == [one.code for one in ledger.faults]


def test_text_comes_back_as_text_and_never_as_a_formula(tmp_path: Path) -> None:
    rows = [SURVEY, member(name="=1+1"), member(name="@SUM(A1)", number="", born="1961.02"), member(name="")]

    returned = back(text(tmp_path / "ledger.csv", rows), tmp_path / "back.xlsx")

    page = openpyxl.load_workbook(returned).active
    assert [one.value for one in page["D"]] == ["姓名", "=1+1", "@SUM(A1)", None]
    assert {one.data_type for row in page.iter_rows() for one in row if one.value} == {"s"}
    assert "<f>" not in zipfile.ZipFile(returned).read("xl/worksheets/sheet1.xml").decode()


def test_a_heading_of_the_clerk_cannot_break_the_workbook(tmp_path: Path) -> None:
    heading = [*SURVEY[:3], '姓名（<b>&"=1+1）', *SURVEY[4:]]

    returned = back(xlsx(tmp_path / "ledger.xlsx", [heading, member(name=None)]), tmp_path / "back.xlsx")

    assert '<b>&"=1+1' in notes(returned)[2][0]


def test_cells_written_without_places_are_rebuilt(tmp_path: Path) -> None:
    def row(cells: list) -> str:
        return (
            "<row>" + "".join(cell("A1", str(one or "")).replace(' r="A1"', "") for one in cells) + "</row>"
        )

    path = package(tmp_path / "ledger.xlsx", row(list(SURVEY)) + row(member(name=None)))

    assert set(notes(back(path, tmp_path / "back.xlsx"))) == {1, 2}


def test_a_filter_and_columns_of_the_clerk_stay(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "ledger.xlsx", [SURVEY, member(name=None)])
    book = openpyxl.load_workbook(path)
    book.active.auto_filter.ref = "A1:H2"
    book.active.column_dimensions["A"].width = 33
    book.save(path)

    page = openpyxl.load_workbook(back(path, tmp_path / "back.xlsx")).active

    assert page.auto_filter.ref == "A1:H2"
    assert page.column_dimensions["A"].width == 33
    assert page.column_dimensions["I"].width == 60


def test_the_sentences_are_in_the_language_of_the_reader(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "ledger.xlsx", [SURVEY, member(name=None)])

    with translation.override("zh-hans"):
        assert notes(back(path, tmp_path / "zh.xlsx"))[2][0].startswith("第2行")
    with translation.override("en"):
        assert notes(back(path, tmp_path / "en.xlsx"))[2][0].startswith("Row 2")


def test_when_it_fails_nothing_is_left_behind(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "ledger.xlsx", [SURVEY, member(name=None)])
    ledger = examine(path, today=TODAY)

    with pytest.raises(Unreadable):
        return_workbook(path, ledger, tmp_path / "back.xlsx", limits=Limits(seconds=0))

    assert [one.name for one in tmp_path.iterdir()] == ["ledger.xlsx"]
