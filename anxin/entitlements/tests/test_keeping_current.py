"""What is written when a calculation is made again, and what is made again by night."""

from datetime import date, timedelta

import pytest

from anxin.entitlements import standards, upkeep
from anxin.entitlements.actions import calculate, calculate_again
from anxin.entitlements.models import Calculation, Entitlement, Gap, Sweep
from anxin.entitlements.tests.conftest import ORIGIN
from anxin.entitlements.upkeep import keep_current
from anxin.families.actions import correct_officer, seal, unseal
from anxin.families.models import Bereavement, FallenOfficer
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import now, today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.models import JournalEntry

pytestmark = pytest.mark.usefixtures("in_county")


@pytest.fixture
def on_day(settings):
    """Everything happens on a given day."""
    settings.ANXIN_TEST = True

    def set_day(day):
        settings.ANXIN_TODAY = day

    return set_day


def lines(household):
    return {line.pk: line for line in Entitlement.objects.filter(household=household)}


def made(household):
    return Calculation.objects.get(household=household)


def test_what_came_out_the_same_is_not_written_again(opened, county_clerk):
    household = opened()
    before, calculation = lines(household), made(household)
    calculate(by=county_clerk, households=[household])
    assert {key: line.calculated_at for key, line in lines(household).items()} == {
        key: line.calculated_at for key, line in before.items()
    }
    assert made(household).calculated_at > calculation.calculated_at


def test_of_two_lines_only_the_one_that_changed_is_written(opened, county_clerk):
    household = opened(died_on=PartialDate(2025, 6, 20), basic_pay_fen=526000, determination="martyr")
    before = {line.rule: line for line in lines(household).values()}
    officer = FallenOfficer.objects.get(person__household=household)
    correct_officer(by=county_clerk, officer=officer, values={"basic_pay_fen": 527000}, origin=ORIGIN)
    after = {line.rule: line for line in lines(household).values()}
    assert after["lump_sum"].amount_fen == before["lump_sum"].amount_fen + 40000
    assert after["lump_sum"].pk == before["lump_sum"].pk
    assert after["lump_sum"].calculated_at > before["lump_sum"].calculated_at
    assert after["martyr_praise"].calculated_at == before["martyr_praise"].calculated_at


def test_a_gap_that_is_filled_goes_and_the_others_stay(opened, county_clerk):
    household = opened(basic_pay_fen=None, employment="")
    kept = Gap.objects.get(household=household, code="employment").pk
    officer = FallenOfficer.objects.get(person__household=household)
    correct_officer(by=county_clerk, officer=officer, values={"basic_pay_fen": 413500}, origin=ORIGIN)
    assert [gap.pk for gap in Gap.objects.filter(household=household, code="employment")] == [kept]
    assert not Gap.objects.filter(household=household, code="basic_pay").exists()


def test_an_officer_whom_a_card_no_longer_mourns_leaves_nothing_behind(opened, county_clerk):
    household = opened()
    Bereavement.objects.filter(household=household).delete()
    calculate(by=county_clerk, households=[household])
    assert not lines(household)
    assert not Calculation.objects.filter(household=household).exists()


def test_the_case_is_kept_encrypted(opened, tree):
    from django.db import connection  # noqa: PLC0415  # the raw column

    household = opened()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stated FROM entitlements_calculation")
        [(raw,)] = cursor.fetchall()
    assert "413500" in made(household).stated
    assert "413500" not in raw


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, date(2026, 12, 31)),
        ({"died_on": None}, date(2026, 12, 31)),
    ],
)
def test_a_family_is_asked_about_again_within_a_year(on_day, opened, changes, day):
    on_day("2025-12-30")
    assert made(opened(members=(), **changes)).again_on == day


def test_it_is_due_on_the_day_on_which_an_age_is_reached(on_day, opened):
    on_day("2028-05-31")
    household = opened()
    assert made(household).again_on == date(2028, 6, 1)  # the daughter turns 16


def test_a_provisional_sum_is_final_the_night_after_the_figure_is_out(on_day, opened):
    on_day("2026-01-12")
    household = opened(died_on=PartialDate(2026, 1, 10), basic_pay_fen=500000)
    [before] = [one for one in lines(household).values() if one.rule == "lump_sum"]
    assert before.provisional
    due = made(household).again_on
    assert due == date(2026, 1, 19)
    on_day("2026-01-18")
    assert keep_current() == 0
    on_day("2026-01-19")
    assert keep_current() == 1
    [after] = [one for one in lines(household).values() if one.rule == "lump_sum"]
    assert (after.pk, after.provisional) == (before.pk, False)
    assert after.amount_fen - before.amount_fen == 20 * (5650200 - 5418800)
    assert keep_current() == 0  # and nothing is left to do


def test_other_rules_are_applied_to_every_family_by_night(opened, monkeypatch):
    household = opened()
    before = made(household)
    for place in ("anxin.entitlements.actions.calculating", "anxin.entitlements.upkeep"):
        monkeypatch.setattr(f"{place}.rules_digest", lambda: "other")
    assert keep_current() == 1
    assert made(household).rules == "other" != before.rules


@pytest.fixture
def other_standards(opened):
    """Three families, all calculated a month ago under standards that are no more."""

    def three(**changes):
        families = [opened(name=name) for name in ("周明远", "郑怀川", "何致诚")]
        old = {"standards": "before", "calculated_at": now() - timedelta(30)} | changes
        Calculation.objects.update(as_of=today() - timedelta(30), **old)
        return families

    return three


