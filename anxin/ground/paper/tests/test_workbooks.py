import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from anxin.ground.paper.cells import LONGEST_TEXT
from anxin.ground.paper.workbook import Column, sheet_name, table_xlsx

COLUMNS = (
    Column("序号", "number"),
    Column("姓名", group="家庭成员"),
    Column("身份证号", "id", group="家庭成员"),
    Column("出生日期", "date"),
    Column("金额（元）", "money"),
    Column("关系", choices=("配偶", "子女", "父母")),
)
ROWS = (
    (1, "欧阳𬭎", "99010119900101002X", date(1990, 1, 1), Decimal("1294160.00"), "子女"),
    (2, "周敏", "990101195503020314", "1955年3月", "标准待录", None),
)
LIVE = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://example.cn","x")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "http://example.cn",
    "mailto:a@example.cn",
    "=DDE('a';'b')",
    "＝1+1",
    "0013800138000",
    "1E5",
)


def sheet(data: bytes, name: str | None = None):
    book = load_workbook(io.BytesIO(data))
    return book[name] if name else book.worksheets[0]


def table(rows=ROWS, **kwargs) -> bytes:
    return table_xlsx(COLUMNS, rows, "家属台账", **kwargs)


@pytest.mark.parametrize("evil", LIVE)
def test_no_text_becomes_a_formula_a_link_or_a_number(evil: str) -> None:
    data = table_xlsx((Column(evil), Column("号", "id")), [(evil, evil)], evil, evil, {evil: evil})
    for name in load_workbook(io.BytesIO(data)).sheetnames:
        for row in sheet(data, name).iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "inlineStr")
                assert cell.value is None or isinstance(cell.value, str)
                assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            assert b"<f>" not in file.read(name), name
            assert b"hyperlink" not in file.read(name), name


@pytest.mark.parametrize("evil", LIVE)
def test_a_text_stays_text_when_somebody_edits_its_cell(evil: str) -> None:
    found = sheet(table_xlsx((Column("甲"), Column("乙", "money")), [(evil, evil)], "表"))
    assert [found.cell(3, at).number_format for at in (1, 2)] == ["@", "@"]


def test_values_come_back_as_they_went_in() -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(table())).get_sheet_by_index(0).to_python()
    assert rows[3] == [1.0, "欧阳𬭎", "99010119900101002X", date(1990, 1, 1), 1294160.0, "子女"]
    assert rows[4] == [2.0, "周敏", "990101195503020314", "1955年3月", "标准待录", ""]


def test_numbers_of_identity_are_text_and_dates_are_dates() -> None:
    found = sheet(table())
    assert found["C4"].number_format == "@"
    assert found["D4"].number_format == "yyyy年m月d日"
    assert found["D4"].is_date
    assert found["E4"].number_format == "#,##0.00"
    assert found.column_dimensions["C"].width >= 18


def test_the_title_is_merged_and_groups_stand_over_their_heads() -> None:
    found = sheet(table())
    assert {str(area) for area in found.merged_cells.ranges} == {
        "A1:F1",
        "A2:A3",
        "B2:C2",
        "D2:D3",
        "E2:E3",
        "F2:F3",
    }
    assert [cell.value for cell in found[2]] == ["序号", "家庭成员", None, "出生日期", "金额（元）", "关系"]
    assert [found["B3"].value, found["C3"].value] == ["姓名", "身份证号"]


def test_it_prints_across_on_a4_one_page_wide_with_its_heads_on_every_page() -> None:
    found = sheet(table())
    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert (found.page_setup.fitToWidth or 1, found.page_setup.fitToHeight) == (1, 0)
    assert found.print_title_rows == "$2:$3"
    assert found.freeze_panes == "A4"


def test_the_footer_stands_under_the_table() -> None:
    found = sheet(table(footer=("填表人：沈静", "填报时间：2026年11月23日")))
    assert [found["A6"].value, found["A7"].value] == ["填表人：沈静", "填报时间：2026年11月23日"]
    assert found.auto_filter.ref == "A3:F5"


def test_a_template_knows_itself_and_offers_choices() -> None:
    data = table(rows=(), meta={"template": "families", "version": "1"})
    book = load_workbook(io.BytesIO(data))
    assert [cell.value for cell in book["_meta"][1]] == ["template", "families"]
    assert {book[name].sheet_state for name in ("_meta", "_lists")} == {"hidden"}
    (rule,) = book.worksheets[0].data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref).split(":")[0]) == ("_lists!$F$1:$F$3", "F4")
    assert [book["_lists"].cell(row, 6).value for row in (1, 2, 3)] == ["配偶", "子女", "父母"]
    assert book.worksheets[0].column_dimensions["C"].number_format == "@"


def test_a_single_column_needs_no_merge() -> None:
    assert sheet(table_xlsx((Column("姓名"),), [("周敏",)], "名单"))["A3"].value == "周敏"


def test_a_text_too_long_for_a_cell_says_that_it_goes_on() -> None:
    found = sheet(table_xlsx((Column("情况"),), [("长" * 40_000,)], "表"))["A3"].value
    assert len(found) == LONGEST_TEXT
    assert found.endswith("…")


def test_dates_before_excel_began_and_control_characters_do_no_harm() -> None:
    found = sheet(
        table_xlsx((Column("日", "date"), Column("文")), [(date(1899, 12, 31), "陈\x00志\ud800远")], "表")
    )
    assert [found["A3"].value, found["B3"].value] == ["1899-12-31", "陈志远"]


@pytest.mark.parametrize(("columns", "row"), [((), ()), ((Column("甲"),), ("一", "二"))])
def test_a_table_without_columns_or_with_a_row_that_does_not_fit_is_refused(columns, row) -> None:
    with pytest.raises(ValueError, match="column"):
        table_xlsx(columns, [row], "表")


def test_sheet_names_that_excel_refuses_are_mended() -> None:
    assert sheet_name("台账[2026]:a*b?c/d\\e'") == "台账2026abcde"
    assert sheet_name("长" * 40) == "长" * 31
    assert sheet_name("[]") == "Sheet1"
