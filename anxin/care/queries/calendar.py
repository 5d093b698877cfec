"""What the register and the calculated entitlements say about the dates of families, of many at once."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.db.models import OuterRef, Subquery, Value

from anxin.care.calendar import DeathDays, FamilyDays, Life, PersonDays, ReviewDay, quiet_days_of
from anxin.entitlements.deadlines import dues
from anxin.entitlements.models import Entitlement
from anxin.families.dictionary import WITHDRAWN
from anxin.families.models import Bereavement, Fact, Household, Kinship, Membership, Person

Study = tuple[str, date]


def family_days(household: Household) -> FamilyDays:
    """One family as far as its dates depend on it. Seven questions."""
    return families_days([household.pk])[household.pk]


def is_quiet(household: Household, day: date) -> bool:
    """Is this a day on which nobody is prompted about this family (limits.toml, [care] quiet_around)?"""
    return bool(quiet_days(household, day, day))


def quiet_days(household: Household, start: date, end: date) -> set[date]:
    """The quiet days of this family from ``start`` to ``end``, both included."""
    return quiet_days_of(family_days(household), start, end, settings.LIMITS["care"]["quiet_around"])


def families_days(cards: Iterable[uuid.UUID]) -> dict[uuid.UUID, FamilyDays]:
    """The same for many families in as many questions as for one."""
    keys = list(cards)
    deaths = _deaths(keys)
    people = _people(keys, {death.key for some in deaths.values() for death in some})
    reviews = _reviews(keys)
    return {
        key: FamilyDays(tuple(people.get(key, ())), tuple(deaths.get(key, ())), tuple(reviews.get(key, ())))
        for key in keys
    }


def _deaths(cards: list[uuid.UUID]) -> Mapping[uuid.UUID, list[DeathDays]]:
    """The officers whom the families mourn, and who of the families died since."""
    links = Bereavement.objects.filter(household__pk__among=cards).order_by()
    officers = links.values_list(
        "household_id", "officer__person_id", "officer__person__died_on", Value(0), "officer_id"
    )
    others = Person.objects.filter(household__pk__among=cards, died_on__isnull=False, fallen=None).order_by()
    rows = officers.union(others.values_list("household_id", "pk", "died_on", Value(1), "id"), all=True)
    found: dict[uuid.UUID, list[DeathDays]] = defaultdict(list)
    for card, person, died, _later, _key in sorted(rows, key=lambda row: row[3:]):
        found[card].append(DeathDays(person, died))
    return found


def _people(cards: list[uuid.UUID], dead: set[uuid.UUID]) -> Mapping[uuid.UUID, list[PersonDays]]:
    """Who belongs to the families today and lives."""
    members = Membership.objects.filter(household__pk__among=cards, until=None).order_by("person_id")
    told = members.annotate(kin=_kin(dead)).values_list(
        "household_id", "person_id", "person__birth", "person__died_on", "person__sex", "kin"
    )
    studies = _studies(cards)
    found: dict[uuid.UUID, list[PersonDays]] = defaultdict(list)
    for card, person, birth, died, sex, kin in told:
        if person not in dead:
            study, on = studies.get(person, ("", None))
            life = Life(birth, died, sex, kin or "", study, on)
            found[card].append(PersonDays(person, life))
    return found


def _kin(dead: set[uuid.UUID]) -> Subquery:
    """What a member is to those who died; to the officer, where they are kin to several."""
    rows = Kinship.objects.filter(person=OuterRef("person_id"), of__pk__among=dead, until=None)
    return Subquery(rows.filter(of__fallen__isnull=False).order_by("kind").values("kind")[:1])


def _studies(cards: list[uuid.UUID]) -> dict[uuid.UUID, Study]:
    """The stage of schooling as it was told last, and for which day."""
    facts = Fact.objects.filter(household__pk__among=cards, person__isnull=False, code="study")
    oldest_first = facts.order_by("dated", "on", "entered_at").values_list("person_id", "value", "on")
    found = {person: (value, on) for person, value, on in oldest_first}
    return {person: told for person, told in found.items() if told[0] != WITHDRAWN}


def _reviews(cards: list[uuid.UUID]) -> Mapping[uuid.UUID, list[ReviewDay]]:
    """The days that the lines of the families name: reviews of what is calculated, and deadlines."""
    lines = Entitlement.objects.filter(household__pk__among=cards).order_by("place")
    told = lines.values_list("household_id", "person_id", "pending", "ends", "review", "deadlines")
    found: dict[uuid.UUID, list[ReviewDay]] = defaultdict(list)
    for card, person, pending, ends, review, deadlines in told:
        if ends and review and not pending:
            found[card].append(ReviewDay(ends, review, person))
        found[card] += [ReviewDay(due.on, due.code, None, deadline=True) for due in dues(deadlines)]
    return found
