"""How a family is called: by the officer it mourns."""

from collections.abc import Sequence
from typing import TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext

from anxin.families.models import Bereavement, Household

M = TypeVar("M", bound=Model)


def family_title(household: Household) -> str:
    """ "Family of …", with the names of all officers it mourns."""
    return family_of([link.officer.person.name for link in household.bereavements.all()])


def family_of(names: Sequence[str]) -> str:
    """ "Family of …" these officers."""
    return gettext("Family of %(names)s") % {"names": gettext(", ").join(names)}


def with_names(rows: QuerySet[M]) -> QuerySet[M]:
    """Rows of care with what ``family_title`` reads, in two queries however many they are."""
    mourned = Bereavement.objects.select_related("officer__person")
    return rows.select_related("household__unit").prefetch_related(
        Prefetch("household__bereavements", mourned)
    )


def mourned(household: str = "household_id") -> ArraySubquery:
    """The names of the officers whom the household of an outer query's row mourns."""
    links = Bereavement.objects.filter(household=OuterRef(household))
    return ArraySubquery(links.values("officer__person__name"))


def titled(rows: QuerySet[M]) -> QuerySet[M]:
    """Rows of care that carry the names of their family: ``title_of`` then asks nothing more."""
    return cast("QuerySet[M]", rows.annotate(mourned=mourned()))


def title_of(row: Model) -> str:
    """ "Family of …", for a row that was ``titled``."""
    return family_of(vars(row)["mourned"])
