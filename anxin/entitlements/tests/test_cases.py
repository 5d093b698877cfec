"""From the register to the law: every word of the register becomes the input it means, or nothing at all."""

from datetime import date

import pytest

from anxin.entitlements.cases import fed_again, feed
from anxin.entitlements.tests.conftest import FAMILY, ORIGIN
from anxin.families.actions import (
    MemberDetails,
    correct_officer,
    end_membership,
    record_fact,
    record_standing,
)
from anxin.families.dictionary import WITHDRAWN
from anxin.families.models import FallenOfficer, Membership, Person
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level

pytestmark = pytest.mark.usefixtures("in_county")


def fed(household):
    [one] = feed([household.pk], today())
    return one


def relative(household, name="周雨桐"):
    return fed(household).people[Person.objects.get(name=name, household=household).pk.hex]


@pytest.fixture
def say(county_clerk):
    """Record what entitlements depend on about somebody of a card."""

    def record(household, name="周雨桐", **values):
        person = Person.objects.get(name=name, household=household)
        said = {"by": county_clerk, "household": household, "person": person, "origin": ORIGIN}
        record_standing(values=values, **said)

    return record


def test_who_somebody_is_to_the_officer_follows_from_the_kinship(opened):
    kin = {one.kin for one in fed(opened()).case.relatives}
    assert kin == {"spouse", "child", "parent"}
    assert relative(opened(members=[MemberDetails(name="周大山", kinship="97")]), "周大山").kin == "other"


def test_sex_and_birth_are_those_of_the_register_and_a_partial_birth_is_not_known(opened):
    household = opened(members=[*FAMILY, MemberDetails(name="周大山", kinship="51", birth=PartialDate(1950))])
    child = relative(household)
    assert (child.sex, child.birth) == ("female", date(2012, 6, 1))
    assert (relative(household, "周大山").sex, relative(household, "周大山").birth) == (None, None)


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ({"incapable": "yes"}, "incapable", True),
        ({"incapable": "no"}, "incapable", False),
        ({"relied": "yes"}, "relied", True),
        ({"lone": "no"}, "lone", False),
        ({"raised_deceased": "yes"}, "raised_deceased", True),
        ({"study": "vocational"}, "study", "vocational"),
        ({"boarding": "yes"}, "boarding", True),
        ({"needy": "no"}, "needy", False),
        ({"disabled": "yes"}, "disabled", True),
        ({"other_parent": "unable"}, "other_parent", "unable"),
        ({"assistance": "destitute"}, "assistance", "destitute"),
        ({"monthly_income": "0"}, "income_fen", 0),
        ({"monthly_income": "260000"}, "income_fen", 260000),
        ({"employed_on": "2025-03-01"}, "employed_on", date(2025, 3, 1)),
        ({"enlisted_on": "2025-09-01"}, "enlisted_on", date(2025, 9, 1)),
        ({"prison_from": "2025-01-02"}, "prison", (date(2025, 1, 2), None)),
        (
            {"prison_from": "2025-01-02", "prison_until": "2026-01-02"},
            "prison",
            (date(2025, 1, 2), date(2026, 1, 2)),
        ),
    ],
)
def test_each_coded_fact_is_one_input(opened, say, said, field, value):
    household = opened()
    say(household, **said)
    assert getattr(relative(household), field) == value


def test_what_nobody_told_is_not_known_and_what_was_withdrawn_neither(opened, say):
    household = opened()
    assert relative(household).study is None
    say(household, study="primary")
    say(household, study=WITHDRAWN)
    assert relative(household).study is None


def test_the_newest_fact_holds_whenever_it_was_entered(opened, say, county_clerk):
    household = opened()
    say(household, study="junior")
    person = Person.objects.get(name="周雨桐", household=household)
    older = ORIGIN.__class__(ORIGIN.source, ORIGIN.text, date(2020, 1, 1))
    record_standing(
        by=county_clerk, household=household, person=person, values={"study": "primary"}, origin=older
    )
    assert relative(household).study == "junior"


@pytest.mark.parametrize(
    ("because", "field"), [("remarriage", "remarried_on"), ("adoption", "adopted_on"), ("death", "died_on")]
)
def test_the_end_of_a_membership_is_the_event_that_the_law_asks_about(opened, county_clerk, because, field):
    household = opened()
    membership = Membership.objects.get(person__name="林秀兰", household=household)
    end_membership(
        by=county_clerk, membership=membership, because=because, on=date(2025, 5, 1), origin=ORIGIN
    )
    assert getattr(relative(household, "林秀兰"), field) == date(2025, 5, 1)


def test_who_was_entered_by_mistake_is_no_relative(opened, county_clerk):
    household = opened()
    membership = Membership.objects.get(person__name="林秀兰", household=household)
    end_membership(by=county_clerk, membership=membership, because="mistake", on=today(), origin=ORIGIN)
    assert len(fed(household).case.relatives) == 2


def test_somebody_who_died_in_a_year_is_not_taken_as_living(opened):
    household = opened()
    Person.objects.filter(name="陈桂香", household=household).update(died_on=PartialDate(2020))
    assert relative(household, "陈桂香").died_on == date(2020, 12, 31)


