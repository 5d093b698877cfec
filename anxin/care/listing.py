"""What care adds to the list of families: who is responsible, six steps, last visit; and its filters."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.families.listing import Cell, Column, Filter, Page
from anxin.families.models import Fact, Household
from anxin.ground.days.clock import today

from .models import CardPrint, Measure, Need, Promise, Responsibility, Visit
from .queries import responsible_by_household

Cells = dict[uuid.UUID, Cell]


def responsible_cells(households: Page) -> Cells:
    """Who is responsible; "to be named" as a gap."""
    return {key: _responsible(row) for key, row in households.once(responsible_by_household).items()}


def _responsible(row: Responsibility) -> Cell:
    if row.responsible is None:
        return Cell(gettext("nobody"), "gap")
    if row.unassigned:
        return Cell(gettext("to be named"), "gap")
    return Cell(row.responsible.name)


def step_cells(households: Page) -> Cells:
    """The six steps: survey, needs, measures, responsible person, contact card, first visit."""
    ids = [one.pk for one in households]
    known = set(
        Fact.objects.filter(household__in=ids).order_by().values_list("household", flat=True).distinct()
    )
    visited = set(households.once(_last_visits))
    measures = _measure_steps(ids)
    named, printed = households.once(responsible_by_household), _printed(ids)
    return {
        key: Cell(steps=(
            "done" if key in known else "todo",
            "done" if key in measures else "todo",
            measures.get(key, "todo"),
            _person_step(named.get(key)),
            _card_step(printed.get(key), named.get(key)),
            "done" if key in visited else "todo",
        ))
        for key in ids
    }  # fmt: skip


def _person_step(row: Responsibility | None) -> str:
    if row is None or row.responsible_id is None:
        return "miss"
    return "half" if row.unassigned else "done"


def _printed(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Whom the contact card printed last names, family by family."""
    rows = CardPrint.objects.filter(household__in=ids).order_by("household", "-printed_at")
    return dict(rows.distinct("household").values_list("household", "responsible"))


def _card_step(names: uuid.UUID | None, row: Responsibility | None) -> str:
    """A card that names somebody else than today's person is half a card."""
    if names is None or row is None:
        return "todo"
    return "done" if names == row.responsible_id else "half"


def _measure_steps(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """How the measures of each family with needs stand: missing for some need, under way, or done."""
    states: dict[uuid.UUID, set[str]] = defaultdict(set)
    needs = Need.objects.filter(household__in=ids).exclude(state=Need.State.REFUSED).order_by()
    for household, need, measure in needs.values_list("household", "state", "measures__state"):
        stages: dict[str, str] = {Need.State.OPEN: measure or "missing", Need.State.FOUND: "found"}
        states[household].add(stages.get(need, "settled"))
    finished = {"settled", Measure.State.DONE.value, Measure.State.NONE.value}
    return {
        key: "miss" if "missing" in found else "done" if found <= finished else "half"
        for key, found in states.items()
    }


def _last_visits(households: Sequence[Household]) -> dict[uuid.UUID, object]:
    made = Visit.objects.filter(household__in=households, outcome=Visit.Outcome.MADE).order_by()
    return dict(made.values_list("household").annotate(Max("on")))


def visit_cells(households: Page) -> Cells:
    """The day of the last visit."""
    found = households.once(_last_visits)
    never = Cell(small=gettext("not visited yet"))
    return {one.pk: Cell(str(found[one.pk])) if one.pk in found else never for one in households}


def unnamed(found: QuerySet[Household]) -> QuerySet[Household]:
    """Families for whom nobody was named yet."""
    return found.filter(Exists(Responsibility.objects.unnamed().filter(household=OuterRef("pk"))))


def undecided(found: QuerySet[Household]) -> QuerySet[Household]:
    """Families with an open need about which nothing was decided."""
    return found.filter(Exists(Need.objects.undecided().filter(household=OuterRef("pk"))))


def overdue(found: QuerySet[Household]) -> QuerySet[Household]:
    """Families to whom a promise is overdue."""
    return found.filter(Exists(Promise.objects.overdue(today()).filter(household=OuterRef("pk"))))


COLUMNS = (
    Column("responsible", _("Responsible person"), 30, responsible_cells),
    Column("steps", _("Six steps"), 40, step_cells),
    Column("visit", _("Last visit"), 50, visit_cells),
)
FILTERS = (
    Filter("unnamed", _("responsible person to be named"), 10, unnamed),
    Filter("undecided", _("need without a measure"), 20, undecided),
    Filter("overdue", _("promise overdue"), 30, overdue),
)
