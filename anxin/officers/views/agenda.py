"""Care on the agenda: plans of the year by unit, the quarterly look, and each unit's own rules."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt, outcome
from anxin.ground.units.models import Unit
from anxin.officers.actions import (
    add_item,
    adopt_plan,
    draft_plan,
    drop_item,
    enter_rule,
    finish_item,
    look_at_plan,
)
from anxin.officers.forms.agenda import DONE, ItemEndForm, ItemForm, LookForm, PlanForm, RuleForm
from anxin.officers.models import CareItem, CarePlan, RuleSubject, UnitRule
from anxin.officers.queries import items_of, quarters, rules_of, units_with_officers, units_without_plan


@needs("officers.plan_read")
def plans(request: Request) -> HttpResponse:
    """The care plans of the units of one's scope; units without one for this year are named."""
    rows = CarePlan.objects.visible_to(request.reach).select_related("unit")
    slice_ = keyset(rows, request, order=("-year", "path", "id"))
    lacking = units_without_plan(request.reach, today().year)
    context = {"slice": slice_, "lacking": lacking[:20], "count": lacking.count(), "year": today().year}
    return render(request, "officers/help/plans.html", context | _writes(request))


def _writes(request: Request) -> dict[str, bool]:
    return {"may_plan": request.post.may("officers.plan")}


@needs("officers.plan")
def plan_new(request: Request) -> HttpResponse:
    """Begin a plan."""
    form = PlanForm(Unit.objects.visible_to(request.reach), request.POST or None)
    if form.is_valid() and (plan := outcome(form, lambda: draft_plan(by=request.post, **form.cleaned_data))):
        messages.success(request, _("The draft is open. Add what shall be done."))
        return redirect("officers:care_plan", care_plan=plan.pk)
    return render(request, "officers/help/plan_new.html", {"form": form})


def _plan(request: Request, care_plan: uuid.UUID) -> CarePlan:
    rows = CarePlan.objects.visible_to(request.reach).select_related("unit", "adopted_by")
    return get_object_or_404(rows, pk=care_plan)


@needs("officers.plan_read")
def plan(request: Request, care_plan: uuid.UUID) -> HttpResponse:
    """One plan: its items, how they stand, and the look at it in each quarter."""
    return _page(request, _plan(request, care_plan))


def _page(request: Request, found: CarePlan, **filled: object) -> HttpResponse:
    four, draft = quarters(found, today()), found.state == CarePlan.State.DRAFT
    writes = request.post.may("officers.plan")
    to_look_at = any(one.begun and one.look is None for one in four)
    context = {
        "plan": found, "items": items_of(found), "quarters": four, "draft": draft,
        "item_form": ItemForm(request.post, found) if draft and writes else None,
        "look_form": LookForm(four) if to_look_at and not draft and writes else None,
        "may_adopt": draft and request.post.may("officers.agree"),
    }  # fmt: skip
    return render(request, "officers/help/plan.html", context | _writes(request) | filled)


@needs("officers.plan")
def item_new(request: Request, care_plan: uuid.UUID) -> HttpResponse:
    """Add an item to a draft."""
    found = _plan(request, care_plan)
    form = ItemForm(request.post, found, request.POST or None)
    if form.is_valid() and attempt(form, lambda: add_item(by=request.post, plan=found, item=form.said())):
        messages.success(request, _("Added."))
        return redirect("officers:care_plan", care_plan=found.pk)
    return _page(request, found, item_form=form)


@needs("officers.agree")
def adopt(request: Request, care_plan: uuid.UUID) -> HttpResponse:
    """Put a plan in force; asked once more before, as its items stand from then on."""
    found = _plan(request, care_plan)
    form = forms.Form(request.POST if request.method == "POST" else None)  # one button, no field
    if form.is_valid() and attempt(form, lambda: adopt_plan(by=request.post, plan=found)):
        messages.success(request, _("The plan is adopted."))
        return redirect("officers:care_plan", care_plan=found.pk)
    context = {
        "title": _("Adopt the plan"), "form": form, "action": _("Adopt the plan"),
        "sentence": _("From now on its items are carried out or given up with a reason, never rewritten."),
        "consequences": [f"{one.due}　{one.words}　{one.doer.name}" for one in items_of(found)],
        "back": reverse("officers:care_plan", kwargs={"care_plan": found.pk}),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@needs("officers.plan")
def look(request: Request, care_plan: uuid.UUID) -> HttpResponse:
    """Note that the plan was looked at for a quarter."""
    found = _plan(request, care_plan)
    form = LookForm(quarters(found, today()), request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: look_at_plan(by=request.post, plan=found, **form.cleaned_data)
    ):
        messages.success(request, _("Noted."))
        return redirect("officers:care_plan", care_plan=found.pk)
    return _page(request, found, look_form=form)


@needs("officers.plan")
def item(request: Request, care_plan: uuid.UUID, care_item: uuid.UUID) -> HttpResponse:
    """One item of a plan: carried out, or given up."""
    found = _plan(request, care_plan)
    one = get_object_or_404(items_of(found), pk=care_item)
    form = ItemEndForm(request.POST or None) if one.state == CareItem.State.OPEN else None
    if form is not None and form.is_valid() and attempt(form, lambda: _settle(request, one, form)):
        messages.success(request, _("Saved."))
        return redirect("officers:care_plan", care_plan=found.pk)
    return render(request, "officers/help/item.html", {"plan": found, "item": one, "form": form})


def _settle(request: Request, one: CareItem, form: ItemEndForm) -> CareItem:
    words = form.cleaned_data["words"]
    if form.cleaned_data["what"] == DONE:
        return finish_item(by=request.post, item=one, words=words)
    return drop_item(by=request.post, item=one, reason=words)


@needs("officers.plan_read")
def rules(request: Request) -> HttpResponse:
    """Each unit's own rules for check-ups, leave and counselling; a unit without one is a gap."""
    slice_ = keyset(units_with_officers(request.reach), request, order=("path",))
    rows = rules_of(slice_.rows, today())
    context = {"slice": slice_, "rows": rows, "heads": RuleSubject.labels}
    return render(request, "officers/help/rules.html", context | _writes(request))


@needs("officers.plan_read")
def rule(request: Request, unit_rule: uuid.UUID) -> HttpResponse:
    """One rule: its text, since when it holds, who approved it."""
    rows = UnitRule.objects.visible_to(request.reach).select_related("unit")
    found = get_object_or_404(rows, pk=unit_rule)
    versions = rows.filter(unit=found.unit_id, subject=found.subject)
    return render(
        request, "officers/help/rule.html", {"rule": found, "versions": versions} | _writes(request)
    )


@needs("officers.plan")
def rule_new(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Enter a unit's own rule."""
    found = get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)
    subject = request.GET.get("subject", "")
    form = RuleForm(subject if subject in RuleSubject.values else "", request.POST or None)
    if form.is_valid() and attempt(form, lambda: enter_rule(by=request.post, unit=found, rule=form.said())):
        messages.success(request, _("Entered. The rule before it ends on the day this one begins."))
        return redirect("officers:rules")
    return render(request, "officers/help/rule_new.html", {"form": form, "unit": found})
