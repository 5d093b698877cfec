"""A pack is read strictly and cited always; the nearest region's value decides; without one there is none."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

import anxin.policy.packs
from anxin.policy.local import local_tables
from anxin.policy.packs.catalogue import SETTABLES
from anxin.policy.packs.reading import PackError, read
from anxin.policy.packs.systems import citations_with, system_with
from anxin.policy.system import system
from anxin.policy.tests.cases import line

EXAMPLES = sorted(
    file for file in Path(anxin.policy.packs.__file__).parent.glob("*.yaml") if file.stem != "catalogue"
)

GOOD = """
id: test-county
region: "530521"
name: Invented for a test
citations:
  a: {title: An invented notice, source: this test, confidence: S}
  m: {title: Another, source: this test, confidence: M}
values:
  dibao.urban:
    2024-01-01: {value: "650.50", citation: a}
    2025-07-01: {value: 70000, citation: m}
  local_wage.monthly:
    2023: {value: "8200", citation: a}
"""


def rows(table, regions, days):
    return table.on(np.array(regions), np.array(days, dtype="datetime64[D]"))


def told(packs, name, regions, days):
    table = local_tables(system_with(packs))[name]
    return table.numbers[rows(table, regions, days)].tolist()


def pack(region, value, name="dibao.urban", key="2024-01-01", pack_id="another"):
    return read(
        f"id: {pack_id}\nregion: '{region}'\nname: Invented\n"
        "citations: {a: {title: Invented, source: this test, confidence: S}}\n"
        f"values: {{{name}: {{{key}: {{value: {value}, citation: a}}}}}}\n"
    )


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_examples_that_come_with_the_package_are_packs(file):
    example = read(file.read_text(encoding="utf-8"))
    assert example.id == file.stem
    assert example.values
    assert {value.confidence for value in example.values} <= {"Q", "S"}
    assert all(citation.source for citation in example.citations)


def test_the_two_examples_are_the_ones_of_the_policy():
    assert [file.stem for file in EXAMPLES] == ["shanxi-survivors", "shidian-students"]


def test_money_is_fen_or_yuan_in_quotes():
    assert [value.told for value in read(GOOD).values] == [65050, 70000, 820000]


def test_a_value_is_in_force_from_its_day_until_the_next():
    days = ["2023-12-31", "2024-01-01", "2025-06-30", "2025-07-01"]
    assert told([read(GOOD)], "dibao.urban", [530521] * 4, days) == [0, 65050, 65050, 70000]


def test_a_value_from_memory_is_looked_up_as_not_confirmed():
    table = local_tables(system_with([read(GOOD)]))["dibao.urban"]
    found = rows(table, [530521, 530521], ["2024-01-01", "2025-07-01"])
    assert table.confirmed[found].tolist() == [True, False]


def test_a_yearly_figure_is_of_its_year_alone():
    table = local_tables(system_with([read(GOOD)]))["local_wage.monthly"]
    found = table.of_year(np.array([530521] * 3), np.array([2022, 2023, 2024]))
    assert table.numbers[found].tolist() == [0, 820000, 0]
    assert table.used[found[1]].code == "local_wage.monthly_2023@530521"
    assert table.used[found[1]].source == "test-county/a"


def test_the_nearest_region_decides_county_prefecture_province_country():
    packs = [pack(code, fen, pack_id=f"p{fen}") for code, fen in
             (("CN", 1), ("530000", 2), ("530500", 3), ("530521", 4))]  # fmt: skip
    regions = [530521, 530522, 530602, 110101, 0]
    assert told(packs, "dibao.urban", regions, ["2024-05-01"] * 5) == [4, 3, 2, 1, 1]


def test_a_nearer_region_without_a_value_yet_leaves_it_to_the_wider():
    packs = [pack("530000", 2, pack_id="wide"), pack("530521", 4, key="2025-01-01", pack_id="near")]
    assert told(packs, "dibao.urban", [530521, 530521], ["2024-05-01", "2025-05-01"]) == [2, 4]


def test_without_a_pack_there_is_no_local_value_of_anything_but_the_national_base():
    tables = local_tables(system())
    known = {name for name, table in tables.items() if len(table.keys)}
    known -= {name for name in known if name.startswith("dependants_pension.")}  # open points, settled
    assert known == {
        "survivors_allowance.elder_age_male",
        "survivors_allowance.elder_age_female",
        "survivors_allowance.child_below_age",
        "survivors_allowance.studies",
        "student_aid.senior",
        "student_aid.vocational",
        "student_aid.college",
        "medical.personal_share",
    }


def test_a_pack_overrides_the_national_base_in_its_region_only():
    shanxi = read(EXAMPLES[0].read_text(encoding="utf-8"))
    name = "survivors_allowance.elder_age_female"
    assert told([shanxi], name, [140105, 110101], ["2026-01-01"] * 2) == [55, 50]
    assert told([], name, [140105], ["2026-01-01"]) == [50]


def test_an_undated_row_finds_nothing():
    assert told([read(GOOD)], "dibao.urban", [530521], ["NaT"]) == [0]


def test_next_years_income_is_a_pack_of_the_whole_country():
    text = GOOD.replace('"530521"', "CN").split("values:")[0]
    text += "values:\n  urban_income.amount:\n    2026: {value: '59000', citation: a}\n"
    text += "  urban_income.published_on:\n    2026: {value: 2027-01-18, citation: a}\n"
    income = system_with([read(text)]).parameters.children["urban_income"].children
    found = {value.instant_str: value for value in income["amount"].values_list}
    assert found["2026-01-01"].value == 5900000
    assert found["2025-01-01"].value == 5650200
    assert found["2026-01-01"].metadata == {"reference": "test-county/a", "confidence": "S"}
    assert income["published_on"].values_list[0].value == "2027-01-18"
    assert "2026-01-01" not in {
        value.instant_str
        for value in system().parameters.children["urban_income"].children["amount"].values_list
    }


def income_pack(year, yuan, published=""):
    text = GOOD.replace('"530521"', "CN").split("values:")[0]
    text += f"values:\n  urban_income.amount:\n    {year}: {{value: '{yuan}', citation: a}}\n"
    return read(text + (f"  urban_income.published_on:\n    {year}: {{value: {published}, citation: a}}\n"
                        if published else ""))  # fmt: skip


def test_the_income_of_a_new_year_makes_what_was_provisional_final():
    facts = {"death": date(2027, 1, 10), "basic_pay_fen": 300000}
    new = income_pack(2026, 59000, "2027-01-18")
    early = line(**facts, as_of=date(2027, 1, 17), packs=[new])
    final = line(**facts, as_of=date(2027, 1, 18), packs=[new])
    assert (early.provisional, early.arithmetic[0].year) == (True, 2025)
    assert (final.provisional, final.arithmetic[0].year) == (False, 2026)
    assert final.amount_fen - early.amount_fen == 20 * (5900000 - 5650200)
    assert "test-county/a" in {one.source for one in final.parameters}
    assert line(**facts, as_of=date(2027, 1, 22)).gaps == ("income_2026",)


def test_a_figure_from_memory_is_confirmed_by_a_pack():
    facts = {"death": date(2014, 5, 1)}
    assert line(**facts).gaps == ("income_unconfirmed_2013",)
    told = line(**facts, packs=[income_pack(2013, 26955)])
    assert (told.gaps, told.amount_fen) == ((), 20 * 2695500 + 40 * 413500)


def test_the_same_packs_in_any_order_are_one_system():
    one, two = read(GOOD), pack("530000", 2)
    assert system_with([one, two]) is system_with([two, one])
    assert system_with([]) is system()
    assert system_with([one]) is not system_with([two])


def test_the_digest_changes_with_the_content_only():
    assert read(GOOD).digest == read(GOOD + "\n# a remark\n").digest
    assert read(GOOD).digest != read(GOOD.replace("650.50", "650.51")).digest


def test_the_citations_of_a_pack_join_those_of_the_package():
    cited = citations_with([read(GOOD)])
    assert cited["test-county/a"].title == "An invented notice"
    assert cited["mca_2011_192_1"]


def test_two_packs_that_say_the_same_thing_twice_are_refused():
    with pytest.raises(PackError) as refused:
        system_with([read(GOOD), pack("530521", 1)])
    assert refused.value.code == "two_packs"
    with pytest.raises(PackError) as refused:
        system_with([read(GOOD), pack("530522", 1, pack_id="test-county")])
    assert refused.value.code == "same_id"


WRONG = [
    ("id: test-county", "id: Test County", "id", "not_an_id"),
    ("id: test-county\n", "", "id", "missing"),
    ('"530521"', '"53052"', "region", "not_a_region"),
    ('"530521"', '"China"', "region", "not_a_region"),
    ("name: Invented for a test", "name: 7", "name", "not_text"),
    ("name:", "nmae:", "nmae", "unknown_key"),
    ("confidence: S}", "confidence: X}", "citations.a.confidence", "not_confidence"),
    ("source: this test, confidence: S", "confidence: S", "citations.a.source", "missing"),
    ("title: An invented notice, ", "", "citations.a.title", "missing"),
    ("title: An invented notice,", "titel: x,", "citations.a.titel", "unknown_key"),
    ("dibao.urban", "dibao.rural", "values.dibao.rural", "unknown_key"),
    ('value: "650.50"', "value: 650.5", "values.dibao.urban.2024-01-01.value", "not_money"),
    ('value: "650.50"', 'value: "650.505"', "values.dibao.urban.2024-01-01.value", "not_money"),
    ('value: "650.50"', "value: -1", "values.dibao.urban.2024-01-01.value", "not_money"),
    ('value: "650.50"', "value: true", "values.dibao.urban.2024-01-01.value", "not_money"),
    ("{value: 70000, citation: m}", "{value: 70000, citation: z}", "values.dibao.urban.2025-07-01.citation",
     "not_cited"),
    ("{value: 70000, citation: m}", "{value: 70000}", "values.dibao.urban.2025-07-01.citation", "missing"),
    ("{value: 70000, citation: m}", "70000", "values.dibao.urban.2025-07-01", "not_a_mapping"),
    ("2025-07-01", "2023-07-01", "values.dibao.urban.2023-07-01", "out_of_order"),
    ("2025-07-01", "2025-02-30", "pack", "not_yaml"),
    ("2025-07-01", "July", "values.dibao.urban.July", "not_a_date"),
    ("    2023:", "    23:", "values.local_wage.monthly.23", "not_a_year"),
    ("    2023:", "    2023-01-01:", "values.local_wage.monthly.2023-01-01", "not_a_year"),
    ("local_wage.monthly", "urban_income.amount", "values.urban_income.amount", "national_only"),
    ("dibao.urban:", "dibao.urban: {}\n  local_wage.monthly:", "line 13: local_wage.monthly", "twice"),
    ("name: Invented for a test", "name: &anchor Invented", "line 4", "anchor"),
    ("citations:", "citations: [", "pack", "not_yaml"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "code"), WRONG, ids=lambda part: None)
def test_what_is_wrong_is_named_with_its_path_and_how_to_mend_it(old, new, path, code):
    assert old in GOOD
    with pytest.raises(PackError) as refused:
        read(GOOD.replace(old, new, 1))
    assert (refused.value.path, refused.value.code) == (path, code)
    for language in ("zh", "en"):
        assert refused.value.what(language)
        assert refused.value.mend(language)


@pytest.mark.parametrize(
    "text", ["", "[]", "7", "id: x", "\x00", "a: b: c", "? [a]\n: b", "<<: 1", "!!python/name:os.system x"]
)
def test_what_is_no_pack_at_all_is_refused(text):
    with pytest.raises(PackError):
        read(text)


def test_a_value_of_each_kind_is_refused_when_it_is_of_another():
    wrong = {"money": "x", "count": 999, "per_mille": 1001, "flag": 1, "studies": ["nowhere"], "code": "x",
             "day": "x"}  # fmt: skip
    assert {one.kind for one in SETTABLES.values()} == set(wrong)
    for name, settable in SETTABLES.items():
        with pytest.raises(ValueError, match=name):
            settable.told(wrong[settable.kind], name)


def test_an_unknown_year_of_an_unknown_day_is_no_date():
    assert read(GOOD).values[0].start == date(2024, 1, 1)
