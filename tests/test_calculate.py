"""``anxin calculate``: the nineteen worked examples as JSON, its schemas, and what it says of bad input."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

import anxin.policy.tests
from anxin.cli.calculate import calculate
from anxin.cli.tests.house import anxin as run
from anxin.cli.words import choose_language
from anxin.ground.database.problem import Problem
from anxin.policy.codes import PERIODS

FAMILIES = Path(anxin.policy.tests.__file__).parent / "families"
PLACES = (FAMILIES.parent / "packs", FAMILIES.parent.parent / "packs")
EXAMPLES = [
    pytest.param(example, id=f"{file.stem} {example['about']}")
    for file in sorted(FAMILIES.glob("w*.json"))
    for example in json.loads(file.read_text(encoding="utf-8"))
]
W1 = json.loads((FAMILIES / "w01.json").read_text(encoding="utf-8"))[0]["input"]


def pack(name):
    return next(place / f"{name}.yaml" for place in PLACES if (place / f"{name}.yaml").is_file())


@pytest.fixture
def ask(tmp_path, capsys):
    """Hand a document in as a file; give back what the command writes, in English."""
    choose_language(["--lang", "en"])

    def asked(document, packs=()):
        file = tmp_path / "family.json"
        file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        calculate(str(file), [pack(name) for name in packs])
        return json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture(scope="module")
def schemas():
    done = run("calculate", "--schema")
    assert done.returncode == 0
    return json.loads(done.stdout)


def code_of(told):
    return told["code"] if isinstance(told, dict) else told


def as_expected(line, wanted):
    """Whether a told line has everything that is wanted of it."""
    for name, value in wanted.items():
        found = line[name]
        if isinstance(found, list):
            found = [code_of(one) for one in found]
        if code_of(found) != value:
            return False
    return True


def test_all_nineteen_examples_are_here():
    assert [file.stem for file in sorted(FAMILIES.glob("w*.json"))] == [f"w{n:02d}" for n in range(1, 20)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_worked_example_comes_out(example, ask, schemas):
    told = ask(example["input"], example["packs"])
    kind = "leave_" if "leave" in example["input"] else ""
    for name, document in ((f"{kind}input", example["input"]), (f"{kind}output", told)):
        jsonschema.Draft202012Validator(schemas[name]).validate(document)
    if kind:
        told["deadline"] = told["deadline"] and told["deadline"]["on"]
        assert {name: told[name] for name in example["expect"]} == example["expect"]
        return
    for wanted in example["expect"]:
        found = [line for line in told["lines"] if as_expected(line, wanted)]
        assert len(found) == 1, wanted


def test_w1_is_told_with_article_arithmetic_and_figures(ask):
    [line] = [one for one in ask(W1)["lines"] if one["rule"]["code"] == "lump_sum"]
    assert line["sum"]["zh"] == "20 × 33,616.00 + 40 × 4,135.00 = 837,720.00 元"
    assert line["arithmetic"][0]["zh"].startswith("20 × 2016年全国城镇居民人均可支配收入")
    assert line["arithmetic"][1]["en"] == "40 months × own basic pay 4,135.00 yuan = 165,400.00 yuan"
    assert (line["citations"][0]["number"], line["citations"][0]["article"]) == (
        "民发〔2011〕192号",
        "第一条",
    )
    assert {"code": "urban_income_2016", "value": 3361600, "source": "nbs_2016", "confidence": "Q"} in (
        line["parameters"]
    )
    assert line["period"]["code"] in PERIODS


def test_w19_names_the_two_lines_that_exclude_each_other(ask):
    example = json.loads((FAMILIES / "w19.json").read_text(encoding="utf-8"))[0]
    told = ask(example["input"], example["packs"])
    [conflict] = [one for one in told["conflicts"] if one["code"] == "funeral_aid"]
    rules = {told["lines"][place]["rule"]["code"] for place in conflict["lines"]}
    assert rules == {"work_injury_funeral", "pension_fund_funeral"}


def test_the_packs_are_named_with_their_digests(ask):
    told = ask(W1, ["shanxi-survivors"])
    assert [(one["id"], one["region"]) for one in told["packs"]] == [("shanxi-survivors", "140000")]
    assert len(told["packs"][0]["digest"]) == 32


def test_the_schemas_are_schemas_and_name_every_code(schemas):
    assert set(schemas) == {"input", "output", "leave_input", "leave_output"}
    for schema in schemas.values():
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema.Draft202012Validator.check_schema(schema)
    deceased = schemas["input"]["properties"]["deceased"]["properties"]
    assert {"martyr", "on_duty", "illness", "work_injury"} == set(deceased["category"]["anyOf"][0]["enum"])
    assert schemas["input"]["required"] == ["deceased", "as_of"]


def words(code):
    """What is said of this fault, as far as it is the same for all."""
    told = yaml.safe_load((FAMILIES.parents[1] / "words" / "wrong.yaml").read_text(encoding="utf-8"))
    return told[code]["what"]["en"].split("{")[0]


def relative(**facts):
    return {"as_of": "2026-11-23", "deceased": {}, "relatives": [{"key": "a"}, {"key": "b"} | facts]}


WRONG = [
    ("[", "$", "not_json"),
    ("[]", "$", "not_an_object"),
    ("[" * 100_000, "$", "not_json"),
    ('{"as_of": ' + "1" * 5000 + "}", "$", "not_json"),
    (relative(key="\ud800"), "relatives[1].key", "not_text"),
    ('{"as_of": NaN}', "$", "not_json"),
    ('{"as_of": 1, "as_of": 2}', "as_of", "twice"),
    ({"deceased": {}}, "as_of", "missing"),
    ({"as_of": "2026-11-23"}, "deceased", "missing"),
    ({"as_of": "20261123", "deceased": {}}, "as_of", "not_a_date"),
    ({"as_of": "2026-11-23", "deceased": {"pay": 1}}, "deceased.pay", "unknown_key"),
    ({"as_of": "2026-11-23", "deceased": {"basic_pay_fen": 4135.0}}, "deceased.basic_pay_fen", "not_fen"),
    ({"as_of": "2026-11-23", "deceased": {"basic_pay_fen": True}}, "deceased.basic_pay_fen", "not_fen"),
    ({"as_of": "2026-11-23", "deceased": {"basic_pay_fen": -1}}, "deceased.basic_pay_fen", "not_fen"),
    ({"as_of": "2026-11-23", "deceased": {"service_years": 999}}, "deceased.service_years", "not_a_count"),
    ({"as_of": "2026-11-23", "deceased": {"region": "China"}}, "deceased.region", "not_a_region"),
    ({"as_of": "2026-11-23", "deceased": {"category": "hero"}}, "deceased.category", "not_a_code"),
    ({"as_of": "2026-11-23", "deceased": []}, "deceased", "not_an_object"),
    ({"as_of": "2026-11-23", "deceased": {}, "relatives": {}}, "relatives", "not_a_list"),
    (relative(birth="1990-02-30"), "relatives[1].birth", "not_a_date"),
    (relative(birth="2030-01-01"), "relatives[1].birth", "after_as_of"),
    (relative(relied="yes"), "relatives[1].relied", "not_a_flag"),
    (relative(prison=["2026-01-01"]), "relatives[1].prison", "not_a_pair"),
    (relative(prison=["2026-02-01", "2026-01-01"]), "relatives[1].prison", "period_reversed"),
    (relative(prison=["2026-02-01", 7]), "relatives[1].prison[1]", "not_a_date"),
    (relative(key="a"), "relatives[1].key", "twice"),
    (relative(key=""), "relatives[1].key", "not_text"),
    ({"leave": {}}, "leave.on", "missing"),
    ({"leave": {"on": "2026-11-23", "untaken_reason": "lazy"}}, "leave.untaken_reason", "not_a_code"),
    ({"leave": {"on": "2026-11-23", "first": "2026-03-02", "last": "2026-03-01"}}, "leave.last",
     "period_reversed"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "path", "code"), WRONG, ids=lambda part: None)
def test_bad_input_names_the_path_of_the_wrong_field_and_how_to_mend_it(document, path, code, ask, capsys):
    with pytest.raises(Problem) as refused:
        ask(document)
    told = str(refused.value)
    assert told.startswith(f"{path}: {words(code)}")
    assert refused.value.exit_code == 2
    assert refused.value.__suppress_context__
    assert capsys.readouterr().out == ""


def test_bad_input_ends_with_code_2_and_an_empty_answer(tmp_path):
    file = tmp_path / "family.json"
    file.write_text(json.dumps(relative(birth="1.1.1990")), encoding="utf-8")
    done = run("calculate", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert "relatives[1].birth: is not a date. Write it as 2025-01-31." in done.stderr
    assert "1.1.1990" not in done.stderr
    done = run("calculate", file, "--lang", "zh")
    assert "relatives[1].birth：不是日期。写成 2025-01-31 这样。" in done.stderr


def test_a_wrong_pack_is_named_with_its_file_and_path(tmp_path):
    family, wrong = tmp_path / "family.json", tmp_path / "wrong.yaml"
    family.write_text(json.dumps(W1), encoding="utf-8")
    wrong.write_text(pack("wages").read_text(encoding="utf-8").replace('"8200"', "8200.5"), encoding="utf-8")
    done = run("calculate", family, "--pack", pack("county-dibao"), "--pack", wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{wrong}: values.local_wage.monthly.2023.value: is not money." in done.stderr


def test_a_file_that_is_not_there_is_said_so():
    done = run("calculate", "/nowhere/family.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is no file that can be read" in done.stderr
