"""Real-shaped ledgers give exactly what is expected of them: all families, all slips, none invented."""

import json
from pathlib import Path

import pytest

import anxin
from anxin.surveys.ledger.examine import examine

from .books import TODAY

OWN = Path(anxin.__file__).with_name("demo") / "samples"
SHARED = Path("/work/shared/ledgers")
FILES = Path(__file__).with_name("files")
NAMES = ("survey", "allowance", "register")
LEDGERS = [OWN / f"{name}.xlsx" for name in NAMES] + [
    pytest.param(
        SHARED / f"{name}.xlsx", marks=pytest.mark.skipif(not SHARED.exists(), reason="not on this machine")
    )
    for name in NAMES
]


def expected(path: Path) -> dict:
    return json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_ledger_gives_its_families_members_and_slips(path: Path) -> None:
    ledger, told = examine(path, today=TODAY), expected(path)

    assert (len(ledger.families), ledger.member_count) == (told["families"], told["members"])
    assert [
        (family.officer.name, str(family.officer.death_date), len(family.members))
        for family in ledger.families
    ] == [(officer["name"], officer["death"], officer["members"]) for officer in told["officers"]]
    found = sorted(
        (f"{one.family + 1:03d}", str(one.member), one.code) for one in (*ledger.faults, *ledger.mended)
    )
    assert found == sorted((one["family"], str(one["member"]), one["fault"]) for one in told["faults"])
    assert [one.code for one in ledger.mended] == ["lowercase_x"]
    assert ledger.kind == path.stem


@pytest.mark.parametrize("name", NAMES)
def test_everybody_in_our_samples_is_placed_relative_to_the_deceased(name: str) -> None:
    ledger, told = examine(OWN / f"{name}.xlsx", today=TODAY), expected(OWN / f"{name}.xlsx")

    assert [[member.kinship for member in family.members] for family in ledger.families] == told["kinships"]
    if told["heads"]:
        assert [family.head for family in ledger.families] == told["heads"]
        assert all(member.kinship_inferred for member in ledger.members)


@pytest.mark.parametrize(("name", "copy"), [("register", "register.xls"), ("survey", "survey.ods")])
def test_other_kinds_of_workbook_give_the_same(name: str, copy: str) -> None:
    ledger, told = examine(FILES / copy, today=TODAY), expected(OWN / f"{name}.xlsx")

    assert (len(ledger.families), ledger.member_count) == (told["families"], told["members"])
    assert {one.code for one in ledger.faults} == {one["fault"] for one in told["faults"]} - {"lowercase_x"}
    assert len(ledger.faults) == len(told["faults"]) - 1


def test_faulty_rows_and_only_they_are_marked() -> None:
    ledger = examine(OWN / "survey.xlsx", today=TODAY)

    marked = {(place, None) for place, family in enumerate(ledger.families) if family.officer.faulty}
    marked |= {
        (place, number)
        for place, family in enumerate(ledger.families)
        for number, member in enumerate(family.members)
        if member.faulty
    }
    assert marked == {(fault.family, fault.member) for fault in ledger.faults}


def test_what_the_survey_says_of_a_family_is_read_whole() -> None:
    ledger = examine(OWN / "survey.xlsx", today=TODAY)
    family = ledger.families[0]

    assert (family.officer.unit_text, family.officer.post_text) == ("安和县公安局", "民警")
    assert (family.officer.determination, family.officer.basic_pay_fen) == ("on_duty", 406_000)
    assert family.officer.work_start is not None
    assert family.officer.work_start.precision == "month"
    assert (family.town, family.village) == ("河东镇", "凤林村")
    assert family.needs_text
    assert family.members[0].facts.keys() >= {
        "health",
        "income_source",
        "monthly_income",
        "medical_cover",
        "minor",
    }
    assert str(ledger.reported_on) == "2026-11-20"


def test_nobody_stands_in_two_of_our_samples() -> None:
    people = [
        {person.id_number for family in ledger.families for person in (family.officer, *family.members)}
        - {None}
        for ledger in (examine(OWN / f"{name}.xlsx", today=TODAY) for name in NAMES)
    ]
    assert len(set.union(*people)) == sum(map(len, people))
    assert all(number.startswith("99") for number in set.union(*people))
