"""Every code has a sentence in both languages, and no sentence needs the value it complains of."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

from anxin.surveys.ledger import checking, limits, messages, values
from anxin.surveys.ledger.limits import Unreadable
from anxin.surveys.ledger.shapes import Fault

HOUSE = Path(values.__file__).parent
PARAMS = {"other_row": 9, "other_sheet": "表一"}
REFUSALS = {"limit_mb": 20, "row": 7, "column": "C"}


def fault(code: str, **params: int | str) -> Fault:
    return Fault("表一", 8, "F", "身份证号", code, 0, 0, params)


@pytest.mark.parametrize("code", sorted({*messages.FAULTS, *messages.MENDED} - {"duplicate_elsewhere"}))
def test_a_sentence_names_the_row_in_both_languages(code: str) -> None:
    with translation.override("zh-hans"):
        chinese = messages.sentence(fault(code, **PARAMS))
    with translation.override("en"):
        english = messages.sentence(fault(code, **PARAMS))

    assert "第8行" in chinese
    assert chinese.endswith("。")
    assert "Row 8" in english
    assert english.endswith(".")


@pytest.mark.parametrize("code", sorted(messages.UNREADABLE))
def test_a_refusal_is_one_sentence_in_both_languages(code: str) -> None:
    with translation.override("zh-hans"):
        chinese = messages.unreadable(Unreadable(code, **REFUSALS))
    with translation.override("en"):
        english = messages.unreadable(Unreadable(code, **REFUSALS))

    assert re.search("[\u4e00-\u9fff]", chinese)
    assert not re.search(
        "[\u4e00-\u9fff]", english.replace("姓名, 身份证号 and 与死者关系", "").split("such as")[0]
    )


def test_a_duplicate_on_another_sheet_names_the_sheet() -> None:
    with translation.override("zh-hans"):
        assert "表二" in messages.sentence(fault("duplicate_person", other_row=9, other_sheet="表二"))


def test_the_float_reads_as_a_clerk_would_say_it() -> None:
    with translation.override("zh-hans"):
        said = messages.sentence(fault("float_id"))

    assert said == "第8行“身份证号”被Excel改成了数字，末几位已丢失，请把该列设为文本后重填。"


def test_every_code_that_the_reading_can_give_has_a_sentence() -> None:
    given = _codes_in(checking, "fault") | _codes_in(values, "fault") | set(values._ID_CODES.values())
    assert given - {""} <= messages.FAULTS.keys() | {"float_id"}
    refused = {
        code
        for module in HOUSE.glob("*.py")
        for code in re.findall(r'Unreadable\(\s*"(\w+)"', module.read_text(encoding="utf-8"))
    }
    assert refused | {"no_officer"} <= messages.UNREADABLE.keys()


def _codes_in(module: object, word: str) -> set[str]:
    """Codes written in the source: fault="…", and the last text in a call of .fault(…)."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    found = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        for keyword in call.keywords:
            if keyword.arg == word and isinstance(keyword.value, ast.Constant):
                found.add(keyword.value.value)
        if isinstance(call.func, ast.Attribute) and call.func.attr == word and len(call.args) >= 4:
            code = call.args[3]
            if isinstance(code, ast.Constant):
                found.add(code.value)
    return found


def test_limits_come_from_the_one_file_of_settings() -> None:
    table = {"file_mb": 1, "unpacked_mb": 2, "cells": 3, "rows": 6, "chars": 7} | {
        "read_seconds": 4,
        "read_memory_mb": 5,
    }

    found = limits.Limits.of(table)

    assert (found.file_bytes, found.unpacked_bytes) == (2**20, 2 * 2**20)
    assert (found.cells, found.seconds, found.memory_bytes) == (3, 4, 5 * 2**20)
