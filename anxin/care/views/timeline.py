"""The years ahead of one family: as a page, on paper, and a date of them made a task."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from anxin.care.actions import take_up_date
from anxin.care.calendar import KINDS, DutyDay
from anxin.care.forms.taking_up import TakeUpForm, code_of
from anxin.care.models import Duty
from anxin.care.papers import timeline_sheet
from anxin.care.timeline import timeline_of, to_take_up, words_of_day
from anxin.families.models import Household
from anxin.families.people import members_of
from anxin.families.views.card import card_of, officers_of
from anxin.families.views.papers import pdf_response
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.ui.pictures.spans import Timeline
from anxin.ground.ui.trying import outcome

from .shared import page

Doors = Callable[[DutyDay], str]


def _drawn(request: Request, household: Household, doors: Doors | None = None) -> Timeline:
    law, members = request.post.may("entitlements.read"), members_of(household)
    return timeline_of(household, officers_of(household), members, law=law, doors=doors)


def _doors(request: Request, household: Household) -> Doors:
    """Where a date leads: to its own page once it is a task, else to where it is made one."""
    stored = {duty.key: duty.pk for duty in Duty.objects.filter(household=household)}
    take_up = reverse("care:take_up", kwargs={"card": household.pk})
    may = request.post.may("care.duty")

    def door(one: DutyDay) -> str:
        if one.key in stored:
            return reverse("care:duty", kwargs={"card": household.pk, "duty": stored[one.key]})
        return f"{take_up}?{urlencode({'date': code_of(one)})}" if may and KINDS[one.kind].asks else ""

    return door


@needs("care.read", record="card")
def timeline(request: Request, card: uuid.UUID) -> HttpResponse:
    """Two years back and ten ahead, a lane a person, with the same as a table."""
    household = card_of(request, card)
    record("care.timeline_opened", by=request.post, on=household, cards=[household.pk])
    picture = _drawn(request, household, _doors(request, household))
    may_plan = request.post.may("care.duty") and bool(to_take_up(household))
    return page(request, household, "care/timeline.html", timeline=picture, may_plan=may_plan)


@needs("families.print", record="card")
def timeline_pdf(request: Request, card: uuid.UUID) -> HttpResponse:
    """The same on A4."""
    household = card_of(request, card)
    paper = sheet_pdf(timeline_sheet(household, _drawn(request, household), request.post))
    record("care.timeline_printed", by=request.post, on=household, cards=[household.pk])
    return pdf_response(paper, f"{household.number}-timeline")


@needs("care.duty", record="card")
def take_up(request: Request, card: uuid.UUID) -> HttpResponse:
    """为此节点建待办: what is planned for a date years ahead, kept with it from today on."""
    household = card_of(request, card)
    dates = to_take_up(household)
    names = {one.person.pk: one.person.name for one in members_of(household)} | {None: _("the whole family")}
    words = {code_of(one): words_of_day(one) for one in dates}
    form = TakeUpForm(dates, names, words, request.POST or None, request.GET.get("date", ""))
    if form.is_valid() and (duty := outcome(form, lambda: _take_up(request, household, form))):
        messages.success(
            request, _("Kept. The date comes onto the desk 90 days before, with what is planned.")
        )
        return redirect("care:duty", card=household.pk, duty=duty.pk)
    record("care.timeline_opened", by=request.post, on=household, cards=[household.pk])
    return page(request, household, "care/take_up.html", form=form, dates=dates)


def _take_up(request: Request, household: Household, form: TakeUpForm) -> Duty:
    given = form.cleaned_data
    return take_up_date(
        by=request.post, household=household, date_ahead=form.chosen, words=given["words"], on=given["on"]
    )
