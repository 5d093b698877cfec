"""Whole ledgers into the register: everybody right comes in once, nobody twice, faulty rows stay out."""

import json
from collections import Counter
from pathlib import Path

import pytest

from anxin.families.models import Fact, FallenOfficer, Household, Membership, Person
from anxin.surveys import actions
from anxin.surveys.models import State

from .conftest import SAMPLES

pytestmark = pytest.mark.django_db
SHARED = Path("/work/shared/ledgers")
NAMES = ("survey", "allowance", "register")
ALL = [SAMPLES / f"{name}.xlsx" for name in NAMES] + [
    pytest.param(SHARED / f"{name}.xlsx", marks=pytest.mark.skipif(not SHARED.exists(), reason="not here"))
    for name in NAMES
]


def expected(path: Path) -> dict:
    return json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_family_gets_a_card_and_every_sound_member_stands_on_it(bring, path):
    brought, told = bring(path), expected(path)
    refused = {(one["family"], one["member"]) for one in told["faults"] if one["fault"] != "lowercase_x"}
    members = {one for one in refused if one[1] is not None}

    assert (
        brought.done.opened == told["families"] == Household.objects.count() == FallenOfficer.objects.count()
    )
    assert brought.ledger.members == told["members"]
    assert brought.ledger.merged == brought.ledger.sound == told["members"] - len(members)
    assert Membership.objects.filter(until=None).count() == brought.ledger.merged
    assert Person.objects.count() == brought.ledger.merged + told["families"]
    assert {one["code"] for one in brought.ledger.faults} == {
        one["fault"] for one in told["faults"] if one["fault"] != "lowercase_x"
    }
    assert brought.ledger.state == State.MERGED


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_same_file_again_changes_nothing(bring, census, path):
    bring(path)
    before, stamps = census(), set(Household.objects.values_list("pk", "changed_at"))

    again = bring(path).done

    assert census() == before
    assert (again.opened, again.changed, again.people, again.facts, again.kept) == (0, 0, 0, 0, 0)
    assert set(Household.objects.values_list("pk", "changed_at")) == stamps


def test_all_three_samples_stand_side_by_side(bring):
    done = [bring(SAMPLES / f"{name}.xlsx").done for name in NAMES]

    assert [one.opened for one in done] == [20, 20, 20]
    numbers = list(Household.objects.values_list("number", flat=True))
    assert len(set(numbers)) == 60
    digests = Counter(Person.objects.exclude(id_digest="").values_list("id_digest", flat=True))
    assert max(digests.values()) == 1


def test_pressing_merge_twice_merges_once(bring, census, county_clerk, sample):
    first = bring(sample)
    before = census()

    again = actions.take_in(by=county_clerk, ledger=first.ledger, found=first.found)

    assert census() == before
    assert (again.opened, again.changed) == (first.done.opened, first.done.changed)
    first.ledger.refresh_from_db()
    assert first.ledger.opened == first.done.opened


def test_a_crash_in_the_middle_leaves_nothing(county_clerk, tree, in_county, census, monkeypatch, sample):
    found = actions.read(sample)
    kept = actions.keep(by=county_clerk, unit=tree.county, name="表.xlsx", content=b"-", found=found)
    before = census()

    def fails(*_args: object, **_named: object) -> None:
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr("anxin.families.actions.merging._tell", fails)  # everything is written by then
    with pytest.raises(RuntimeError):
        actions.take_in(by=county_clerk, ledger=kept, found=found)

    assert census() == before
    kept.refresh_from_db()
    assert kept.state == State.PREVIEWED


def test_facts_of_a_ledger_say_which_ledger_and_which_day(bring):
    brought = bring(SAMPLES / "survey.xlsx")

    facts = Fact.objects.all()
    assert facts.count() == brought.done.facts or facts.exists()
    assert {fact.ledger for fact in facts} == {brought.ledger.pk}
    assert {(fact.source, fact.source_text, fact.on) for fact in facts} == {
        ("ledger", "ledger:survey", brought.found.reported_on)
    }


def test_a_ledger_for_another_county_does_not_touch_ours(bring, tree, neighbour_clerk):
    from anxin.ground.database.scope import scope  # noqa: PLC0415  # after Django is set up

    bring(SAMPLES / "register.xlsx")
    ours = set(Household.objects.values_list("pk", flat=True))
    with scope(tree.neighbour.path):
        theirs = bring(SAMPLES / "register.xlsx", unit=tree.neighbour, by=neighbour_clerk)
        assert theirs.done.opened == 20
        assert Household.objects.count() == 20
    assert set(Household.objects.values_list("pk", flat=True)) == ours
