"""Recording a fact by hand."""

from django.db import transaction

from anxin.families.events import CardsChanged
from anxin.families.models import Fact, Household, Person
from anxin.ground.access.models import Post
from anxin.ground.jobs.events import publish
from anxin.ground.journal.actions import record

from .building import build_facts, touch
from .details import Origin


@transaction.atomic
def record_fact(
    *, by: Post, household: Household, code: str, value: str, origin: Origin, person: Person | None = None
) -> Fact:
    """Add a fact about a person, or about the household. Earlier facts stay as they were told."""
    (fact,) = build_facts(household, person, {code: value}, origin, by)
    fact.save(force_insert=True)
    touch([household], by)
    publish(CardsChanged([household], by))
    record("families.fact_recorded", by=by, on=fact, code=code, source=origin.source, day=origin.on)
    return fact
