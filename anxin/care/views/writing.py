"""What every page with a form of a visit does: the form itself, recording it once, keeping it as a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from anxin.care.actions import Crossed, keep_draft, record_visit, send_visit
from anxin.care.drafting import Writing, all_words, differences
from anxin.care.forms import VisitForm
from anxin.care.models import Visit, VisitDraft, VisitPlan
from anxin.care.queries import goers
from anxin.families.models import Household
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.jobs.keys import Answer
from anxin.ground.jobs.refusals import Refused

from .shared import page


def visit_form(request: Request, household: Household, data: QueryDict | None = None) -> VisitForm:
    """The form of a visit to this family, empty or as it was sent."""
    return VisitForm(request.post, household, goers(request.post, household), data, _planned(household))


def _planned(household: Household) -> dict[str, Any]:
    """What a planned visit tells the form already: which plan, and who was to go."""
    plan = VisitPlan.objects.open().filter(household=household, on__lte=today()).order_by("-on").first()
    return {"plan": plan.pk, "visitors": [one.post_id for one in plan.visitors.all()]} if plan else {}


def record_from(request: Request, household: Household, form: VisitForm) -> Visit:
    """Record the visit that a valid form tells of."""
    given = form.cleaned_data
    said = {name: given[name] for name in ("on", "visitors", "met", "news", "said", "promised", "plan")}
    return record_visit(by=request.post, household=household, steps=form.steps(), needs=form.needs(), **said)


def send_form(request: Request, household: Household, writing: Writing, form: VisitForm) -> Answer:
    """Record the visit of a valid form, once."""
    return send_visit(
        by=request.post,
        household=household,
        key=writing.key,
        words=all_words(writing),
        write=lambda: record_from(request, household, form),
    )


def keep_writing(request: Request, household: Household, writing: Writing) -> VisitDraft:
    """Keep what the form says as this post's own draft. Raises Crossed, Refused."""
    return keep_draft(
        by=request.post, household=household, key=writing.key, seen=writing.seen, said=writing.said
    )


def keep_or_compare(
    request: Request, household: Household, writing: Writing, form: VisitForm
) -> HttpResponse | None:
    """The plain button "save as draft": kept, or both versions side by side; None when a rule said no, which
    the form then says, with all that was written still in it."""
    try:
        keep_writing(request, household, writing)
    except Crossed as crossed:
        return _compared(request, household, writing, crossed.draft)
    except Refused as no:
        form.add_error(None, str(no))
        return None
    messages.success(request, _("The draft is kept. Only you see it; send it when it is ready."))
    return redirect("care:visit_new", card=household.pk)


def _compared(request: Request, household: Household, mine: Writing, kept: VisitDraft) -> HttpResponse:
    rows = differences(visit_form(request, household), mine.said, kept.said)
    context = {"rows": rows, "mine": mine, "lists": mine.said.items(), "kept": kept}
    answer = page(request, household, "care/draft_compare.html", **context)
    answer.status_code = 409
    return answer
