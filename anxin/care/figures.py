"""The figures of care: who is responsible, needs and measures, requests, visits, promises."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.families.models.households import Status
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import local_day
from anxin.ground.figures.registry import Row, figure
from anxin.ground.ui.masks import masked_text
from anxin.ground.units.models import Domain, Unit

from . import days_without  # noqa: F401  # a figure in a file of its own
from .models import (
    DepartmentRequest,
    Duty,
    FamilyWord,
    JointTable,
    Measure,
    Need,
    Promise,
    Responsibility,
    Visit,
)
from .queries import duty_words, family_title, units_without_lead, unnamed_households, with_names

FAMILIES, ITEMS = _("unit: families"), _("unit: items")
IN_USE = Q(household__status=Status.OPEN)  # what was open when the care was closed prompts nobody


def _first(words: str) -> str:
    return masked_text(words.splitlines()[0]) if words else ""


def _unnamed_row(row: Responsibility) -> Row:
    words = gettext("%(unit)s, %(who)s meanwhile") % {
        "unit": row.household.unit.label,
        "who": row.responsible.name if row.responsible else gettext("nobody"),
    }
    url = reverse("care:responsible", kwargs={"card": row.household_id})
    return Row(family_title(row.household), words, url, row.household_id)


def _unit_row(unit: Unit) -> Row:
    return Row(unit.label, unit.get_level_display(), reverse("care:work_lead", kwargs={"unit": unit.pk}))


def _need_row(need: Need) -> Row:
    return Row(
        family_title(need.household),
        need.told_with_theme.splitlines()[0],
        reverse("care:needs", kwargs={"card": need.household_id}),
        need.household_id,
    )


def _table_row(table: JointTable) -> Row:
    words = gettext("version %(n)d, approved on %(day)s") % {
        "n": table.version,
        "day": table.approved_at and local_day(table.approved_at),
    }
    url = reverse("care:table", kwargs={"card": table.household_id, "table": table.pk})
    return Row(family_title(table.household), words, url, table.household_id)


def _measure_row(measure: Measure) -> Row:
    words = gettext("%(who)s: %(words)s, %(state)s") % {
        "who": measure.who,
        "words": _first(measure.words),
        "state": measure.get_state_display(),
    }
    url = reverse("care:measure", kwargs={"card": measure.household_id, "measure": measure.pk})
    return Row(family_title(measure.household), words, url, measure.household_id)


def _request_row(request: DepartmentRequest) -> Row:
    words = gettext("%(desk)s: %(subject)s, due on %(day)s") % {
        "desk": request.desk.label,
        "subject": masked_text(request.subject),
        "day": request.due,
    }
    url = reverse("care:measure", kwargs={"card": request.household_id, "measure": request.measure_id})
    return Row(family_title(request.household), words, url, request.household_id)


def _visit_row(visit: Visit) -> Row:
    words = gettext("%(day)s, %(name)s") % {"day": visit.on, "name": visit.by.name}
    return Row(
        family_title(visit.household),
        words,
        reverse("care:visits", kwargs={"card": visit.household_id}),
        visit.household_id,
    )


def _promise_row(promise: Promise) -> Row:
    words = gettext("%(name)s: %(words)s, due on %(day)s") % {
        "name": promise.doer.name,
        "words": _first(promise.words),
        "day": promise.due,
    }
    url = reverse("care:promise", kwargs={"card": promise.household_id, "promise": promise.pk})
    return Row(family_title(promise.household), words, url, promise.household_id)


@figure(
    "care.unnamed",
    name=_("families without a named responsible person"),
    words=_("Families with a card in use for whom nobody was named yet; the work lead answers meanwhile."),
    unit=FAMILIES,
    row=_unnamed_row,
    order=20,
)
def unnamed(reach: Bounds, day: date) -> QuerySet[Responsibility]:
    return unnamed_households(reach)


@figure(
    "care.units_without_lead",
    name=_("units without a person in charge of this work"),
    words=_(
        "Units that keep family cards in use and have no person in charge of this work, "
        "neither their own nor in a unit above them."
    ),
    unit=_("unit: units"),
    row=_unit_row,
    order=21,
)
def without_lead(reach: Bounds, day: date) -> QuerySet[Unit]:
    return units_without_lead(reach)


@figure(
    "care.needs_open",
    name=_("open needs"),
    words=_("Verified needs of families and their members that are neither met nor closed."),
    unit=ITEMS,
    row=_need_row,
    order=30,
    version=2,
)
def needs_open(reach: Bounds, day: date) -> QuerySet[Need]:
    return with_names(Need.objects.visible_to(reach).open().filter(IN_USE))


@figure(
    "care.needs_undecided",
    name=_("open needs without a measure"),
    words=_("Verified, open needs about which no measure was decided, not even that there is none."),
    unit=ITEMS,
    row=_need_row,
    order=31,
    version=2,
)
def needs_undecided(reach: Bounds, day: date) -> QuerySet[Need]:
    return with_names(Need.objects.visible_to(reach).undecided().filter(IN_USE))


@figure(
    "care.needs_to_verify",
    name=_("needs to verify"),
    words=_("Needs that were found and that the clerk has neither verified nor refused."),
    unit=ITEMS,
    row=_need_row,
    order=29,
)
def needs_to_verify(reach: Bounds, day: date) -> QuerySet[Need]:
    return with_names(Need.objects.visible_to(reach).to_verify())


@figure(
    "care.tables_in_force",
    name=_("families with joint measures agreed"),
    words=_("Families whose joint measures table was signed by the departments, approved, and is in force."),
    unit=FAMILIES,
    row=_table_row,
    order=32,
)
def tables_in_force(reach: Bounds, day: date) -> QuerySet[JointTable]:
    return with_names(JointTable.objects.visible_to(reach).in_force())


PROPOSED = {
    Domain.FINANCE: _("measures proposed: finance"),
    Domain.CIVIL: _("measures proposed: civil affairs"),
    Domain.HRSS: _("measures proposed: human resources and social security"),
    Domain.HEALTH: _("measures proposed: health"),
    Domain.EDUCATION: _("measures proposed: education"),
}
DONE = {
    Domain.FINANCE: _("measures done: finance"),
    Domain.CIVIL: _("measures done: civil affairs"),
    Domain.HRSS: _("measures done: human resources and social security"),
    Domain.HEALTH: _("measures done: health"),
    Domain.EDUCATION: _("measures done: education"),
}


def _measures(reach: Bounds, domain: Domain) -> QuerySet[Measure]:
    return with_names(
        Measure.objects.visible_to(reach).proposed().filter(domain=domain).select_related("unit")
    )


def _two_figures(domain: Domain, order: int) -> None:
    """The pair of one department: what was decided on, and what of it is done."""

    @figure(
        f"care.measures_proposed.{domain.value}",
        name=PROPOSED[domain],
        words=_(
            "Measures decided on for this department to carry out, done or not. "
            "A decision that there is no measure is not counted."
        ),
        unit=ITEMS,
        row=_measure_row,
        order=order,
    )
    def proposed(reach: Bounds, day: date) -> QuerySet[Measure]:
        return _measures(reach, domain)

    @figure(
        f"care.measures_done.{domain.value}",
        name=DONE[domain],
        words=_("Measures of this department that are recorded as done, with their proof."),
        unit=ITEMS,
        row=_measure_row,
        order=order + 1,
    )
    def done(reach: Bounds, day: date) -> QuerySet[Measure]:
        return _measures(reach, domain).filter(state=Measure.State.DONE)


for place, department in enumerate(Domain):
    _two_figures(department, 40 + 2 * place)


@figure(
    "care.requests_waiting",
    name=_("requests waiting for a department's answer"),
    words=_("Requests sent to a department's desk that are neither answered, returned nor passed on."),
    unit=ITEMS,
    row=_request_row,
    order=55,
)
def requests_waiting(reach: Bounds, day: date) -> QuerySet[DepartmentRequest]:
    waiting = DepartmentRequest.objects.visible_to(reach).waiting().filter(IN_USE)
    return with_names(waiting.select_related("desk"))


@figure(
    "care.visits_year",
    name=_("visits this year"),
    words=_(
        "Visits made to families from 1 January to the day. Attempts at which nobody was met are not counted."
    ),
    unit=_("unit: visits"),
    row=_visit_row,
    order=60,
)
def visits_year(reach: Bounds, day: date) -> QuerySet[Visit]:
    made = Visit.objects.visible_to(reach).filter(
        outcome=Visit.Outcome.MADE, on__range=(day.replace(month=1, day=1), day)
    )
    return with_names(made.select_related("by"))


@figure(
    "care.promises_open",
    name=_("open promises"),
    words=_("What was promised to families and is neither kept nor answered."),
    unit=ITEMS,
    row=_promise_row,
    order=61,
)
def promises_open(reach: Bounds, day: date) -> QuerySet[Promise]:
    return with_names(Promise.objects.visible_to(reach).open().filter(IN_USE).select_related("doer"))


@figure(
    "care.promises_overdue",
    name=_("promises overdue"),
    words=_("Open promises whose day has passed."),
    unit=ITEMS,
    row=_promise_row,
    order=62,
)
def promises_overdue(reach: Bounds, day: date) -> QuerySet[Promise]:
    return with_names(Promise.objects.visible_to(reach).overdue(day).filter(IN_USE).select_related("doer"))


def _word_row(word: FamilyWord) -> Row:
    words = gettext("%(words)s, answer due on %(day)s") % {
        "words": _first(word.words).rstrip("。."),
        "day": word.due,
    }
    url = reverse("care:word", kwargs={"card": word.household_id, "word": word.pk})
    return Row(family_title(word.household), words, url, word.household_id)


@figure(
    "care.words_open",
    name=_("words of families without an answer"),
    words=_("What families said, on their page or to the office, that has not been answered yet."),
    unit=ITEMS,
    row=_word_row,
    order=63,
)
def words_open(reach: Bounds, day: date) -> QuerySet[FamilyWord]:
    return with_names(FamilyWord.objects.visible_to(reach).unanswered())


@figure(
    "care.words_late",
    name=_("words of families answered late"),
    words=_(
        "What families said from 1 January on that was answered after its day, or has no answer "
        "though its day has passed."
    ),
    unit=ITEMS,
    row=_word_row,
    order=64,
)
def words_late(reach: Bounds, day: date) -> QuerySet[FamilyWord]:
    this_year = FamilyWord.objects.visible_to(reach).filter(said_on__range=(day.replace(month=1, day=1), day))
    return with_names(this_year.late(day))


@figure(
    "care.words_overdue",
    name=_("words of families that wait beyond their day"),
    words=_("What families said that has no answer yet though its day has passed."),
    unit=ITEMS,
    row=_word_row,
    order=65,
)
def words_overdue(reach: Bounds, day: date) -> QuerySet[FamilyWord]:
    return with_names(FamilyWord.objects.visible_to(reach).overdue(day))


def _date_row(duty: Duty) -> Row:
    words = gettext("%(what)s, due on %(day)s") % {"what": duty_words(duty), "day": duty.last_day}
    url = reverse("care:duty", kwargs={"card": duty.household_id, "duty": duty.pk})
    return Row(family_title(duty.household), words, url, duty.household_id)


@figure(
    "care.dates_overdue",
    name=_("dates of families overdue"),
    words=_(
        "Dates of families in use that are not settled though their day, of a period its last, has passed. "
        "A decision counts until a second person has confirmed it."
    ),
    unit=ITEMS,
    row=_date_row,
    order=66,
)
def dates_overdue(reach: Bounds, day: date) -> QuerySet[Duty]:
    return with_names(Duty.objects.visible_to(reach).overdue(day).filter(IN_USE).select_related("person"))
