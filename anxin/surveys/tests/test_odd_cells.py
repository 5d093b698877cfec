"""Cells that are too long or broken never stop a ledger; their row comes in as far as it is sound."""

import pytest

from anxin.families.models import Fact, FallenOfficer, Household, Person

from .ledger.books import SURVEY, member, text, xlsx

pytestmark = pytest.mark.django_db


def test_texts_longer_than_a_column_are_cut_and_stop_nobody(bring, tmp_path):
    heading = (*SURVEY, "殉职原因", "家庭住址", "联系电话", "主要困难", "工作单位及职务")
    long = [*member(), "险" * 900, "路" * 900, "1" * 90, "难" * 5000, "职" * 900]
    other = [*member(officer="钱志远", name="孙小兰", number="", born="1960"), "", "", "", "", ""]

    done = bring(xlsx(tmp_path / "ledger.xlsx", [heading, long, other])).done

    assert done.opened == 2
    assert len(FallenOfficer.objects.get(person__name="王正平").death_cause) == 200
    assert len(Fact.objects.get(code="difficulty").value) == 2000
    assert len(Household.objects.get(people__name="王正平").address) == 500


def test_a_name_of_fifty_characters_stays_whole(bring, tmp_path):
    name = "阿" * 24 + "·" + "吉" * 25
    bring(xlsx(tmp_path / "ledger.xlsx", [SURVEY, member(name=name, number="", born="1960")]))

    assert Person.objects.get(fallen=None).name == name


@pytest.mark.parametrize("name", ["李\u200b桂兰", "李䶮", "𠮷桂", "阿依古丽·买买提", "=1+1", "李'桂;--"])
def test_odd_signs_in_a_name_stop_nobody(bring, tmp_path, name):
    path = text(tmp_path / "ledger.csv", [SURVEY, member(name=name, number="", born="1960")], "utf-8")

    assert bring(path).done.opened == 1
    kept = Person.objects.get(fallen=None).name
    assert kept == name


def test_the_members_own_telephone_and_the_housing_are_kept(bring, tmp_path):
    heading = (*SURVEY, "本人电话", "住房情况")
    bring(xlsx(tmp_path / "ledger.xlsx", [heading, [*member(), "00006200001", "自建房"]]))

    assert Person.objects.get(name="李桂兰").phone == "00006200001"
    assert Fact.objects.get(code="housing").value == "自建房"


def test_a_name_broken_over_two_lines_of_a_cell_is_one_name(bring, tmp_path):
    bring(xlsx(tmp_path / "ledger.xlsx", [SURVEY, member(name="李桂\n兰", number="", born="1960")]))

    assert Person.objects.get(fallen=None).name == "李桂兰"
