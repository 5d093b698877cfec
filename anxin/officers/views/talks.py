"""Talks: whom one owes one, what was said, occasions that ask for one, rules, promises."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset, pages
from anxin.ground.ui.trying import attempt, done_or_told, outcome
from anxin.ground.units.models import Unit
from anxin.officers.actions import (
    drop_talk_rule,
    note_occasion,
    record_talk,
    set_talk_rule,
    settle_talk_promise,
)
from anxin.officers.forms import OccasionForm, TalkForm, TalkPromiseForm, TalkRuleForm
from anxin.officers.models import Officer, Talk, TalkOccasion, TalkPromise, TalkRule
from anxin.officers.queries import mine_to_talk, talk_owed, with_readable

from .seen import seen


@needs("officers.talk")
def talks(request: Request) -> HttpResponse:
    """With whom one is to talk: overdue and soon, or everybody; and the promises one is to keep."""
    everybody = request.GET.get("show") == "all"
    lines = mine_to_talk(request.post, request.reach, today(), everybody=everybody)
    slice_ = pages(lines, request)  # type: ignore[type-var]  # lines about officers, not rows
    promises = TalkPromise.objects.visible_to(request.reach).open().filter(doer=request.post)
    promises = promises.select_related("officer", "by")
    shown = seen((*(line.officer.pk for line in slice_.rows), *(one.officer_id for one in promises)))
    record("officers.talks_listed", by=request.post, path=_place(request), officers=shown)
    context = {"slice": slice_, "everybody": everybody, "may_rule": request.post.may("officers.talk_rule")}
    return render(request, "officers/talks.html", context | {"promises": promises})


def _place(request: Request) -> str:
    return request.reach.lo or request.post.unit.path


def _officer(request: Request, whom: uuid.UUID) -> Officer:
    rows = Officer.objects.visible_to(request.reach).select_related("unit")
    return get_object_or_404(rows, pk=whom)


@needs("officers.talk")
def of_officer(request: Request, whom: uuid.UUID) -> HttpResponse:
    """The talks with one officer: their days, and the words as far as one may read them."""
    found = _officer(request, whom)
    rows = with_readable(Talk.objects.visible_to(request.reach).filter(officer=found), request.post)
    slice_ = keyset(rows, request, order=("-on", "-entered_at", "id"))
    occasions = TalkOccasion.objects.visible_to(request.reach).open().filter(officer=found)
    record("officers.talks_opened", by=request.post, path=found.path, officer=found.pk)
    context = {"officer": found, "slice": slice_, "occasions": occasions, "owed": talk_owed(found)}
    return render(request, "officers/officer_talks.html", context)


@needs("officers.talk")
def new(request: Request, whom: uuid.UUID) -> HttpResponse:
    """After a talk: three sentences, and who may read them."""
    found = _officer(request, whom)
    form = TalkForm(request.post, request.POST or None)
    if form.is_valid() and (talk := outcome(form, lambda: _record(request, found, form))):
        messages.success(
            request, _("Recorded.") if talk.closes else _("Recorded beside the talk that is owed.")
        )
        return redirect("officers:officer_talks", whom=found.pk)
    record("officers.talk_form_opened", by=request.post, path=found.path, officer=found.pk)
    rule = TalkRule.objects.for_officer(found.path, found.account_id)
    context = {"officer": found, "form": form, "rule": rule, "counts": rule and rule.counts(request.post)}
    return render(request, "officers/talk_new.html", context)


def _record(request: Request, officer: Officer, form: TalkForm) -> Talk:
    return record_talk(
        by=request.post,
        officer=officer,
        on=form.cleaned_data["on"],
        sentences=form.sentences(),
        read_by=form.cleaned_data["read_by"],
        promises=form.promises(request.post),
    )


@needs("officers.talk")
def occasion(request: Request, whom: uuid.UUID) -> HttpResponse:
    """Note an occasion after which somebody talks with this officer soon."""
    found = _officer(request, whom)
    form = OccasionForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: note_occasion(by=request.post, officer=found, **form.cleaned_data)
    ):
        messages.success(request, _("Noted. The talk stands on the list of whoever is to hold it."))
        return redirect("officers:officer_talks", whom=found.pk)
    record("officers.occasion_form_opened", by=request.post, path=found.path, officer=found.pk)
    return render(request, "officers/talk_occasion.html", {"officer": found, "form": form})


@needs("officers.talk")
def promise(request: Request, talkpromise: uuid.UUID) -> HttpResponse:
    """One promise of a talk: kept, or why it cannot be kept."""
    rows = TalkPromise.objects.visible_to(request.reach).readable_by(request.post)
    found = get_object_or_404(rows.select_related("officer__unit", "doer"), pk=talkpromise)
    form = TalkPromiseForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _settle(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("officers:talks")
    record("officers.talk_promise_opened", by=request.post, on=found)
    return render(request, "officers/talk_promise.html", {"promise": found, "form": form})


def _settle(request: Request, promise: TalkPromise, form: TalkPromiseForm) -> TalkPromise:
    to, words = form.cleaned_data["to"], form.cleaned_data["words"]
    return settle_talk_promise(by=request.post, promise=promise, to=to, answer=words)


@needs("officers.talk_rule")
def rules(request: Request) -> HttpResponse:
    """Who talks with whom: the rules of one's scope; any other unit is found by its name, to set one for
    it."""
    name = request.GET.get("name", "").strip()
    found = {rule.unit_id: rule for rule in TalkRule.objects.around(request.reach.lo, request.reach.hi)}
    named = Q(name__icontains=name) | Q(name_en__icontains=name)
    wanted = named if name else Q(pk__in=found) | Q(path=request.reach.lo)
    units = Unit.objects.visible_to(request.reach).filter(wanted).select_related("parent")
    slice_ = keyset(units, request, order=("path",))
    rows = [(unit, found.get(unit.pk)) for unit in slice_.rows]
    return render(request, "officers/talk_rules.html", {"rows": rows, "slice": slice_, "name": name})


def _as_set(held: TalkRule) -> dict[str, Any]:
    return {
        "talker": held.talker_id,
        "deputy": held.deputy_id,
        "months": held.months,
        "occasion_days": held.occasion_days,
    }


@needs("officers.talk_rule")
def rule(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Set who talks with the officers of a unit, and how often."""
    found = get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)
    held = TalkRule.objects.filter(unit=found).first()
    start = None if held is None else _as_set(held)
    form = TalkRuleForm(request.post, request.POST or None, start)
    if form.is_valid() and attempt(form, lambda: _set(request, found, form)):
        messages.success(
            request, _("Set. It holds for this unit and those below without a rule of their own.")
        )
        return redirect("officers:talk_rules")
    return render(request, "officers/talk_rule.html", {"unit": found, "form": form, "held": held})


def _set(request: Request, unit: Unit, form: TalkRuleForm) -> TalkRule:
    who = {name: form.cleaned_data[name] for name in ("talker", "deputy")}
    return set_talk_rule(by=request.post, unit=unit, times=form.times(), **who)


@needs("officers.talk_rule")
@require_POST
def rule_drop(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Take a unit's own rule away."""
    found = get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)
    done_or_told(request, lambda: drop_talk_rule(by=request.post, unit=found))
    return redirect("officers:talk_rules")
