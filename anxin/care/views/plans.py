"""Planned visits: one family's, and a festival's round with its lists."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.actions import Why, cancel_visit, plan_round, plan_visit, replan_visit
from anxin.care.forms import LineForm, PlanForm, ReplanForm, RoundForm
from anxin.care.forms.plans import CANCEL
from anxin.care.models import Occasion, VisitPlan
from anxin.care.queries import (
    concerned_by,
    festival_of,
    festivals_ahead,
    goers,
    plans_of_round,
    quiet_days,
    quiet_of,
    round_lines,
    sighted,
    slug_of,
    unplanned,
    with_visitors,
)
from anxin.care.queries.plans import RoundLine, people_of
from anxin.care.queries.titles import mourned
from anxin.care.visit_papers import BY_TOWN, BY_VISITOR, round_sheets
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.families.views.papers import pdf_response
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.days.lunar import Festival
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import sheets_pdf
from anxin.ground.ui.paging import Slice, keyset
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt

from .shared import page

PLAN = "care.plan"


@needs("care.visit", record="card")
def new(request: Request, card: uuid.UUID) -> HttpResponse:
    """Plan one visit to a family: the day, who goes, for what."""
    household = card_of(request, card)
    posts = goers(request.post, household)
    usual = [one for one in people_of([household])[household.pk] if one.pk == request.post.pk]
    form = PlanForm(posts, usual or [request.post], request.POST or None)
    if form.is_valid() and attempt(form, lambda: _plan(request, household, form)):
        _say(request, household, form.cleaned_data["on"])
        return redirect("care:visits", card=household.pk)
    return page(request, household, "care/plan_new.html", form=form)


def _plan(request: Request, household: Household, form: PlanForm) -> VisitPlan:
    given = form.cleaned_data
    return plan_visit(
        by=request.post, household=household, on=given["on"], visitors=given["visitors"],
        why=form.why_planned(),
    )  # fmt: skip


def _say(request: Request, household: Household, on: Any) -> None:
    """Planned; where the day is one of mourning, in spite of which it was planned, the page says so."""
    if quiet_days(household, on, on):
        messages.warning(
            request, _("Planned, on a quiet day of this family: the brief says so to those who go.")
        )
    else:
        messages.success(request, _("Planned. It stands on the desk of those who go, a week ahead."))


@needs("care.visit", record="card")
def plan(request: Request, card: uuid.UUID, plan: uuid.UUID) -> HttpResponse:
    """One planned visit: what became of it, another day, other people, or not at all."""
    household = card_of(request, card)
    rows = with_visitors(VisitPlan.objects.visible_to(request.reach)).select_related("planned_by", "visit")
    found = get_object_or_404(rows, pk=plan, household=household)
    record("care.visit_plan_opened", by=request.post, on=found, cards=[household.pk])
    form = ReplanForm(found, goers(request.post, household), request.POST or None)
    if form.is_valid() and attempt(form, lambda: _change(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("care:visits", card=household.pk)
    steps = found.steps.select_related("by")
    quiet = bool(quiet_days(household, found.on, found.on))
    return page(request, household, "care/visit_plan.html", form=form, plan=found, steps=steps, quiet=quiet)


def _change(request: Request, plan: VisitPlan, form: ReplanForm) -> VisitPlan:
    given = form.cleaned_data
    if given["what"] == CANCEL:
        return cancel_visit(by=request.post, plan=plan, reason=given["why"])
    return replan_visit(
        by=request.post, plan=plan, on=given["on"], visitors=given["visitors"], reason=given["why"],
        anyway=given["anyway"],
    )  # fmt: skip


# — A festival's round —


@needs(PLAN)
def festivals(request: Request) -> HttpResponse:
    """The nearest festival's round."""
    return redirect("care:round", festival=slug_of(festivals_ahead(today())[0]))


@needs(PLAN)
def round_(request: Request, festival: str) -> HttpResponse:
    """Every family of the scope with who looks after it and when it was last visited; days and visitors are
    assigned on this one page."""
    found = _festival(festival)
    if not request.post.has_subtree:
        return render(request, "care/round.html", {"festival": found, "name": _name(found)})
    cards = keyset(_families(request, found), request, order=("path",))
    sent = request.POST if request.method == "POST" else None
    forms, asked = _lines(request, cards.rows, found, sent), RoundForm(sent)
    if sent is not None and all([one.is_valid() for one in [asked, *forms]]):
        done = _keep(request, found, asked, forms)
        if done:
            return done
    record("care.round_opened", by=request.post, path=request.reach.lo, cards=[one.pk for one in cards.rows])
    return render(request, "care/round.html", _context(request, found, cards, forms, asked))


