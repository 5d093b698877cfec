"""How a family is called: by the officer it mourns."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext

from anxin.care.models.base import OfHousehold
from anxin.families.models import Bereavement, Household

M = TypeVar("M", bound=Model)


def family_title(household: Household) -> str:
    """ "Family of …", with the names of all officers it mourns."""
    names = [link.officer.person.name for link in household.bereavements.all()]
    return gettext("Family of %(names)s") % {"names": gettext(", ").join(names)}


def with_names(rows: QuerySet[M]) -> QuerySet[M]:
    """Rows of care with what ``family_title`` reads, in two queries however many they are."""
    mourned = Bereavement.objects.select_related("officer__person")
    return rows.select_related("household__unit").prefetch_related(
        Prefetch("household__bereavements", mourned)
    )


def name_families(rows: Iterable[OfHousehold]) -> None:
    """Fetch what ``family_title`` reads for rows of several kinds at once, in one query."""
    households = [row.household for row in rows]
    mourned = Bereavement.objects.select_related("officer__person")
    prefetch_related_objects(households, Prefetch("bereavements", mourned))
