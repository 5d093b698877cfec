"""The personnel ledger: looked through first, faults with place and remedy, the rest taken as a whole."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anxin.families.identity import with_check_digit
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.officers.actions import keep_roster, let_go, read_roster, take_roster
from anxin.officers.ledger import Line
from anxin.officers.models import Frontline, Officer, RosterFile
from anxin.officers.tests.refusing import refused
from tests.cast import client_of

HEAD = (
    "序号",
    "单位",
    "姓名",
    "性别",
    "身份证号",
    "出生日期",
    "参加工作时间",
    "现任职",
    "一线岗位",
    "到一线时间",
)
WANG = with_check_digit("99010119850301123")
ROWS = (
    (1, "河东镇", "王 芳", "男", WANG, "1985.03", "2008.07", "副镇长", "乡镇", "2021-06-01"),
    (2, "", "李建国", "男", "", "1979年5月", "2001-08-15", "四级调研员", "", ""),
    (3, "河西镇", "赵磊", "男", "", "1990-01-01", "2013.9", "科员", "", ""),
    (4, "河东镇", "孙丽", "女", "990101199001011239", "", "2015", "科员", "驻村", ""),
)


def book(place: Path, rows: Any = ROWS, head: tuple[str, ...] = HEAD) -> Path:
    """A workbook as the personnel department sends it, with a title above the table."""
    path = place / "花名册.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("在职")
        sheet.write(0, 0, "在职人员花名册")
        for number, row in enumerate((head, *rows), start=1):
            sheet.write_row(number, 0, row)
    return path


def kept(clerk: Any, tree: Any, path: Path) -> RosterFile:
    lines = read_roster(path, unit=tree.county)
    return keep_roster(by=clerk, unit=tree.county, name=path.name, content=path.read_bytes(), lines=lines)


def codes(lines: list[Line]) -> dict[int, list[str]]:
    return {line.row: [fault.code for fault in line.faults] for line in lines if line.faults}


@pytest.mark.django_db
def test_every_fault_says_where_it_is(tree: Any, in_county: None, tmp_path: Path) -> None:
    lines = read_roster(book(tmp_path), unit=tree.county)
    assert codes(lines) == {5: ["unit_unknown"], 6: ["number_wrong", "since_missing", "month_missing"]}
    first = lines[2].faults[0]
    assert (first.sheet, first.row, first.column, first.heading) == ("在职", 5, "B", "单位")


@pytest.mark.django_db
def test_what_is_right_is_taken_over_and_the_rest_stays_out(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    done = take_roster(by=county_clerk, kept=kept(county_clerk, tree, book(tmp_path)))
    assert (done.added, done.changed) == (2, 0)
    wang = Officer.objects.get(name="王芳")
    assert (wang.unit, wang.path, wang.id_number) == (tree.town, tree.town.path, WANG)
    assert (wang.began_work, wang.began_by_month) == (date(2008, 7, 1), True)
    assert Frontline.objects.get(officer=wang).since == date(2021, 6, 1)
    assert Officer.objects.get(name="李建国").unit == tree.county
    assert not Officer.objects.filter(name="孙丽").exists()


@pytest.mark.django_db
def test_the_same_ledger_again_changes_nothing(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    path = book(tmp_path)
    take_roster(by=county_clerk, kept=kept(county_clerk, tree, path))
    again = take_roster(by=county_clerk, kept=kept(county_clerk, tree, path))
    assert (again.added, again.changed) == (0, 0)
    assert Frontline.objects.count() == 1


@pytest.mark.django_db
def test_a_later_ledger_transfers_by_the_number_and_leaves_what_it_does_not_tell(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    take_roster(by=county_clerk, kept=kept(county_clerk, tree, book(tmp_path)))
    moved = book(tmp_path, [("安和县卫生健康局", "王芳", WANG)], ("单位", "姓名", "身份证号"))
    done = take_roster(by=county_clerk, kept=kept(county_clerk, tree, moved))
    wang = Officer.objects.get(name="王芳")
    assert (done.added, done.changed, wang.unit) == (0, 1, tree.health)
    assert wang.began_work == date(2008, 7, 1)
    assert Frontline.objects.get(officer=wang).path == tree.health.path


@pytest.mark.django_db
def test_two_of_a_name_are_not_guessed_at(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    for _ in range(2):
        Officer.objects.create(unit=tree.county, name="李建国")
    lines = read_roster(book(tmp_path, [ROWS[1]]), unit=tree.county)
    assert codes(lines) == {3: ["namesakes"]}


@pytest.mark.django_db
def test_a_ledger_that_still_names_one_who_left_changes_nothing_of_that_record(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    take_roster(by=county_clerk, kept=kept(county_clerk, tree, book(tmp_path)))
    wang = Officer.objects.get(name="王芳")
    let_go(by=county_clerk, officer=wang, on=today(), why="retired")
    later = book(tmp_path, [("安和县卫生健康局", "王芳", WANG)], ("单位", "姓名", "身份证号"))
    done = take_roster(by=county_clerk, kept=kept(county_clerk, tree, later))
    assert (done.added, done.changed) == (0, 0)
    assert [fault["code"] for fault in done.faults] == ["gone"]
    assert Officer.objects.get(name="王芳").unit == wang.unit


@pytest.mark.django_db
def test_a_table_without_a_heading_is_refused_with_the_words_it_needs(
    tree: Any, in_county: None, tmp_path: Path
) -> None:
    with refused("no_heading"):
        read_roster(book(tmp_path, ROWS, ("甲",) * len(HEAD)), unit=tree.county)


@pytest.mark.django_db
def test_the_clerk_looks_it_through_and_takes_it_over(county_clerk: Any, tree: Any, tmp_path: Path) -> None:
    browser = client_of(county_clerk)
    sent = SimpleUploadedFile("花名册.xlsx", book(tmp_path).read_bytes())
    answer = browser.post(
        reverse("officers:upload"), {"file": sent, "unit": str(tree.county.pk)}, follow=True
    )
    assert "到一线时间" in answer.content.decode()
    with scope(tree.county.path):
        assert not Officer.objects.exists()
        found = RosterFile.objects.get()
    browser.post(reverse("officers:roster_take", args=[found.pk]))
    with scope(tree.county.path):
        assert Officer.objects.count() == 2


@pytest.mark.django_db
def test_what_is_no_workbook_comes_back_with_a_sentence(county_clerk: Any, tree: Any) -> None:
    sent = SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken")
    answer = client_of(county_clerk).post(
        reverse("officers:upload"), {"file": sent, "unit": str(tree.county.pk)}
    )
    assert answer.status_code == 422
    assert not list(RosterFile.objects.all())
