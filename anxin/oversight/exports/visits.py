"""A festival's round as a table (慰问走访安排表): who goes to which family on which day."""

from collections.abc import Iterator

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Occasion, VisitPlan
from anxin.care.queries import festival_of, festivals_ahead, plans_of_round, title_of
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.days.lunar import Festival
from anxin.ground.paper.cells import Value
from anxin.ground.paper.workbook import Column

from .kinds import Kind, Layout, Line, Wish, kind


def _festival(wish: Wish) -> Festival:
    """The festival of the page one comes from; the nearest if none was chosen."""
    chosen = festival_of(str(wish.filters.get("festival", "")), today())
    return chosen or festivals_ahead(today())[0]


def _lines(reach: Reach, wish: Wish) -> Iterator[Line]:
    for plan in plans_of_round(reach, _festival(wish)):
        yield Line(plan.household_id, _cells(plan))


def _cells(plan: VisitPlan) -> list[Value]:
    household, going = plan.household, [one.post for one in plan.visitors.all()]
    return [
        plan.on, household.number, title_of(plan), household.unit.label, household.town,
        "、".join(post.name for post in going), "、".join(dict.fromkeys(post.unit.label for post in going)),
        str(plan.get_state_display()), plan.visit.on if plan.visit else None,
    ]  # fmt: skip


def _layout(wish: Wish) -> Layout:
    columns = (
        Column(gettext("Day"), "date"), Column(gettext("Number"), "id", 22), Column(gettext("Family")),
        Column(gettext("Unit")), Column(gettext("Town")), Column(gettext("Who goes")),
        Column(gettext("Their units")), Column(gettext("State")),
        Column(pgettext("visit", "Visited on"), "date"),
    )  # fmt: skip
    festival = {"festival": Occasion(_festival(wish).code).label}
    return Layout(gettext("Visits before %(festival)s") % festival, columns, "anxin.care.visit_plans")


kind(
    Kind(
        "visit_plans",
        _("Visits before a festival"),
        "care.plan",
        _("One row for each planned visit: day, family, who goes, how it stands."),
        25,
        lambda reach, wish: plans_of_round(reach, _festival(wish)).count(),
        _layout,
        _lines,
    )
)
