"""Nobody is scored: the build fails on any column that could hold a mark, a rank or a result about a person
(DESIGN.md rule 9). Asked of the database's own catalogue, so a column that plain SQL made is seen as well."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import connection, models


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of grading, as whole parts of a name: "grade" in pay_grade, not in "upgraded_on".
SCORE = _words("""
    score scores scored scoring rank ranks ranked ranking rating ratings rated grade grades graded points
    stars merit merits demerit demerits kpi kpis percentile quantile decile performance appraisal quota
    competence competency fitness loyalty attitude potential defen pingfen jifen paiming dengci
""")
# What a check-up or a self-check found is nobody's business here, whatever it is called.
FOUND = _words("""
    result results finding findings diagnosis diagnoses phq phq9 gad gad7 severity risk symptom symptoms
    abnormal conclusion reading readings
""")
GRADES = _words("""
    excellent outstanding good fair poor competent incompetent satisfactory unsatisfactory qualified
    unqualified pass fail high medium low 优秀 良好 合格 不合格 称职 基本称职 不称职 优 良 中 差
""")
PEOPLE = frozenset({"officers_officer", "families_person", "families_fallenofficer", "access_account"})
NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})
INEXACT = frozenset({"real", "double precision"})
# A number about a person says in its name what it counts: money, time, things.
COUNTED = re.compile(
    r"(^|_)(fen|year|years|month|months|day|days|halves|half_days|minutes|copies|people|id)$"
)
COUNTS = {
    "entitlements_calculation.result": "fen: what a rule gives",
    "entitlements_entitlement.place": "the order of the lines on a page",
    "entitlements_entitlement.fingerprint": "a hash of what went in",
    "care_duty.n": "the age or the year that a date ahead stands for",
    "access_pastpassword.id": "a row's number",
    "access_session.id": "a row's number",
    "messages_out_message.count": "how many things a message is about",
    "messages_out_digest.tries": "how often one digest was tried to be sent",
}


@dataclass(frozen=True)
class Column:
    """One column of the database; ``about``: its table refers to a person, or is one of people."""

    table: str
    name: str
    type: str
    about: bool

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


EVERY = """SELECT c.relname, a.attname, format_type(a.atttypid, NULL),
    c.relname = ANY(%s) OR EXISTS (SELECT FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND p.relname = ANY(%s))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm', 'v') AND a.attnum > 0 AND NOT a.attisdropped
    AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'"""


def columns() -> list[Column]:
    """Every column of every schema of the house."""
    with connection.cursor() as cursor:
        cursor.execute(EVERY, [sorted(PEOPLE), sorted(PEOPLE)])
        return [Column(*row) for row in cursor.fetchall()]


def faults(found: Iterable[Column]) -> Iterator[str]:
    """What could hold a score, or what a check-up found; each with what is wrong about it."""
    for column in found:
        if wrong := _wrong(column):
            yield f"{column}: {wrong}"


def _wrong(column: Column) -> str:
    words = set(column.name.split("_"))
    if words & SCORE:
        return "a score by its name"
    if column.table.startswith("officers_") and words & FOUND:
        return "no result of a check-up or a self-check is kept, by anyone"
    if column.about and column.type in INEXACT:
        return "an inexact number about a person"
    if column.about and column.type in NUMBERS and not _says_what(column):
        return "a number about a person that does not say what it counts"
    return ""


def _says_what(column: Column) -> bool:
    return bool(COUNTED.search(column.name)) or str(column) in COUNTS


def graded(fields: Iterable["models.Field[object, object]"]) -> Iterator[str]:
    """The columns whose choices are two or more grades."""
    for field in fields:
        said = {str(word).lower() for pair in field.flatchoices or () for word in pair}
        if len(said & GRADES) > 1:
            yield f"{field.model._meta.label}.{field.name}"


@pytest.mark.django_db
def test_no_column_of_the_house_can_hold_a_score_of_a_person():
    assert list(faults(columns())) == []


@pytest.mark.django_db
def test_the_catalogue_is_really_read():
    found = {str(column): column for column in columns()}

    assert found["families_person.name"].about
    assert found["care_duty.n"].about
    assert not found["care_visitcycle.months"].about


def test_no_choice_of_the_house_is_a_grade():
    ours = [model for model in apps.get_models() if model.__module__.startswith("anxin.")]
    assert list(graded(field for model in ours for field in model._meta.concrete_fields)) == []


@pytest.mark.parametrize(
    ("table", "name", "type_", "about"),
    [
        ("officers_officer", "score", "integer", True),
        ("officers_talk", "attitude", "text", True),
        ("units_unit", "care_rank", "integer", False),
        ("officers_checkup", "result", "text", True),
        ("officers_selfcheck", "phq9", "smallint", True),
        ("officers_leaveyear", "diligence", "smallint", True),
        ("officers_leaveyear", "weight", "double precision", True),
        ("families_person", "value", "bigint", True),
    ],
)
def test_a_score_under_any_name_is_found(table, name, type_, about):
    assert len(list(faults([Column(table, name, type_, about)]))) == 1


@pytest.mark.parametrize(
    ("table", "name", "type_"),
    [
        ("officers_leaveyear", "taken_half_days", "smallint"),
        ("officers_payment", "amount_fen", "bigint"),
        ("officers_officer", "upgraded_on", "date"),
        ("care_duty", "n", "smallint"),
    ],
)
def test_what_counts_days_and_money_is_no_score(table, name, type_):
    assert list(faults([Column(table, name, type_, True)])) == []


def test_a_grade_among_choices_is_found():
    class Sample(models.Model):
        year_end = models.CharField(max_length=10, choices=[("a", "优秀"), ("b", "称职")])
        kind = models.CharField(max_length=10, choices=[("good", "a good deed"), ("fund", "from a fund")])

        class Meta:
            app_label = "families"
            managed = False

    try:
        assert list(graded(Sample._meta.concrete_fields)) == ["families.Sample.year_end"]
    finally:
        del apps.all_models["families"]["sample"]
        apps.clear_cache()
