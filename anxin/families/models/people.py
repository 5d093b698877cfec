"""A person in a family, how people are kin, and the words they are found by."""

import json
from collections.abc import Iterable, Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.functions import Cast, Collate, Length
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import source_words
from anxin.ground.database.fields import DigestField, EncryptedTextField, PathField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.ages import age_on
from anxin.ground.days.clock import today
from anxin.ground.days.fields import PartialDateField
from anxin.ground.ui.masks import masked_id


class Sex(models.TextChoices):
    """GB/T 2261.1."""

    UNKNOWN = "0", _("unknown")
    MALE = "1", _("male")
    FEMALE = "2", _("female")
    UNSTATED = "9", _("not stated")


BIRTH_TEXT = Cast("birth", models.TextField())  # as stored: 1971-11-03, less of it, or with an L before it
# The few whose age may be open, and those born by the lunar calendar: indexes of their own (see age_lines).
INCOMPLETE_BIRTH = models.Q(birth=None) | models.Q(LessThan(Length(BIRTH_TEXT), 10))
LUNAR_BIRTH = models.Q(GreaterThanOrEqual(Collate(BIRTH_TEXT, "C"), models.Value("L")))


class Person(Scoped):
    """One person of one card: a fallen officer or a member of the family. Names and dates lie in the
    clear for search; the identity number and the telephone are encrypted."""

    household = models.ForeignKey(
        "families.Household", models.PROTECT, related_name="people", db_constraint=False
    )
    name = models.CharField(max_length=50)
    former_names = ArrayField(models.CharField(max_length=50), default=list)  # before corrections by hand
    sort_key = models.CharField(max_length=200, db_collation="C", default="")
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    birth = PartialDateField(null=True, blank=True)
    died_on = PartialDateField(null=True, blank=True)
    id_number = EncryptedTextField(blank=True, default="")
    id_digest = DigestField(blank=True, default="")
    phone = EncryptedTextField(blank=True, default="")
    source = models.CharField(max_length=120)
    source_on = models.DateField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["household"]),
            models.Index(fields=["path"], condition=INCOMPLETE_BIRTH, name="person_birth_incomplete"),
            models.Index(fields=["path"], condition=LUNAR_BIRTH, name="person_birth_lunar"),
        ]
        constraints = [models.UniqueConstraint(fields=["id", "path"], name="person_id_path")]

    @property
    def age(self) -> int | None:
        """Full years today; None where the missing part of the birth date decides, or after death."""
        return None if self.birth is None or self.died_on else age_on(self.birth, today())

    @property
    def source_words(self) -> str:
        """Where the record comes from, in words."""
        return source_words(self.source)

    @property
    def masked_number(self) -> str:
        """The identity number as every screen shows it until somebody reveals it."""
        return masked_id(self.id_number) if self.id_number else ""


class Kinship(Scoped):
    """What a person is to another, as a GB/T 4761 code, with who told and whether it was inferred."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="kin", db_constraint=False)
    of = models.ForeignKey(Person, models.CASCADE, related_name="kin_of", db_constraint=False)
    kind = models.CharField(max_length=2)
    inferred = models.BooleanField(default=False)
    posthumous = models.BooleanField(default=False)
    step_with_upbringing = models.BooleanField(default=False)
    told_from = models.CharField(max_length=120)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "of"], condition=models.Q(until=None), name="one_kinship_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("of")), name="nobody_is_kin_to_themselves"
            ),
        ]


class SearchTokenQuerySet(ScopedQuerySet["SearchToken"]):
    def add_words(self, people: Iterable[tuple[Person, Sequence[str]]]) -> None:
        """Insert the words that people are found by: they are most of a ledger's rows, so the words of one
        person go to the database in one piece."""
        told = [{"person": person.pk.hex, "path": person.path, "words": words} for person, words in people]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO families_searchtoken (token, path, person_id) SELECT word, path, person"
                " FROM json_to_recordset(%s) AS told(person uuid, path text, words json),"
                " json_array_elements_text(words) AS word",
                [json.dumps(told)],
            )


class SearchToken(models.Model):
    """One word a person is found by: whole name, two-character piece, pinyin initials. Equality and
    ranges on it are leak-proof and keep their index under row security."""

    id = models.BigAutoField(primary_key=True)
    token = models.CharField(max_length=80, db_collation="C")
    path = PathField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens", db_constraint=False)

    objects = SearchTokenQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["token", "path"])]
