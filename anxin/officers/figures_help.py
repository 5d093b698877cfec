"""The figures of help and of care on the agenda: requests, help by kind, relief, plans, rules of units."""

from datetime import date
from functools import partial

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure
from anxin.ground.units.models import Unit

from .models import CareItem, CarePlan, Help, HelpRequest, Payment, RuleSubject
from .models.help import HelpRequestQuerySet
from .models.plans import CareItemQuerySet
from .queries.help import plans_not_looked_at, units_without_plan, units_without_rule

ITEMS, UNITS, YUAN = _("unit: items"), _("unit: units"), _("unit: fen")


def _request_row(request: HelpRequest) -> Row:
    words = gettext("%(state)s, due on %(day)s") % {"state": request.get_state_display(), "day": request.due}
    return Row(request.officer.unit.label, words, reverse("officers:asked", kwargs={"ask": request.pk}))


def _help_row(given: Help) -> Row:
    words = gettext("%(kind)s, %(day)s") % {
        "kind": given.get_kind_display(),
        "day": given.done_on or given.due,
    }
    return Row(given.unit.label, words, reverse("officers:help", kwargs={"given": given.pk}))


def _payment_row(payment: Payment) -> Row:
    words = gettext("%(fund)s, %(day)s") % {"fund": payment.fund.name, "day": payment.paid_on}
    return Row(payment.unit.label, words, reverse("officers:payment", kwargs={"payment": payment.pk}))


def _item_row(item: CareItem) -> Row:
    words = gettext("%(words)s, due on %(day)s") % {"words": item.words.splitlines()[0], "day": item.due}
    url = reverse("officers:care_item", kwargs={"care_plan": item.plan_id, "care_item": item.pk})
    return Row(item.plan.unit.label, words, url)


def _plan_row(plan: CarePlan) -> Row:
    url = reverse("officers:care_plan", kwargs={"care_plan": plan.pk})
    return Row(plan.unit.label, gettext("care plan %(year)s") % {"year": plan.year}, url)


def _unit_row(unit: Unit) -> Row:
    return Row(unit.label, unit.get_level_display(), reverse("officers:rules"))


of_requests = partial(figure, unit=ITEMS, row=_request_row)
of_payments = partial(figure, unit=ITEMS, row=_payment_row)
of_items = partial(figure, unit=ITEMS, row=_item_row)


def _requests(reach: Bounds) -> HelpRequestQuerySet:
    return HelpRequest.objects.visible_to(reach).select_related("officer__unit")


@of_requests(
    "officers.help_waiting",
    name=_("requests for help under way"),
    words=_("Requests of officers of whom nobody has told the officer yet what came of it."),
    order=120,
)
def help_waiting(reach: Bounds, day: date) -> QuerySet[HelpRequest]:
    return _requests(reach).open()


@of_requests(
    "officers.help_late",
    name=_("requests for help overdue"),
    words=_("Requests of officers under way whose day for the answer has passed."),
    order=121,
)
def help_late(reach: Bounds, day: date) -> QuerySet[HelpRequest]:
    return _requests(reach).late(day)


@of_requests(
    "officers.help_answered",
    name=_("requests for help answered this year"),
    words=_("Requests of officers that were answered in the year, whatever the answer was."),
    order=122,
)
def help_answered(reach: Bounds, day: date) -> QuerySet[HelpRequest]:
    return _requests(reach).answered(day)


@of_requests(
    "officers.help_in_time",
    name=_("requests for help answered in time this year"),
    words=_("Of the requests answered in the year, those answered by their day."),
    order=123,
)
def help_in_time(reach: Bounds, day: date) -> QuerySet[HelpRequest]:
    return _requests(reach).answered(day).in_time()


@figure(
    "officers.help_given",
    name=_("help given to officers this year"),
    words=_("Items on the list of help that were done in the year, of all four kinds."),
    unit=ITEMS,
    row=_help_row,
    order=124,
)
def help_given(reach: Bounds, day: date) -> QuerySet[Help]:
    return (
        Help.objects.visible_to(reach)
        .given(date(day.year, 1, 1), date(day.year + 1, 1, 1))
        .select_related("unit")
    )


