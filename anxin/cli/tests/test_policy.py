"""``anxin policy load`` as people run it: a preview that loads nothing, a load, and faults that say where."""

import json

import pytest

from .house import anxin

PACK = """
id: test-income
region: CN
name: 测试用全国数
citations:
  bureau: {title: 测试用, source: 测试用数，非真实公布, confidence: Q}
values:
  urban_income.amount:
    2031: {value: "70000", citation: bureau}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "income.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


def test_a_preview_loads_nothing_and_loading_makes_a_version(house, file):
    looked = anxin("policy", "load", file, "--preview", "--json", "--data-dir", house)
    assert looked.returncode == 0, looked.stderr
    assert json.loads(looked.stdout) == {
        "pack": "test-income", "region": "CN", "counted_only": False, "families": 0, "touched": 0, "sums": 0,
    }  # fmt: skip

    loaded = anxin("policy", "load", file, "--data-dir", house, "--lang", "zh")
    assert loaded.returncode == 0, loaded.stderr
    assert "test-income已启用，第1版。共0户，0户有变化。" in loaded.stdout.replace("\n", "")

    again = anxin("policy", "load", file, "--data-dir", house)
    assert again.returncode == 2
    assert "in force already" in again.stderr.replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "by", "says"),
    [
        ("urban_income.amount", "urban_incom", "values.urban_incom"),
        ("citation: bureau", "citation: x", "citation"),
    ],
)
def test_a_fault_says_where(house, file, words, by, says):
    file.write_text(PACK.replace(words, by).replace("test-income", "another"), encoding="utf-8")
    done = anxin("policy", "load", file, "--data-dir", house)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_or_not_text_is_told(house, tmp_path):
    assert anxin("policy", "load", tmp_path / "none.yaml", "--data-dir", house).returncode == 2
    binary = tmp_path / "a.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    done = anxin("policy", "load", binary, "--data-dir", house)
    assert done.returncode == 2
    assert "UTF-8" in done.stderr
