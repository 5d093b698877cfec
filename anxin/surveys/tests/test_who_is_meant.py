"""Which card and which person a row means: namesakes, two households of one officer, rows without numbers."""

import pytest

from anxin.families.models import Household, Membership, Person

from .ledger.books import REGISTER, SURVEY, member, number, xlsx

pytestmark = pytest.mark.django_db
SISTER = number("19550806", sequence=31)
HIS = number("19800102", "男")


@pytest.fixture
def survey(bring, tmp_path):
    return lambda *rows: bring(xlsx(tmp_path / "ledger.xlsx", [SURVEY, *rows])).done


@pytest.fixture
def register(bring, tmp_path):
    return lambda *rows: bring(xlsx(tmp_path / "register.xlsx", [REGISTER, *rows])).done


def test_two_members_of_one_name_stay_two(survey):
    rows = [member(), member(relation="姨母", number=SISTER, born="1955.08")]

    assert survey(*rows).people == 2
    assert survey(*rows).people == 0
    assert Person.objects.filter(name="李桂兰").count() == 2


def test_two_of_one_name_without_numbers_are_told_apart_by_birth(survey):
    rows = [member(number="", born="1952.04"), member(relation="祖母", number="", born="1930.01")]

    assert survey(*rows).people == 2
    assert survey(*reversed(rows)).people == 0


def test_a_namesake_with_a_number_is_not_taken_for_the_one_without(survey):
    survey(member(number="", born="1952.04"))
    done = survey(
        member(number="", born="1952.04"),
        member(relation="祖母", number=number("19300101"), born="1930.01.01"),
    )

    assert done.people == 1
    assert Membership.objects.filter(person__name="李桂兰").count() == 2


def test_the_row_with_a_number_takes_its_person_before_a_row_with_a_name_only(survey):
    survey(member())

    done = survey(member(relation="祖母", number="", born=""), member())

    assert done.people == 1


def test_a_name_that_is_a_piece_of_another_is_somebody_else(survey):
    survey(member(relation="儿子", name="李明华", sex="男", number="", born="2001"))

    done = survey(member(relation="父亲", name="李明", sex="男", number="", born=""))

    assert done.people == 1
    assert set(Person.objects.filter(fallen=None).values_list("name", flat=True)) == {"李明华", "李明"}


def test_two_officers_of_one_name_have_two_cards(survey):
    aunt = member(died="2011年3月2日", name="赵玉芬", number=SISTER, born="1955.08")
    between = member(officer="钱志远", name="孙小兰", number=number("19600101"), born="1960.01")
    rows = [member(), between, aunt]

    assert survey(*rows).opened == 3
    assert survey(*rows).opened == 0


def test_an_officer_whose_day_of_death_was_refused_is_recognised_by_the_family(survey):
    survey(member(died="2099年5月9日"))
    assert str(Person.objects.get(name="王正平").died_on) == "None"

    done = survey(member())

    assert (done.opened, done.changed) == (0, 1)
    assert str(Person.objects.get(name="王正平").died_on) == "2018-05-09"


def test_parents_and_widow_living_apart_have_a_card_each_and_keep_it(register):
    def row(household, name, born, relation):
        return [household, name, number(born), relation, born, 900, "王正平", HIS, "20180509"]

    apart = [row("AH001", "李桂兰", "19520403", "户主"), row("AH002", "赵玉芬", "19820403", "户主")]

    assert register(*apart).opened == 2
    again = register(*apart)
    assert (again.opened, again.people, again.changed) == (0, 0, 0)
    households = {one.outside_number: one for one in Household.objects.all()}
    assert Membership.objects.get(person__name="赵玉芬").household == households["AH002"]


def test_a_second_ledger_that_names_the_same_family_joins_it(survey, register):
    survey(member(), member(relation="妻子", name="赵玉芬", number=number("19820403"), born="1982.04"))

    done = register(
        ["AH001", "赵玉芬", number("19820403"), "户主", "19820403", 900, "王正平", "", "20180509"]
    )

    assert (done.opened, done.people) == (0, 0)
    assert Household.objects.get().head.name == "赵玉芬"
