"""What is written when a calculation is made again, and what is made again by night."""

from datetime import date, timedelta

import pytest

from anxin.entitlements import standards
from anxin.entitlements.actions import calculate, calculate_again
from anxin.entitlements.models import Calculation, Entitlement, Gap
from anxin.entitlements.tests.conftest import ORIGIN
from anxin.entitlements.upkeep import keep_current
from anxin.families.actions import correct_officer, seal
from anxin.families.models import Bereavement, FallenOfficer
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today
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