def _fen(rows: QuerySet[Payment]) -> int:
    return rows.aggregate(sum=Sum("amount_fen"))["sum"] or 0


def _paid(reach: Bounds, day: date) -> QuerySet[Payment]:
    rows = (
        Payment.objects.visible_to(reach).paid().filter(paid_on__gte=date(day.year, 1, 1), paid_on__lte=day)
    )
    return rows.select_related("unit", "fund")


@of_payments(
    "officers.relief_payments",
    name=_("relief payments this year"),
    words=_("Payments from relief funds that were handed over in the year."),
    order=125,
)
def relief_payments(reach: Bounds, day: date) -> QuerySet[Payment]:
    return _paid(reach, day)


@of_payments(
    "officers.relief_without_receipt",
    name=_("relief payments without a receipt"),
    words=_("Payments from relief funds that were handed over and that nobody has signed for yet."),
    order=126,
)
def relief_without_receipt(reach: Bounds, day: date) -> QuerySet[Payment]:
    return Payment.objects.visible_to(reach).without_receipt().select_related("unit", "fund")


@figure(
    "officers.plan_missing",
    name=_("units without a care plan for the year"),
    words=_("Units with officers that have no care plan of this year that was adopted."),
    unit=UNITS,
    row=_unit_row,
    order=127,
)
def plan_missing(reach: Bounds, day: date) -> QuerySet[Unit]:
    return units_without_plan(reach, day.year)


@of_items(
    "officers.plan_items_done",
    name=_("items of care plans done this year"),
    words=_("Items of this year's adopted care plans that were carried out."),
    order=128,
)
def plan_items_done(reach: Bounds, day: date) -> QuerySet[CareItem]:
    return _items(reach, day).filter(state=CareItem.State.DONE)


@of_items(
    "officers.plan_items_overdue",
    name=_("items of care plans overdue"),
    words=_(
        "Items of this year's adopted care plans that are neither done nor given up and whose day has passed."
    ),
    order=129,
)
def plan_items_overdue(reach: Bounds, day: date) -> QuerySet[CareItem]:
    return _items(reach, day).overdue(day)


def _items(reach: Bounds, day: date) -> CareItemQuerySet:
    rows = CareItem.objects.visible_to(reach).filter(plan__year=day.year, plan__state=CarePlan.State.ADOPTED)
    return rows.select_related("plan__unit")


@figure(
    "officers.plan_not_looked_at",
    name=_("care plans not looked at in a quarter"),
    words=_(
        "Adopted care plans of this year with a quarter that is over and in which nobody looked at them."
    ),
    unit=ITEMS,
    row=_plan_row,
    order=130,
)
def plan_not_looked_at(reach: Bounds, day: date) -> QuerySet[CarePlan]:
    return plans_not_looked_at(reach, day)


NO_RULE = (
    (
        RuleSubject.CHECK_UP,
        "officers.no_check_up_rule",
        _("units without rules for check-ups"),
        _("Units with officers that have no rule of their own in force for health check-ups."),
    ),
    (
        RuleSubject.LEAVE,
        "officers.no_leave_rule",
        _("units without rules for leave"),
        _("Units with officers that have no rule of their own in force for annual leave."),
    ),
    (
        RuleSubject.COUNSELLING,
        "officers.no_counselling_rule",
        _("units without rules for counselling"),
        _("Units with officers that have no rule of their own in force for counselling."),
    ),
)


def _without_rule(subject: RuleSubject, reach: Bounds, day: date) -> QuerySet[Unit]:
    return units_without_rule(reach, subject, day)


for at, (subject, code, name, words) in enumerate(NO_RULE):
    figure(code, name=name, words=words, unit=UNITS, row=_unit_row, order=131 + at)(
        partial(_without_rule, subject)
    )