def test_the_childs_other_parent_is_the_spouse_on_the_card(opened, say, county_clerk):
    household = opened()
    assert relative(household).other_parent == "living"
    membership = Membership.objects.get(person__name="林秀兰", household=household)
    end_membership(
        by=county_clerk, membership=membership, because="death", on=date(2025, 5, 1), origin=ORIGIN
    )
    assert relative(household).other_parent == "dead"
    say(household, other_parent="unable")
    assert relative(household).other_parent == "unable"
    assert relative(opened(members=FAMILY[1:])).other_parent is None


def test_pay_insurance_and_years_of_work_are_the_officers(opened, county_clerk):
    household = opened(work_start=PartialDate(2000, 5))
    officer = FallenOfficer.objects.get(person__household=household)
    told = {"police_allowance_fen": 56000, "wage_fen": 800000, "insured": True, "insured_wage_fen": 960000,
            "pension_insured": False, "hardship": True, "missing_since": date(2017, 5, 1)}  # fmt: skip
    correct_officer(by=county_clerk, officer=officer, values=told, origin=ORIGIN)
    deceased = fed(household).case.deceased
    assert (deceased.rank_allowance_fen, deceased.wage_fen, deceased.insured) == (56000, 800000, True)
    assert (deceased.insured_wage_fen, deceased.pension_insured, deceased.hardship) == (960000, False, True)
    assert (deceased.missing_since, deceased.service_years) == (date(2017, 5, 1), None)
    officer.work_start = PartialDate(2000, 4)
    officer.save()
    assert fed(household).case.deceased.service_years == 17


def test_the_region_is_that_of_the_nearest_unit_above_unless_the_officer_has_another(
    opened, tree, county_clerk
):
    household = opened()
    assert fed(household).case.deceased.region is None
    tree.city.region_code = "990100"
    tree.city.save()
    assert fed(household).case.deceased.region == "990100"
    tree.county.region_code = "990102"
    tree.county.save()
    assert fed(household).case.deceased.region == "990102"
    officer = FallenOfficer.objects.get(person__household=household)
    correct_officer(by=county_clerk, officer=officer, values={"region": "530521"}, origin=ORIGIN)
    assert fed(household).case.deceased.region == "530521"


def test_a_town_stands_in_its_county(county_clerk, tree):
    town = add_unit(
        by=OPERATOR, code="990102199", name="南山镇", kind=Kind.REGION, level=Level.TOWNSHIP,
        parent=tree.county, region_code="990102199",
    )  # fmt: skip
    from tests.cast import family  # noqa: PLC0415  # the cast's family, under another unit

    assert fed(family(county_clerk, town)).case.deceased.region == "990102"


def test_a_case_that_was_kept_is_the_case_that_was_fed(opened, say):
    household = opened()
    say(household, study="junior", prison_from="2025-01-02", raised_deceased="yes", disabled="no")
    one = fed(household)
    again = fed_again(one.household, one.officer, one.path, one.stated, one.digest, today())
    assert again == one


def test_the_digest_changes_with_every_input_and_with_no_other_thing(opened, say, county_clerk):
    household = opened()
    first = fed(household).digest
    officer = FallenOfficer.objects.get(person__household=household)
    correct_officer(by=county_clerk, officer=officer, values={"death_cause": "防汛抢险"}, origin=ORIGIN)
    assert fed(household).digest == first
    say(household, needy="yes")
    assert fed(household).digest != first


GROWN = MemberDetails(name="周大勇", sex="1", birth=PartialDate(1990, 1, 1), kinship="20")
FATHER = MemberDetails(name="周大山", sex="1", birth=PartialDate(1950, 1, 1), kinship="51")


def test_whom_the_card_shows_in_company_nobody_is_asked_about(opened, say):
    household = opened(members=[*FAMILY, GROWN, FATHER])
    assert relative(household).lone is False  # the mother lives
    assert relative(household, "林秀兰").lone is False  # a grown-up child
    assert relative(household, "陈桂香").lone is False  # a husband
    assert len(fed(household).not_alone) == 5
    say(household, "陈桂香", lone="yes")
    assert relative(household, "陈桂香").lone is True


def test_without_company_on_the_card_it_stays_open(opened):
    household = opened()
    assert relative(household, "林秀兰").lone is None  # the child is a minor
    assert relative(household, "陈桂香").lone is None


def test_that_somebody_was_taken_as_not_alone_stands_with_the_line_and_after_another_reading(opened, say):
    household = opened(members=[*FAMILY, FATHER])
    one = fed(household)
    again = fed_again(one.household, one.officer, one.path, one.stated, one.digest, today())
    assert again.not_alone == one.not_alone
    assert again.case.relatives == one.case.relatives


@pytest.mark.parametrize(
    ("cover", "known"),
    [("职工医保", True), ("城乡居民医保", None), ("职工医保（退休），子女为居民医保", None)],
)
def test_the_medical_insurance_of_employees_is_read_where_the_card_says_so(
    opened, county_clerk, cover, known
):
    household = opened()
    person = Person.objects.get(name="林秀兰", household=household)
    record_fact(by=county_clerk, household=household, person=person, code="medical_cover", value=cover,
                origin=ORIGIN)  # fmt: skip
    assert relative(household, "林秀兰").employees_cover is known
