"""Nobody's attendance can be stored: study is head-counts of units. Asked of the database's own catalogue, so
a column, a table or a reference that plain SQL made is seen as well."""

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a table of study may refer to, and the posts that may stand beside an act: who entered or approved it.
REFERS_TO = re.compile(r"exemplars_\w+|units_unit|files_file")
ENTERED = {"entered_by_id", "approved_by_id"}
# Whole parts of a name that would say who came, or how somebody did.
PEOPLE = _words("""
    person persons officer officers member members attendee attendees attendance attended attending present
    absent absence participant participants roster signature signatures signin account household family names
    answer answers exam examination hours points credit credits
""")
# A list in one column could hold people one by one, whatever it is called.
LISTS = re.compile(r"\[\]$|^jsonb?$|^hstore$|^xml$|^bytea$|range$")
STUDY = ("exemplars_activity", "exemplars_establishment", "exemplars_schedule", "exemplars_programme",
         "exemplars_publicity", "exemplars_material", "exemplars_materialversion")  # fmt: skip
COLUMNS = """SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  WHERE c.relkind IN ('r', 'p') AND c.relname LIKE 'exemplars\\_%' AND a.attnum > 0 AND NOT a.attisdropped"""
REFERENCES = """SELECT f.relname, a.attname, t.relname FROM pg_constraint k
  JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
  WHERE k.contype = 'f' AND (f.relname LIKE 'exemplars\\_%' OR t.relname LIKE 'exemplars\\_%')"""


def faults(cursor: Any) -> Iterator[str]:
    """What could hold somebody's attendance; each with what is wrong about it."""
    cursor.execute(COLUMNS)
    for table, name, kind in cursor.fetchall():
        if set(name.split("_")) & PEOPLE:
            yield f"{table}.{name}: names somebody who came"
        if LISTS.search(kind):
            yield f"{table}.{name}: could hold a list of people"
    cursor.execute(REFERENCES)
    for table, name, other in cursor.fetchall():
        if not table.startswith("exemplars_"):
            yield f"{table}.{name}: something outside hangs on study"
        elif not REFERS_TO.fullmatch(other) and not (other == "access_post" and name in ENTERED):
            yield f"{table}.{name}: refers to {other}"


@pytest.mark.django_db
def test_no_table_of_study_can_hold_who_came():
    with connection.cursor() as cursor:
        assert list(faults(cursor)) == []


@pytest.mark.django_db
def test_the_catalogue_is_really_read():
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        assert {table for table, _name, _kind in cursor.fetchall()} >= set(STUDY)


PLANTED = {
    "a person of the activity": "ALTER TABLE exemplars_activity ADD officer_id uuid",
    "a reference by another name": (
        "ALTER TABLE exemplars_activity ADD one_id uuid REFERENCES officers_officer (id)"
    ),
    "a table of those who came": (
        "CREATE TABLE exemplars_came (activity_id uuid REFERENCES exemplars_activity (id),"
        " post_id uuid REFERENCES access_post (id))"
    ),
    "a table of another room": (
        "CREATE TABLE officers_study (activity_id uuid REFERENCES exemplars_activity (id))"
    ),
    "a list of names": "ALTER TABLE exemplars_activity ADD who_came text[]",
    "a list in JSON": "ALTER TABLE exemplars_activity ADD more jsonb",
    "who was absent": "ALTER TABLE exemplars_activity ADD absent text",
    "hours of study": "ALTER TABLE exemplars_establishment ADD study_hours integer",
    "an answer in an examination": "ALTER TABLE exemplars_activity ADD exam text",
}


@pytest.mark.django_db
@pytest.mark.parametrize("mistake", PLANTED)
def test_a_planted_list_is_found(mistake):
    who = settings.DATABASE_OWNER
    place = {"host": who["HOST"], "port": who["PORT"], "dbname": connection.settings_dict["NAME"]}
    with psycopg.connect(user=who["USER"], password=who["PASSWORD"], **place) as session:
        with session.cursor() as cursor:
            cursor.execute(PLANTED[mistake])
            assert len(list(faults(cursor))) == 1
        session.rollback()
