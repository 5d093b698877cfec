"""Whatever is sent in, one clear sentence comes out and the server stays up."""

import time
import zipfile
from pathlib import Path

import pytest

from anxin.surveys.ledger.examine import examine
from anxin.surveys.ledger.limits import MIB, Limits, Unreadable
from anxin.surveys.ledger.messages import unreadable

from .books import OFFICER, SURVEY, TODAY, cell, member, package, text, xlsx

FAR = f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'


def refusal(path: Path, limits: Limits = Limits()) -> Unreadable:  # noqa: B008  # frozen
    with pytest.raises(Unreadable) as refused:
        examine(path, today=TODAY, limits=limits)
    assert unreadable(refused.value)
    return refused.value


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.xlsx").code == "missing"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"<html><table><tr><td>\xe5\xa7\x93</td></tr></table></html>",
        b"PK\x03\x04 and then nothing that a zip would hold",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        "只是一段话，没有表格".encode(),
        b"\xff\xfe\x00\x00",
        b"just words",
    ],
)
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(content)

    assert refusal(path).code in {"not_workbook", "no_header"}


def test_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert refusal(path).code == "not_workbook"


def test_a_workbook_with_a_password() -> None:
    assert refusal(Path(__file__).with_name("files") / "password.xlsx").code == "password"


def test_an_empty_file_and_an_empty_workbook(tmp_path: Path) -> None:
    (tmp_path / "nothing.csv").write_bytes(b"")

    assert refusal(tmp_path / "nothing.csv").code == "empty"
    assert refusal(xlsx(tmp_path / "empty.xlsx", [])).code == "empty"
    assert refusal(xlsx(tmp_path / "heading.xlsx", [SURVEY])).code == "empty"


def test_a_table_without_a_heading(tmp_path: Path) -> None:
    assert refusal(xlsx(tmp_path / "ledger.xlsx", [member(), member()])).code == "no_header"


def test_a_table_that_does_not_say_who_died(tmp_path: Path) -> None:
    rows = [("姓名", "性别", "身份证号", "与户主关系"), ("李桂兰", "女", "", "户主")]

    assert refusal(xlsx(tmp_path / "ledger.xlsx", rows)).code == "no_officer"


def test_a_file_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * MIB)

    refused = refusal(path)

    assert (refused.code, refused.params) == ("too_large", {"limit_mb": 20})


def test_a_cell_in_the_far_corner(tmp_path: Path) -> None:
    refused = refusal(package(tmp_path / "far.xlsx", FAR))

    assert (refused.code, refused.params) == ("too_many_cells", {"row": 1_048_576, "column": "XFD"})


def test_a_far_corner_that_hides_from_the_first_look_meets_the_memory_limit(tmp_path: Path) -> None:
    hidden = FAR.replace('r="XFD1048576"', 'r="&#88;FD1048576"')  # an entity, so that no pattern sees it

    assert refusal(package(tmp_path / "far.xlsx", hidden)).code in {"too_heavy", "not_workbook", "no_header"}


def test_a_cell_of_a_gibibyte(tmp_path: Path) -> None:
    path = tmp_path / "giant.xlsx"
    package(path, "<row/>")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part,
    ):
        part.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>')
        for _ in range(1024):
            part.write(b"A" * MIB)
        part.write(b"</t></si></sst>")

    assert refusal(path).code == "bomb"


def test_a_cell_that_is_merely_too_long(tmp_path: Path) -> None:
    long = cell("A1", "长" * 40_000)

    refused = refusal(package(tmp_path / "long.xlsx", f'<row r="1">{long}</row>'))

    assert (refused.code, refused.params) == ("cell_too_long", {"row": 1})


def test_nested_entities(tmp_path: Path) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    before = f'<?xml version="1.0"?><!DOCTYPE worksheet [{lol}]>'

    assert refusal(package(tmp_path / "entities.xlsx", cell("A1", "&l9;"), before)).code == "bomb"


def test_ten_million_rows(tmp_path: Path) -> None:
    rows = '<row><c t="n"><v>1</v></c></row>' * 10_000_000

    assert refusal(package(tmp_path / "rows.xlsx", rows)).code == "bomb"


def test_ten_million_lines_of_text(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"a,b\n" * 10_000_000)

    assert refusal(path).code == "too_large"


def test_a_table_of_text_with_more_cells_than_allowed(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"a,b\n" * 600)

    refused = refusal(path, Limits(cells=1000))

    assert (refused.code, refused.params) == ("too_many_cells", {"row": 501, "column": "B"})


def test_a_directory_that_lies_about_sizes(tmp_path: Path) -> None:
    path = package(tmp_path / "liar.xlsx", f'<row r="1">{cell("A1", "A" * 8 * MIB)}</row>')
    raw = path.read_bytes()
    place = raw.rindex(b"xl/worksheets/sheet1.xml") - 46  # its entry in the directory
    path.write_bytes(raw[: place + 24] + (10).to_bytes(4, "little") + raw[place + 28 :])

    assert refusal(path, Limits(unpacked_bytes=4 * MIB)).code in {"bomb", "not_workbook"}


def test_thousands_of_parts(tmp_path: Path) -> None:
    parts = {f"xl/media/{number}.png": b"" for number in range(3000)}

    assert refusal(package(tmp_path / "parts.xlsx", "<row/>", **parts)).code == "bomb"


def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = package(tmp_path / "slow.xlsx", f'<row r="1">{cell("A1")}</row>' * 400_000)
    begun = time.monotonic()

    assert refusal(path, Limits(seconds=0)).code == "timeout"
    assert time.monotonic() - begun < 5


def test_the_child_keeps_to_its_memory(tmp_path: Path) -> None:
    path = package(tmp_path / "wide.xlsx", FAR.replace("XFD1048576", "ZZ1048576"))

    assert refusal(path, Limits(cells=10**12)).code == "too_heavy"


def test_a_heading_beyond_the_first_page_and_stray_sheets_do_no_harm(tmp_path: Path) -> None:
    rows = [["填表说明"]] + [[f"第{n}条"] for n in range(20)] + [SURVEY, member()]

    ledger = examine(xlsx(tmp_path / "ledger.xlsx", rows), today=TODAY)

    assert ledger.families[0].officer.name == OFFICER[0]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_tables_kept_as_text(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [SURVEY, member(name="李䶮"), member(relation="妻子", name="阿依古丽·买买提", number="")]

    ledger = examine(text(tmp_path / "ledger.csv", rows, encoding, delimiter), today=TODAY)

    assert [one.name for one in ledger.members] == ["李䶮", "阿依古丽·买买提"]
    assert ledger.faults == ()


def test_a_number_that_excel_wrote_into_text_as_a_power_of_ten(tmp_path: Path) -> None:
    rows = [SURVEY, member(number="9.90721E+17")]

    ledger = examine(text(tmp_path / "ledger.csv", rows), today=TODAY)

    assert [fault.code for fault in ledger.faults] == ["float_id"]