def _families(request: Request, festival: Festival) -> Any:
    if request.GET.get("show") == "open":
        return unplanned(request.reach, festival)
    return concerned_by(request.reach, festival)


def _festival(slug: str) -> Festival:
    found = festival_of(slug, today())
    if found is None:
        raise Http404
    return found


def _name(festival: Festival) -> str:
    return str(Occasion(festival.code).label)


def _lines(
    request: Request, rows: Sequence[Household], festival: Festival, sent: QueryDict | None
) -> list[LineForm]:
    others = list(sighted(request.post).select_related("scope_root"))
    lines = round_lines(rows, festival, request.reach)
    return [LineForm(line, _seeing(line, others), sent) for line in lines]


def _seeing(line: RoundLine, others: Sequence[Post]) -> list[Post]:
    """Those of ``others`` who see this family: nobody is sent to a family whose card he cannot read."""
    return [post for post in others if line.household.path.startswith(post.scope_root.path)]


def _keep(
    request: Request, festival: Festival, asked: RoundForm, forms: Sequence[LineForm]
) -> HttpResponse | None:
    """Plan what was filled in; say how much was new, and for how many families the day is a quiet one."""
    lines = [one.planned for one in forms if one.planned]
    why, reason = Why(festival.code, festival.day), asked.cleaned_data["reason"]
    if not attempt(asked, lambda: (plan_round(by=request.post, why=why, lines=lines, reason=reason),)):
        return None
    silent = quiet_of([one.household for one in lines])
    quiet = sum(one.on in silent.get(one.household.pk, ()) for one in lines)
    messages.success(request, _("Saved. %(n)d families are planned on this page.") % {"n": len(lines)})
    if quiet:
        words = _("For %(n)d of them the day is a quiet day: it is marked below; consider another one.")
        messages.warning(request, words % {"n": quiet})
    return redirect(request.get_full_path())


def _context(
    request: Request, festival: Festival, cards: Slice[Any], forms: Sequence[LineForm], asked: RoundForm
) -> dict[str, Any]:
    slug = slug_of(festival)
    here = reverse("care:round", kwargs={"festival": slug})
    left = unplanned(request.reach, festival).count()
    days = festivals_ahead(today())
    chips = [
        Link(f"{_name(one)}　{one.day.isoformat()}", reverse("care:round", kwargs={"festival": slug_of(one)}),
             current=one == festival)
        for one in days
    ]  # fmt: skip
    only_open = request.GET.get("show") == "open"
    tabs = [
        Link(_("all families"), here, current=not only_open),
        Link(_("not planned yet"), f"{here}?show=open", left, only_open),
    ]
    silent = quiet_of([one.line.household for one in forms])
    quiet = {card for card, days in silent.items() if _planned_on(card, forms) in days}
    return {
        "festival": festival, "name": _name(festival), "slug": slug, "chips": chips, "tabs": tabs,
        "left": left, "slice": cards, "lines": forms, "form": asked, "quiet": quiet,
        "paper": reverse("care:round_paper", kwargs={"festival": slug}),
        "days": (festival.day - today()).days, "may_export": request.post.may("exports.make"),
    }  # fmt: skip


def _planned_on(card: uuid.UUID, forms: Sequence[LineForm]) -> date | None:
    plan = next(one.line.plan for one in forms if one.line.household.pk == card)
    return plan.on if plan else None


@needs(PLAN)
def round_paper(request: Request, festival: str) -> HttpResponse:
    """The round as printed lists (慰问走访安排表): a part a town, or a sheet a visitor (?by=visitor)."""
    found = _festival(festival)
    order = BY_VISITOR if request.GET.get("by") == BY_VISITOR else BY_TOWN
    plans, rest = [], []
    if request.post.has_subtree:
        plans = list(plans_of_round(request.reach, found))
        left = unplanned(request.reach, found).annotate(mourned=mourned("pk"))
        rest = list(left.select_related("unit").order_by("unit__code", "path")) if order == BY_TOWN else []
    paper = sheets_pdf(round_sheets(found, plans, order, request.post, rest))
    record(
        "care.round_printed", by=request.post, path=request.reach.lo or request.post.unit.path,
        cards=[*(one.household_id for one in plans), *(one.pk for one in rest)], order=order,
    )  # fmt: skip
    return pdf_response(paper, f"{slug_of(found)}-{order}")
