"""The one figure that somebody's day needs and no duty tells: whom nobody visited this year."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Visit
from anxin.care.queries import family_title
from anxin.families.models import Bereavement, Household
from anxin.families.models.households import Status
from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure


def _row(household: Household) -> Row:
    url = reverse("families:card", kwargs={"card": household.pk})
    return Row(family_title(household), f"{household.unit.label}　{household.number}", url, household.pk)


def visits_of_the_year(day: date) -> QuerySet[Visit]:
    """Visits made to the family of an outer query from 1 January to the day."""
    made = Visit.objects.filter(outcome=Visit.Outcome.MADE, on__range=(day.replace(month=1, day=1), day))
    return made.filter(household=OuterRef("pk"))


@figure(
    "care.families_unvisited",
    name=_("families not visited this year"),
    words=_(
        "Families with a card in use to whom no visit was made from 1 January to the day. An attempt at"
        " which nobody was met is no visit."
    ),
    unit=_("unit: families"),
    row=_row,
    order=63,
)
def unvisited(reach: Bounds, day: date) -> QuerySet[Household]:
    mourned = Bereavement.objects.select_related("officer__person")
    families = Household.objects.visible_to(reach).filter(status=Status.OPEN).select_related("unit")
    return families.filter(~Exists(visits_of_the_year(day))).prefetch_related(
        Prefetch("bereavements", mourned)
    )
