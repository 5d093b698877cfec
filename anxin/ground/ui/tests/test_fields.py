from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from anxin.ground.days.partial import PartialDate
from anxin.ground.ui.fields import DayField, PartialDayField, YuanField
from anxin.ground.ui.templatetags.ui import yuan


@pytest.mark.parametrize(
    "typed", ["20261123", "2026-11-23", "2026.11.23", "2026年11月23日", "２０２６.11.23", " 2026/11/23 "]
)
def test_a_day_is_read_however_a_clerk_types_it(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["2026年11月", "2031", "2026-13-01", "2026-02-30", "明天", "1968.1.1.1"])
def test_what_is_not_a_whole_day_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert typed not in str(refused.value.messages)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("1971", PartialDate(1971)),
        ("1971.11", PartialDate(1971, 11)),
        ("1971年11月", PartialDate(1971, 11)),
        ("1971-11-03", PartialDate(1971, 11, 3)),
    ],
)
def test_a_partial_date_keeps_what_is_known(typed: str, known: PartialDate) -> None:
    assert PartialDayField().clean(typed) == known


def test_empty_optional_fields_are_none() -> None:
    assert DayField(required=False).clean("") is None
    assert PartialDayField(required=False).clean(" ") is None
    assert YuanField(required=False).clean("") is None


def test_an_empty_choice_says_what_to_do() -> None:
    class Chosen(forms.Form):
        unit = forms.ChoiceField(choices=[("", "---------"), ("1", "河东镇")])

    shown = str(Chosen()["unit"])
    assert ">please choose</option>" in shown
    assert ">河东镇<" in shown


def test_a_required_date_asks_to_be_filled() -> None:
    for field in (DayField(), PartialDayField(), YuanField()):
        with pytest.raises(ValidationError) as refused:
            field.clean("")
        assert refused.value.code == "required"


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("1,230,820.00", 123082000), ("1230820", 123082000), ("０.5", 50), ("624.05元", 62405), ("¥ 3", 300)],
)
def test_yuan_become_whole_fen(typed: str, fen: int) -> None:
    assert YuanField().clean(typed) == fen


@pytest.mark.parametrize("typed", ["1.234", "-5", "一千", "1e3", "99999999999999"])
def test_sums_that_are_not_yuan_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        YuanField().clean(typed)


@given(st.integers(0, YuanField.LARGEST))
def test_what_is_shown_is_read_back_unchanged(fen: int) -> None:
    field = YuanField()
    assert field.clean(field.prepare_value(fen)) == fen
    assert field.clean(yuan(fen)) == fen


def test_nought_yuan_is_a_sum_and_not_nothing() -> None:
    assert YuanField().clean("0") == 0