def test_a_night_under_other_standards_writes_no_row_that_came_out_as_before(other_standards):
    other_standards()
    before = list(Calculation.objects.values())
    assert keep_current() == 3
    assert list(Calculation.objects.values()) == before
    assert keep_current() == 0  # looked at all the same
    assert Sweep.objects.get().ended_at


def test_a_night_under_other_standards_writes_what_came_out_differently(other_standards):
    one, *_others = other_standards()
    Calculation.objects.filter(household=one).update(result=0)
    Entitlement.objects.filter(household=one).delete()
    assert keep_current() == 3
    assert lines(one)
    assert made(one).standards == ""
    assert Calculation.objects.filter(standards="before").count() == 2


def test_a_night_that_was_cut_short_goes_on_where_it_stopped(other_standards, monkeypatch):
    other_standards()
    looked_at, again = [], upkeep.calculate_again

    def cut_short(**given):
        looked_at.extend(one.pk for one in given["calculations"])
        if len(looked_at) == 2:
            raise KeyboardInterrupt
        return again(**given)

    monkeypatch.setattr(upkeep, "AT_ONCE", 1)
    monkeypatch.setattr(upkeep, "calculate_again", cut_short)
    with pytest.raises(KeyboardInterrupt):
        keep_current()
    assert Sweep.objects.get().after == looked_at[0]
    assert keep_current() == 2  # the one in whose middle it was cut short, and the one after it
    first, second, *rest = looked_at
    assert rest == sorted({second, *rest})
    assert first not in rest


def test_the_next_standards_are_asked_of_every_family_again(other_standards, monkeypatch):
    other_standards()
    assert keep_current() == 3
    monkeypatch.setattr(upkeep, "standards_digest", lambda packs: "next")
    assert keep_current() == 3
    monkeypatch.undo()
    assert keep_current() == 3  # and once more where those before come back


def test_what_was_written_while_the_standards_changed_is_looked_at_by_itself(other_standards):
    """It may have read the standards before, and have become visible only after the sweep had gone by."""
    families = other_standards()
    assert keep_current() == 3
    late = Calculation.objects.filter(household=families[0])
    late.update(calculated_at=Sweep.objects.get().began_at - timedelta(minutes=5))
    assert keep_current() == 1
    assert late.get().standards == ""
    assert keep_current() == 0


def test_a_day_that_a_new_standard_brings_nearer_is_kept(other_standards):
    one, *_others = other_standards(again_on=today() + timedelta(3000))
    assert keep_current() == 3
    assert made(one).again_on <= today() + timedelta(366)


def test_a_card_that_was_in_storage_meanwhile_is_calculated_when_it_is_opened(other_standards, county_clerk):
    one, *_others = other_standards()
    with scope(one.path):
        seal(by=county_clerk, household=one, why="三十年期满")
    assert keep_current() == 2
    with scope(one.path):
        unseal(by=county_clerk, household=one, why="家属请求")
    assert made(one).standards == ""


def test_a_family_that_was_never_calculated_is_calculated_by_night(opened):
    household = opened()
    for model in (Entitlement, Gap, Calculation):
        model.objects.all().delete()
    assert keep_current() == 1
    assert lines(household)


def test_a_family_whose_officer_lies_in_storage_does_not_keep_the_night_from_ending(opened, county_clerk):
    """The parents' card mourns him too; his own card, the widow's, was put away."""
    widow, parents = opened(), opened(name="另一位")
    with everywhere():
        officer = Bereavement.objects.get(household=widow).officer
        Bereavement.objects.create(household=parents, officer=officer, path=parents.path)
    with scope(widow.path):
        seal(by=county_clerk, household=widow, why="三十年期满")
    with everywhere():
        Calculation.objects.all().delete()
    assert keep_current() == 1
    assert keep_current() <= 1  # ended again; what is out of sight waits until the card is opened


def test_a_night_leaves_one_entry_of_what_changed_and_no_names(opened):
    household = opened()
    Calculation.objects.update(again_on=today() + timedelta(1), as_of=today() - timedelta(1))
    Calculation.objects.update(again_on=today())
    keep_current()
    with everywhere():
        [entry] = JournalEntry.objects.filter(act="entitlements.calculated", by=None)
    assert (entry.cards, entry.details) == ([], {"count": 1})
    assert made(household).again_on > today()


def test_a_neighbour_cannot_calculate_what_he_cannot_see(opened, neighbour_clerk, tree):
    household = opened()
    one = made(household)
    with scope(tree.neighbour.path):
        assert not Calculation.objects.exists()
        assert calculate(by=neighbour_clerk, households=[household]) == 0
    assert made(household).calculated_at == one.calculated_at


def test_many_are_made_again_in_few_queries(opened, county_clerk, django_assert_max_num_queries):
    for number in range(5):
        opened(name=f"干部{number}", basic_pay_fen=400000 + number)
    every = list(Calculation.objects.all())
    with django_assert_max_num_queries(5):
        assert calculate_again(by=county_clerk, calculations=every) == 0


def test_rules_and_standards_have_names(opened):
    household = opened()
    assert made(household).rules == standards.rules_digest()
    assert made(household).standards == standards.standards_digest(())
