"""What docs/policy.md shows is what comes out, in both languages of the page."""

import json
import re
from pathlib import Path

import pytest

import anxin.policy.packs
from anxin.cli.calculate import calculate
from anxin.policy.api import read_pack

DOCS = Path(__file__).resolve().parent.parent / "docs"
SHIDIAN = Path(anxin.policy.packs.__file__).parent / "shidian-students.yaml"


def blocks(page, kind):
    return re.findall(rf"```{kind}\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", ["policy.md", "policy.zh-CN.md"])
def test_the_family_of_the_page_is_owed_what_the_page_says(page, tmp_path, capsys):
    [family] = blocks(page, "json family")
    shown = [json.loads(line) for line in blocks(page, "json line")]
    file = tmp_path / "family.json"
    file.write_text(family, encoding="utf-8")
    calculate(str(file), [SHIDIAN])
    told = json.loads(capsys.readouterr().out)["lines"]
    found = [{"rule": one["rule"]["code"], "amount": one["amount"], "zh": one["sum"]["zh"]} for one in told]
    assert len(shown) == 2
    assert [line for line in shown if line not in found] == []


@pytest.mark.parametrize("page", ["policy.md", "policy.zh-CN.md"])
def test_the_pack_of_the_page_is_a_pack(page):
    [text] = blocks(page, "yaml pack")
    pack = read_pack(text)
    assert [value.told for value in pack.values] == [70000, 73550, 820000]
