"""Showing a masked value once. The journal notes who, which field and for what purpose, never the value."""

from django.db import transaction

from anxin.families.models import Fact, Household, Person
from anxin.ground.access.models import Post
from anxin.ground.access.personal import check_reveal, field_of
from anxin.ground.journal.actions import record


@transaction.atomic
def reveal(*, by: Post, person: Person, column: str, purpose: str) -> str:
    """A person's identity number or telephone. ValueError for a column that has nothing masked."""
    if column not in ("id_number", "phone"):
        raise ValueError(column)
    check_reveal(field_of("families.Person", column), purpose)
    record("families.revealed", by=by, on=person, cards=[person.household_id], column=column, purpose=purpose)
    return str(getattr(person, column))


@transaction.atomic
def reveal_fact(*, by: Post, fact: Fact, purpose: str) -> str:
    """A fact of health, or a child's school."""
    check_reveal(field_of("families.Fact", "value", fact.code), purpose)
    record(
        "families.revealed", by=by, on=fact, cards=[fact.household_id], column="value", code=fact.code,
        purpose=purpose,
    )  # fmt: skip
    return fact.value


@transaction.atomic
def reveal_of_household(*, by: Post, household: Household, column: str, purpose: str) -> str:
    """The family's address or telephone. ValueError for a column that has nothing masked."""
    if column not in ("address", "phone"):
        raise ValueError(column)
    check_reveal(field_of("families.Household", column), purpose)
    record("families.revealed", by=by, on=household, cards=[household.pk], column=column, purpose=purpose)
    return str(getattr(household, column))
