"""A row without an identity number, and somebody of the name on record: the clerk is asked, none doubled."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.files.notes import TITLE
from anxin.officers.actions import NEW, answer_roster, let_go, returned_roster, take_roster
from anxin.officers.models import Officer, RosterFile
from anxin.officers.tests.refusing import refused
from anxin.officers.tests.test_personnel_ledgers import WANG, book, kept
from tests.cast import client_of

HEAD = ("单位", "姓名", "出生日期")
MOVED = ("安和县卫生健康局", "李建国", "1979年5月")
PLACE = ("在职", 3)


def on_record(tree: Any, **facts: Any) -> Officer:
    said = {"name": "李建国", "unit": tree.town, "born": PartialDate(1979, 5), "sort_key": "li"} | facts
    return Officer.objects.create(path=said["unit"].path, **said)


def taken(clerk: Any, found: RosterFile) -> tuple[int, int, list[str]]:
    done = take_roster(by=clerk, kept=found)
    return done.added, done.changed, [fault["code"] for fault in done.faults]


@pytest.mark.django_db
def test_a_transfer_without_a_number_makes_no_second_record_until_the_clerk_decides(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    li = on_record(tree)
    found = kept(county_clerk, tree, book(tmp_path, [MOVED], HEAD))
    assert [(one["row"], one["officers"], one["answer"]) for one in found.asks] == [(3, [str(li.pk)], "")]
    assert taken(county_clerk, found) == (0, 0, ["same_person"])
    assert Officer.objects.get().unit == tree.town


@pytest.mark.django_db
def test_the_same_person_moves_with_the_record(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    li = on_record(tree)
    found = kept(county_clerk, tree, book(tmp_path, [MOVED], HEAD))
    found = answer_roster(by=county_clerk, kept=found, answers={PLACE: str(li.pk)})
    assert (found.sound, found.faults) == (1, [])
    assert taken(county_clerk, found) == (0, 1, [])
    assert Officer.objects.get().unit == tree.health


@pytest.mark.django_db
def test_somebody_else_of_the_name_is_entered_as_new(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    on_record(tree)
    found = kept(county_clerk, tree, book(tmp_path, [MOVED], HEAD))
    found = answer_roster(by=county_clerk, kept=found, answers={PLACE: NEW})
    assert taken(county_clerk, found) == (1, 0, [])
    assert {one.unit for one in Officer.objects.all()} == {tree.town, tree.health}


@pytest.mark.django_db
def test_another_birthday_elsewhere_is_another_person_and_here_is_asked_about(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    on_record(tree, born=PartialDate(1991, 2, 3))
    assert kept(county_clerk, tree, book(tmp_path, [MOVED], HEAD)).asks == []
    here = ("河东镇", *MOVED[1:])
    assert len(kept(county_clerk, tree, book(tmp_path, [here], HEAD)).asks) == 1


@pytest.mark.django_db
def test_a_number_in_the_ledger_and_none_on_record_is_asked_about_and_two_numbers_are_two_people(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    head = ("单位", "姓名", "身份证号")
    rows = [("安和县卫生健康局", "王芳", WANG)]
    wang = on_record(tree, name="王芳", born=None)
    assert [one["officers"] for one in kept(county_clerk, tree, book(tmp_path, rows, head)).asks] == [
        [str(wang.pk)]
    ]
    Officer.objects.filter(pk=wang.pk).update(id_number="990101198503011000", id_digest="x" * 64)
    assert kept(county_clerk, tree, book(tmp_path, rows, head)).asks == []


@pytest.mark.django_db
def test_whoever_left_is_not_entered_again_by_an_old_list(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    li = on_record(tree)
    let_go(by=county_clerk, officer=li, on=today(), why="retired")
    found = kept(county_clerk, tree, book(tmp_path, [("河东镇", *MOVED[1:])], HEAD))
    found = answer_roster(by=county_clerk, kept=found, answers={PLACE: str(li.pk)})
    assert taken(county_clerk, found) == (0, 0, ["gone"])


@pytest.mark.django_db
def test_two_rows_are_never_the_same_record_nor_two_records_of_one_name(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    twice = kept(county_clerk, tree, book(tmp_path, [MOVED, MOVED], HEAD))
    assert [(one["row"], one["code"]) for one in twice.faults] == [(4, "namesakes")]
    li = on_record(tree)
    rows = [("河东镇", *MOVED[1:]), MOVED]  # the one at the old unit is met: the other is somebody else
    assert kept(county_clerk, tree, book(tmp_path, rows, HEAD)).asks == []
    rows = [MOVED, ("安和县", *MOVED[1:])]
    both = kept(county_clerk, tree, book(tmp_path, rows, HEAD))
    said = {PLACE: str(li.pk), ("在职", 4): str(li.pk)}
    both = answer_roster(by=county_clerk, kept=both, answers=said)
    assert [(one["row"], one["code"]) for one in both.faults] == [(4, "same_person")]


@pytest.mark.django_db
def test_a_ledger_that_is_taken_over_asks_no_more(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    on_record(tree)
    found = kept(county_clerk, tree, book(tmp_path, [MOVED], HEAD))
    take_roster(by=county_clerk, kept=found)
    with refused("roster_is_taken"):
        answer_roster(by=county_clerk, kept=found, answers={PLACE: NEW})


@pytest.mark.django_db
def test_the_clerk_answers_on_the_page_and_sees_no_whole_number(
    county_clerk: Any, tree: Any, tmp_path: Path
) -> None:
    with scope(tree.county.path):
        li = on_record(tree, id_number=WANG, id_digest="y" * 64)
        found = kept(county_clerk, tree, book(tmp_path, [MOVED], HEAD))
    browser, address = client_of(county_clerk), reverse("officers:roster_same", args=[found.pk])
    assert (
        reverse("officers:roster_same", args=[found.pk])
        in browser.get(reverse("officers:roster", args=[found.pk])).content.decode()
    )
    page = browser.get(address).content.decode()
    assert "河东镇" in page
    assert "1979-05" in page
    assert WANG not in page
    assert browser.post(address, {"row_3_0": "somebody"}).status_code == 422
    browser.post(address, {"row_3_0": str(li.pk)})
    browser.post(reverse("officers:roster_take", args=[found.pk]))
    with scope(tree.county.path):
        assert Officer.objects.get().unit == tree.health


def notes(content: bytes, place: Path) -> dict[int, str]:
    (place / "back.xlsx").write_bytes(content)
    page = openpyxl.load_workbook(place / "back.xlsx").active
    assert page is not None
    at = next(cell.column for cell in page[2] if cell.value == TITLE)
    return {row: str(page.cell(row, at).value) for row in range(3, 8) if page.cell(row, at).value}


@pytest.mark.django_db
def test_the_workbook_comes_back_with_the_reason_beside_each_faulty_row(
    county_clerk: Any, tree: Any, in_county: None, tmp_path: Path
) -> None:
    found = kept(county_clerk, tree, book(tmp_path))
    told = notes(returned_roster(found), tmp_path)
    assert set(told) == {5, 6}
    assert told[5].startswith("单位")
    assert "身份证号" in told[6]
    assert "参加工作时间" in told[6]
    again = kept(county_clerk, tree, tmp_path / "back.xlsx")  # the column is no fault and is written anew
    assert again.faults == found.faults
    assert notes(returned_roster(again), tmp_path) == told


@pytest.mark.django_db
def test_the_clerk_takes_the_workbook_from_the_page(county_clerk: Any, tree: Any, tmp_path: Path) -> None:
    with scope(tree.county.path):
        found = kept(county_clerk, tree, book(tmp_path))
    answer = client_of(county_clerk).get(reverse("officers:roster_returned", args=[found.pk]))
    assert set(notes(answer.content, tmp_path)) == {5, 6}
    assert "花名册" not in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_workbook_that_can_no_longer_be_read_is_not_returned_and_the_page_says_why(
    county_clerk: Any, tree: Any, tmp_path: Path
) -> None:
    with scope(tree.county.path):
        found = kept(county_clerk, tree, book(tmp_path))
        RosterFile.objects.filter(pk=found.pk).update(content="")
    answer = client_of(county_clerk).get(reverse("officers:roster_returned", args=[found.pk]))
    assert answer.status_code == 422
