"""Every personal column is declared: why it is held, who reads it, masked how, kept how long."""

import pytest
from django.apps import apps
from django.db import connection

from anxin.families.dictionary import FIELDS
from anxin.ground.access.field_names import COLUMNS, TABLES
from anxin.ground.access.models import Account, Post
from anxin.ground.access.personal import CLEAR, field_of, registry, undeclared, without_column
from anxin.ground.access.rights import matrix
from anxin.ground.database.fields import EncryptedTextField


def personal_models():
    """The tables under row security, and the two that sign-in reads before any scope exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relforcerowsecurity")
        walled = {name for (name,) in cursor.fetchall()}
    return [
        model
        for model in apps.get_models()
        if model._meta.db_table.rpartition('"."')[2] in walled or model in (Account, Post)
    ]


@pytest.mark.django_db
def test_no_personal_column_is_undeclared():
    assert list(undeclared(personal_models())) == []


def test_no_declaration_lacks_its_column():
    assert list(without_column()) == []


@pytest.mark.django_db
def test_an_undeclared_column_is_found():
    from django.db import models  # noqa: PLC0415

    class Sample(models.Model):
        shoe_size = models.CharField(max_length=4)

        class Meta:
            app_label = "families"
            managed = False

    try:
        assert list(undeclared([Sample])) == ["families.Sample.shoe_size"]
    finally:
        del apps.all_models["families"]["sample"]
        apps.clear_cache()


def test_every_table_and_column_of_the_catalogue_has_a_name_and_no_name_is_left_over():
    assert {field.model for field in registry()} == set(TABLES)
    assert {field.column for field in registry() if not field.label} == set(COLUMNS)


def test_every_reader_is_a_permission_of_the_matrix():
    assert {field.readers for field in registry()} <= set(matrix())


def test_every_encrypted_column_of_the_house_is_declared():
    sealed = {
        (model._meta.label, column.name)
        for model in apps.get_models()
        for column in model._meta.local_concrete_fields
        if isinstance(column, EncryptedTextField)
    }
    assert sealed <= {(field.model, field.column) for field in registry()}


def test_every_fact_of_the_dictionary_is_a_field_of_the_registry():
    assert [
        code for code in FIELDS if field_of("families.Fact", "value", code).mask != FIELDS[code].mask
    ] == []


def test_health_is_encrypted_and_wholly_masked():
    health = [field for field in registry() if field.sensitivity == "health"]

    assert {field.code for field in health} >= {"health", "mind"}
    assert [field.name for field in health if not field.encrypted or field.mask != "hidden"] == []


def test_what_lies_in_the_clear_says_why():
    assert [field.name for field in registry() if not field.encrypted and field.clear not in CLEAR] == []
