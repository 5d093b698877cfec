from datetime import date

import pytest
from django import forms
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter

from anxin.ground.days.fields import PartialDateField
from anxin.ground.days.partial import PartialDate


class Paper(models.Model):
    """A table that exists in this test only."""

    on = PartialDateField(null=True, blank=True)

    class Meta:
        app_label = "database"
        apps = Apps()  # a register of its own: makemigrations must not see it


ON = Paper._meta.get_field("on")


@pytest.mark.parametrize("text", ["1971", "1971-11", "1971-11-03", "L1971-11-03", "L2025-06R-03"])
def test_a_partial_date_lies_as_text_and_comes_back_whole(text):
    assert ON.get_db_prep_save(PartialDate.parse(text), connection) == text
    assert ON.from_db_value(text, None, connection).isoformat() == text
    assert len(text) <= 12


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_date_is_none(nothing):
    assert ON.get_prep_value(nothing) is None
    assert ON.from_db_value(nothing, None, connection) is None


def test_a_plain_date_or_text_may_be_given():
    assert ON.get_prep_value(date(1971, 11, 3)) == "1971-11-03"
    assert ON.to_python("1971年11月") == PartialDate(1971, 11)
    with pytest.raises(ValidationError) as refused:
        ON.to_python("不详")
    assert refused.value.code == "format"


def test_it_can_be_asked_by_day():
    assert "1971-11-03" in str(Paper.objects.filter(on=date(1971, 11, 3)).query)


def test_migrations_name_only_what_is_unusual():
    written, _ = MigrationWriter.serialize(ON)
    assert written == "anxin.ground.days.fields.PartialDateField(blank=True, null=True)"


class PaperForm(forms.ModelForm):
    class Meta:
        model = Paper
        fields = ["on"]


def test_a_model_form_takes_it_and_refuses_what_is_no_date_without_an_echo():
    form = PaperForm({"on": "1971年11月"})
    assert form.is_valid()
    assert form.instance.on == PartialDate(1971, 11)
    assert PaperForm({"on": ""}).is_valid()
    wrong = PaperForm({"on": "1971-02-29"}).errors.as_data()["on"][0]
    assert wrong.code == "day"
    assert "02-29" not in str(wrong)
