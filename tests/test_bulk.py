"""Many rows at once are the same rows as one by one, and stand under the same security."""

from datetime import date

import pytest
from django.db import DatabaseError

from anxin.families.models import Fact, Household, Person
from anxin.ground.database.bulk import insert
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import now
from anxin.ground.days.partial import PartialDate
from tests.cast import family


def person(household: Household, name: str) -> Person:
    return Person(
        household=household,
        path=household.path,
        name=name,
        birth=PartialDate(1971, 11),
        id_number="990101197111250017",
        source="花名册",
        source_on=date(2026, 11, 20),
    )


def test_dates_ids_and_encrypted_text_come_back_as_they_went_in(household, in_county):
    given = [person(household, "何静"), person(household, "𠮷桂")]
    insert(given)
    for one in given:
        kept = Person.objects.get(pk=one.pk)
        assert (kept.name, kept.birth, kept.id_number, kept.source_on) == (
            one.name, PartialDate(1971, 11), "990101197111250017", date(2026, 11, 20),
        )  # fmt: skip


def test_what_is_encrypted_lies_encrypted(household, in_county):
    from django.db import connection  # noqa: PLC0415  # only this test looks under the fields

    fact = Fact(household=household, path=household.path, code="x", value="慢性病", source="family",
                on=date(2026, 1, 1), entered_at=now())  # fmt: skip
    insert([fact])
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM families_fact WHERE id = %s", [fact.pk])
        assert "慢性病" not in cursor.fetchone()[0]
    assert Fact.objects.get(pk=fact.pk).value == "慢性病"


def test_no_rows_ask_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([])


def test_row_security_holds_for_many_as_for_one(household, tree):
    with pytest.raises(DatabaseError), scope(tree.neighbour.path):
        insert([person(household, "外人")])


def test_among_finds_exactly_the_ids_given(household, county_clerk, tree, in_county):
    family(county_clerk, tree.county, "郭秀")
    ids = list(household.people.values_list("pk", flat=True))
    assert set(Person.objects.filter(pk__among=ids).values_list("pk", flat=True)) == set(ids)
    assert Person.objects.filter(household__pk__among=[household.pk]).count() == len(ids)
    assert not Person.objects.filter(pk__among=[]).exists()
