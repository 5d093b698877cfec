"""The returned workbook, mended by the clerk, comes in again: the refused are filled in, nobody doubles."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from anxin.families.models import FallenOfficer, Household, Membership, Person
from anxin.ground.days.partial import PartialDate

from .ledger.books import number

pytestmark = pytest.mark.django_db
DIED = date(2019, 5, 6)


def born(member) -> PartialDate:
    """A whole birth date for somebody whose row lacks one."""
    known = member.birth
    sound = known is not None and known.first() < date(2020, 1, 1)
    return PartialDate(known.year, known.month or 3, known.day or 9) if sound else PartialDate(1950, 3, 9)


def mended(path: Path, found, to: Path) -> Path:
    """The workbook with every slip put right but the person who stands twice."""
    book = load_workbook(path)
    letters = {(one.sheet, one.side, one.field): one.letter for one in found.columns}
    for place, fault in enumerate(found.faults):
        page, family = book[fault.sheet], found.families[fault.family]
        cell = page[f"{fault.column}{fault.row}"]
        if fault.code == "missing_name":
            cell.value = "补秀兰"
        elif fault.code == "death_before_birth":
            cell.value = died(cell.value)
        elif fault.code != "duplicate_person":
            member = family.members[fault.member]
            day = born(member)
            page[f"{letters[fault.sheet, 'member', 'birth']}{fault.row}"] = (
                f"{day.year}.{day.month:02d}.{day.day:02d}"
            )
            sound = number(day.first().strftime("%Y%m%d"), "男" if member.sex == "1" else "女", 300 + place)
            page[f"{letters[fault.sheet, 'member', 'id_number']}{fault.row}"] = sound
    book.save(to)
    return to


def died(text: object) -> str:
    """The day of death put right, alone in its cell or within the heading of a family."""
    if isinstance(text, str) and "死亡时间" in text:
        return re.sub(r"(死亡时间：)\S+", rf"\g<1>{DIED:%Y年%m月%d日}", text)
    return f"{DIED:%Y年%m月%d日}"


def test_a_corrected_workbook_fills_in_what_was_refused_and_doubles_nobody(bring, sample, tmp_path):
    first = bring(sample)
    people = Person.objects.count()
    refused = {(one.family, one.member) for one in first.found.faults if one.member is not None}
    unknown = FallenOfficer.objects.filter(person__died_on=None).get().pk

    again = bring(mended(sample, first.found, tmp_path / "again.xlsx"))

    assert [one.code for one in again.found.faults] == ["duplicate_person"]
    assert again.done.opened == 0
    assert again.done.people == len(refused) - 1
    assert Person.objects.count() == people + len(refused) - 1
    assert Membership.objects.filter(until=None).count() == again.ledger.merged
    assert FallenOfficer.objects.get(pk=unknown).person.died_on == PartialDate(
        DIED.year, DIED.month, DIED.day
    )
    digests = Counter(Person.objects.exclude(id_digest="").values_list("id_digest", flat=True))
    assert max(digests.values()) == 1


def test_only_the_cards_that_were_mended_count_as_changed(bring, sample, tmp_path):
    first = bring(sample)
    stamps = dict(Household.objects.values_list("pk", "changed_at"))

    again = bring(mended(sample, first.found, tmp_path / "again.xlsx"))

    mended_families = {one.family for one in first.found.faults if one.code != "duplicate_person"}
    changed = {pk for pk, at in Household.objects.values_list("pk", "changed_at") if at != stamps[pk]}
    assert again.done.changed == len(changed) == len(mended_families)


def test_the_first_workbook_brought_in_after_its_correction_takes_nothing_back(
    bring, census, sample, tmp_path
):
    first = bring(sample)
    bring(mended(sample, first.found, tmp_path / "again.xlsx"))
    before = census()

    late = bring(sample).done

    assert census() == before
    assert (late.opened, late.people, late.facts) == (0, 0, 0)
