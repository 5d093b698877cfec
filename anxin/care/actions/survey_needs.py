"""Needs that a survey told: the ledger's column 主要困难和需求 becomes a need of the household,
found and to be verified.

Merging a ledger verifies that a row is this family's; it does not verify what the row says. The column was
filled in by whoever collected it, often from hearsay and long ago, so the merge act opens nothing: the clerk
asks the family or sees a document first, a whole family's needs in one go (see verify_need).
"""

from collections.abc import Sequence

from django.db import transaction

from anxin.care.models import Need
from anxin.care.reading import theme_of
from anxin.families.models import Fact, Household, Source
from anxin.ground.access.models import Post
from anxin.ground.database.bulk import insert
from anxin.ground.days.clock import now
from anxin.ground.journal.actions import record


@transaction.atomic
def take_over_needs(*, by: Post, households: Sequence[Household]) -> int:
    """Find a need for each difficulty that a ledger tells and that no need (in whatever state) repeats.

    Returns how many were found; a few queries however many households.
    """
    cards = [household.pk for household in households]
    told = Fact.objects.filter(
        household__pk__among=cards, code="difficulty", source=Source.LEDGER, person=None
    )
    known = set(Need.objects.filter(household__pk__among=cards).values_list("household_id", "words"))
    needs = [
        Need(
            household_id=fact.household_id, path=fact.path, theme=theme_of(fact.value).value,
            words=fact.value, source=Source.SURVEY, found_on=fact.on, entered_by=by, entered_at=now(),
        )
        for fact in told.current()
        if (fact.household_id, fact.value) not in known
    ]  # fmt: skip
    insert(needs)
    if needs:
        found = [need.household_id for need in needs]
        record("care.needs_taken_over", by=by, path=needs[0].path, cards=found, count=len(needs))
    return len(needs)
