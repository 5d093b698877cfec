"""``anxin import-ledger`` as people run it: a process of its own, JSON, exit codes, the returned file."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .house import anxin, environment

SAMPLES = Path(__file__).parents[2] / "demo/samples"
SAMPLES = Path(__file__).parents[2] / "demo" / "samples"
PASSWORD = Path(__file__).parents[2] / "surveys/tests/ledger/files/password.xlsx"
PLANT = """
import sys
from pathlib import Path
from anxin.cli.ready import database
with database(Path(sys.argv[1])):
    from anxin.ground.access.actions import appoint, make_account
    from anxin.ground.database.scope import everywhere
    from anxin.ground.journal.actions import OPERATOR
    from tests.cast import plant_tree
    with everywhere():
        tree = plant_tree()
        for login, unit, role, language in (
            ("shen", tree.county_office, "clerk", "zh-hans"), ("smith", tree.county_office, "clerk", "en"),
            ("wu", tree.town, "township", "zh-hans"),
        ):
            word = "a-long-test-password"
            account = make_account(by=OPERATOR, login=login, password=word, language=language)
            appoint(by=OPERATOR, account=account, unit=unit, role=role, name="沈静")
"""
COUNT = """
import sys
from pathlib import Path
from anxin.cli.ready import database
with database(Path(sys.argv[1])):
    from django.apps import apps
    from anxin.ground.database.scope import everywhere
    with everywhere():
        print({one._meta.label: one._default_manager.count() for one in apps.get_models()})
"""


def python(program, house):
    """Run a small program on the installation; what it prints."""
    root = str(Path(__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-c", program, str(house)], cwd=root, env=environment(), capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def county(house):
    """An installation with a tree of units and three accounts."""
    python(PLANT, house)
    return house


@pytest.fixture
def bring(county, tmp_path):
    """Brings a copy of a file in, so that what is returned lies beside the copy."""

    def run(file, *options, unit="990102", by="shen"):
        copy = tmp_path / file.name
        if file.exists():
            shutil.copy(file, copy)
        return anxin("import-ledger", copy, "--unit", unit, "--by", by, "--data-dir", county, *options)

    return run


def test_a_ledger_is_taken_in_told_as_json_and_given_back_with_its_faults(bring, county, tmp_path):
    expected = json.loads((SAMPLES / "survey.expected.json").read_text(encoding="utf-8"))
    before = python(COUNT, county)
    looked = json.loads(bring(SAMPLES / "survey.xlsx", "--json", "--dry-run").stdout)
    assert python(COUNT, county) == before
    assert looked["merged"] == 0

    done = bring(SAMPLES / "survey.xlsx", "--json")

    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    refused = [one for one in expected["faults"] if one["fault"] != "lowercase_x"]
    members = [one for one in refused if one["member"] is not None]
    assert (told["families"], told["members"]) == (expected["families"], expected["members"])
    assert told["merged"] == expected["members"] - len(members)
    assert sorted(one["code"] for one in told["faults"]) == sorted(one["fault"] for one in refused)
    assert [one["code"] for one in told["mended"]] == ["lowercase_x"]
    for one in told["faults"] + told["mended"]:
        assert set(one) == {"sheet", "row", "column", "code", "message"}
        assert f"第{one['row']}行" in one["message"].replace(" ", "")
    assert told["faults"] == looked["faults"]
    page = load_workbook(told["returned"]).active
    assert Path(told["returned"]).parent == tmp_path
    heading = next(cell for row in page.iter_rows(max_row=4) for cell in row if cell.value == "问题")
    notes = {cell.row: cell for cell in page[heading.column_letter] if cell.row > heading.row and cell.value}
    assert {one["row"] for one in told["faults"]} <= set(notes)
    first = notes[told["faults"][0]["row"]]
    assert first.value == told["faults"][0]["message"]
    assert first.font.color.rgb.endswith(("C00000", "FF0000", "B42318")) or first.font.color.rgb[2:4] > "80"


def test_the_same_ledger_again_opens_and_changes_nothing_and_speaks_the_accounts_language(bring):
    bring(SAMPLES / "register.xlsx", "--json")
    told = json.loads(bring(SAMPLES / "register.xlsx", "--json", by="smith").stdout)

    assert (told["opened"], told["changed"], told["kept"]) == (0, 0, 0)
    assert all(one["message"].startswith(f"Row {one['row']}") for one in told["faults"])


def test_without_json_people_read_a_table(bring):
    done = bring(SAMPLES / "allowance.xlsx", "--dry-run", "--lang", "en")

    assert done.returncode == 0
    assert "Families: 20" in done.stdout


BAD = {
    "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(256), "工作簿"),
    "nothing.csv": (b"", "没有内容"),
    "no_heading.csv": ("张三,男,1971\n李四,女,1972\n".encode("gb18030"), "表头"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_ledger_ends_with_one_sentence_and_code_2(bring, county, tmp_path, name):
    content, words = BAD[name]
    (tmp_path / "from").mkdir()
    file = tmp_path / "from" / name
    file.write_bytes(content)

    done = bring(file)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert list(tmp_path.glob("*问题*")) == []


@pytest.mark.parametrize(
    ("file", "options", "words"),
    [
        (PASSWORD, {}, "密码"),
        (Path("nowhere.xlsx"), {}, "nowhere.xlsx"),
        (SAMPLES / "survey.xlsx", {"unit": "990103"}, ""),
        (SAMPLES / "survey.xlsx", {"unit": "nothing"}, ""),
        (SAMPLES / "survey.xlsx", {"by": "nobody"}, "nobody"),
        (SAMPLES / "survey.xlsx", {"by": "wu"}, "wu"),
    ],
)
def test_a_wrong_file_unit_or_account_ends_with_one_sentence_and_code_2(bring, file, options, words):
    done = bring(file, **options)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
