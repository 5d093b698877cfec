"""What a round finds in the register: the officers who died since a year, and their families."""

from django.db.models import CharField, F, Func, Q, QuerySet, Value

from anxin.families.models import FallenOfficer, Household
from anxin.families.models.households import Status

# A lunar day is stored as L1971-11-03: its year is what follows.
YEAR = Func(F("person__died_on"), Value("L"), function="ltrim", output_field=CharField())


def found_since(year: int, path: str) -> QuerySet[FallenOfficer]:
    """The officers of a place who died in that year or later, and those whose day of death is not known: a
    round that left them out would answer for what nobody has looked into."""
    officers = FallenOfficer.objects.under(path).annotate(died=YEAR)
    return officers.filter(Q(died__gte=str(year)) | Q(person__died_on=None))


def count_found(path: str, year: int) -> dict[str, int]:
    """How many of both, and of their families with a card in use."""
    found = found_since(year, path)
    unknown = found.filter(person__died_on=None).count()
    families = Household.objects.under(path).filter(status=Status.OPEN, bereavements__officer__in=found)
    return {
        "officers": found.count() - unknown,
        "unknown": unknown,
        "families": families.distinct().count(),
    }
