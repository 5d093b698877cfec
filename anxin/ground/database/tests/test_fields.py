import pytest
from django.apps.registry import Apps
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter

from anxin.ground.database import crypto
from anxin.ground.database.fields import DigestField, EncryptedTextField, PathField, digest


class Letter(models.Model):
    """A table that exists in this test only."""

    body = EncryptedTextField(blank=True, default="")
    note = EncryptedTextField(null=True, place="old_table.note")
    body_digest = DigestField()
    path = PathField()

    class Meta:
        app_label = "database"
        apps = Apps()  # a register of its own: makemigrations must not see it


BODY, NOTE = Letter._meta.get_field("body"), Letter._meta.get_field("note")


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.ANXIN_KEYS = tmp_path / "keys.json"
    crypto.forget_keys()
    yield
    crypto.forget_keys()


def stored(field, value):
    return field.get_db_prep_save(value, connection)


def test_a_text_lies_encrypted_bound_to_its_column_and_comes_back_plain():
    sealed = stored(BODY, "留言")
    assert sealed.startswith("a1:")
    assert crypto.unseal(sealed, "database_letter.body") == "留言"
    assert BODY.from_db_value(sealed, None, connection) == "留言"


def test_empty_stays_empty_and_none_stays_none():
    assert stored(BODY, "") == "" == BODY.from_db_value("", None, connection)
    assert stored(NOTE, None) is None
    assert NOTE.from_db_value(None, None, connection) is None


def test_after_renaming_a_column_the_old_place_still_opens_it():
    assert NOTE.place == "old_table.note"
    assert crypto.unseal(stored(NOTE, "x"), "old_table.note") == "x"


def test_an_altered_value_fails_loudly():
    with pytest.raises(crypto.Damaged):
        BODY.from_db_value("留言", None, connection)


@pytest.mark.parametrize(
    "question", [{"body": "x"}, {"body__in": ["x"]}, {"body__contains": "x"}, {"body__gt": "x"}]
)
def test_cipher_text_cannot_be_asked_for(question):
    with pytest.raises(FieldError, match="encrypted"):
        str(Letter.objects.filter(**question).query)


def test_emptiness_may_be_asked():
    assert "IS NULL" in str(Letter.objects.filter(note=None).query)
    assert "body" in str(Letter.objects.exclude(body="").query)


def test_migrations_name_only_what_is_unusual():
    written = [
        MigrationWriter.serialize(Letter._meta.get_field(name))[0] for name in ("path", "body_digest", "note")
    ]
    assert [text.partition(".fields.")[2] for text in written] == [
        "PathField()",
        "DigestField()",
        "EncryptedTextField(null=True, place='old_table.note')",
    ]
    clone = Letter._meta.get_field("path").clone()
    assert (clone.max_length, clone.db_collation, clone.editable) == (120, "C", False)


def test_the_digest_is_the_one_of_crypto():
    assert digest is crypto.digest
