"""The other lists that can be exported: needs with their measures, entitlements, a figure's list, a desk's
own requests. In the exporter's language, with the words and the masks of the pages."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from anxin.care.models import PART, DepartmentRequest, Measure, Need
from anxin.care.queries import family_title, with_names
from anxin.entitlements.models import Entitlement
from anxin.entitlements.telling import Told
from anxin.families.models import Person
from anxin.families.models.households import Status
from anxin.families.people import may_be_child
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.figures import registry
from anxin.ground.paper.cells import Value
from anxin.ground.paper.workbook import Column
from anxin.ground.ui.masks import masked_name, masked_text

from .kinds import Kind, Layout, Line, Wish, kind

AT_ONCE = 500


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


def _shown(record: object, wish: Wish) -> bool:
    """Rows about a child under 14 stay out unless they are asked for."""
    person = record if isinstance(record, Person) else getattr(record, "person", None)
    return wish.children or not (isinstance(person, Person) and may_be_child(person))


# — Needs and measures —


def _needs(reach: Reach, wish: Wish) -> QuerySet[Need]:
    found = Need.objects.visible_to(reach).filter(household__status=Status.OPEN)
    if wish.filters.get("show") == "open":
        found = found.open()
    decided = Measure.objects.select_related("unit")
    told = with_names(found.select_related("person")).prefetch_related(Prefetch("measures", decided))
    return told.order_by("path", "found_on", "id")


def _need_lines(reach: Reach, wish: Wish) -> Iterator[Line]:
    for need in _needs(reach, wish).iterator(chunk_size=AT_ONCE):
        if _shown(need, wish):
            measures: Sequence[Measure | None] = list(need.measures.all()) or [None]
            for measure in measures:
                yield Line(need.household_id, _need_cells(need, measure))


def _need_cells(need: Need, measure: Measure | None) -> list[Value]:
    whose = need.person.name if need.person else gettext("the family")
    before: list[Value] = [
        need.household.number, family_title(need.household), need.household.unit.label, whose,
        str(need.theme_words), need.shown, need.found_on, need.get_state_display(),
    ]  # fmt: skip
    if measure is None:
        return [*before, *[None] * 7]
    return [
        *before, measure.who, masked_text(measure.words or measure.reason), _yuan(measure.amount_fen),
        masked_text(measure.ground), measure.due, measure.get_state_display(), measure.done_on,
    ]  # fmt: skip


def _need_count(reach: Reach, wish: Wish) -> int:
    return sum(1 for _line in _need_lines(reach, wish))


def _need_layout(wish: Wish) -> Layout:
    need, measure = gettext("Need"), gettext("Measure")
    columns = (
        Column(gettext("Number"), "id", 22), Column(gettext("Family")), Column(gettext("Unit")),
        Column(gettext("Whose"), group=need), Column(gettext("Theme"), group=need),
        Column(gettext("Words"), group=need), Column(gettext("Found on"), "date", group=need),
        Column(gettext("State"), group=need), Column(gettext("Department"), group=measure),
        Column(gettext("What is done"), group=measure),
        Column(gettext("Sum (yuan)"), "money", group=measure), Column(gettext("Ground"), group=measure),
        Column(gettext("Due"), "date", group=measure), Column(gettext("State"), group=measure),
        Column(gettext("Done on"), "date", group=measure),
    )  # fmt: skip
    return Layout(gettext("Needs and measures"), columns, "anxin.care.needs")


# — Entitlements —


def _lines(reach: Reach, wish: Wish) -> QuerySet[Entitlement]:
    found = Entitlement.objects.visible_to(reach).in_use()
    found = found.select_related("household__unit", "officer__person", "person")
    return found.order_by("path", "officer", "place", "id")


def _entitlement_lines(reach: Reach, wish: Wish) -> Iterator[Line]:
    for line in _lines(reach, wish).iterator(chunk_size=AT_ONCE):
        told = Told(line)
        missing = "；".join(f"{gap.what}：{gap.ask}" for gap in told.gaps)
        yield Line(
            line.household_id,
            [
                line.household.number,
                line.officer.person.name,
                line.officer.unit_text or line.household.unit.label,
                told.rule,
                told.category,
                masked_name(line.person.name) if line.person else "",
                _yuan(line.amount_fen),
                told.period,
                told.equation,
                told.ground,
                told.payer,
                told.state,
                missing,
                line.as_of,
            ],  # fmt: skip
        )


def _entitlement_layout(wish: Wish) -> Layout:
    columns = (
        Column(gettext("Number"), "id", 22), Column(gettext("Officer who died")), Column(gettext("Unit")),
        Column(gettext("Rule")), Column(gettext("Determination")), Column(gettext("For whom")),
        Column(gettext("Sum (yuan)"), "money"), Column(gettext("How often")),
        Column(gettext("Arithmetic")), Column(gettext("Ground")), Column(gettext("Paid by")),
        Column(gettext("State")), Column(gettext("What is missing")),
        Column(pgettext("calculation", "calculated as of"), "date"),
    )  # fmt: skip
    note = gettext("Note: a calculation is not a decision; the competent department decides.")
    return Layout(gettext("Entitlements as calculated"), columns, "anxin.entitlements.lines", (note,))


# — The list behind a figure —


def _figure_rows(reach: Reach, wish: Wish) -> QuerySet[Any]:
    return registry.get(str(wish.filters["figure"])).rows(reach, today()).order_by("path", "pk")


def _figure_lines(reach: Reach, wish: Wish) -> Iterator[Line]:
    figure = registry.get(str(wish.filters["figure"]))
    for record in _figure_rows(reach, wish).iterator(chunk_size=AT_ONCE):
        if _shown(record, wish):
            row = figure.row(record)
            yield Line(row.card, [row.title, row.words])


def _figure_layout(wish: Wish) -> Layout:
    figure = registry.get(str(wish.filters["figure"]))
    columns = (Column(gettext("Record"), width=30), Column(gettext("What it is"), width=60))
    note = gettext("Note: %(words)s") % {"words": figure.words}
    return Layout(str(figure.name), columns, f"anxin.figure.{figure.code}", (note,))


# — A desk's own requests —


def _requests(reach: Reach, wish: Wish) -> QuerySet[DepartmentRequest]:
    """The one request that this access was given for; a post with a subtree has no desk."""
    found = DepartmentRequest.objects.visible_to(reach).select_related("sent_by__unit")
    return found.filter(pk=reach.grant.record, desk=reach.post.unit_id) if reach.grant else found.none()


def _request_lines(reach: Reach, wish: Wish) -> Iterator[Line]:
    for one in _requests(reach, wish):
        yield Line(
            one.household_id,
            [
                one.code,
                one.sent_by.unit.label,
                masked_text(one.subject),
                masked_text(one.asked),
                masked_text(one.ground),
                one.due,
                one.get_state_display(),
                masked_text(one.answer),
                _yuan(one.amount_fen),
                one.benefit_from,
                one.benefit_until,
            ],  # fmt: skip
        )


def _request_layout(wish: Wish) -> Layout:
    columns = (
        Column(gettext("Request number"), "id"), Column(gettext("From")), Column(gettext("Subject")),
        Column(gettext("What is asked")), Column(gettext("Ground")), Column(gettext("Due"), "date"),
        Column(gettext("State")), Column(gettext("Answer")), Column(gettext("Sum (yuan)"), "money"),
        Column(gettext("Benefit from"), "date"), Column(gettext("Benefit until"), "date"),
    )  # fmt: skip
    return Layout(gettext("Requests to this desk"), columns, "anxin.care.requests")


kind(
    Kind(
        "needs",
        _("Needs and measures"),
        "care.read",
        _("One row for each need and measure: department, ground, sum, day, state."),
        20,
        _need_count,
        _need_layout,
        _need_lines,
        has_children=True,
    )  # fmt: skip
)
kind(
    Kind(
        "entitlements",
        _("Entitlements as calculated"),
        "entitlements.read",
        _("One row for each officer, rule and category: sum, arithmetic, ground, what is missing."),
        30,
        lambda reach, wish: _lines(reach, wish).count(),
        _entitlement_layout,
        _entitlement_lines,
    )  # fmt: skip
)
kind(
    Kind(
        "figure",
        _("List behind a figure"),
        "figures.read",
        _("The rows that the figure counts, as its page shows them."),
        40,
        lambda reach, wish: _figure_rows(reach, wish).count(),
        _figure_layout,
        _figure_lines,
        has_children=True,
    )  # fmt: skip
)
kind(
    Kind(
        "requests",
        _("Requests to this desk"),
        "care.answer",
        _("The requests sent to your own desk, with what was answered."),
        50,
        lambda reach, wish: _requests(reach, wish).count(),
        _request_layout,
        _request_lines,
        part=PART,
    )  # fmt: skip
)
