"""Emergency access (紧急查阅): opening a card by its number, and reviewing that it was opened."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access import deciding
from anxin.ground.access.actions import end_emergency, may_review, open_in_emergency, review_emergency
from anxin.ground.access.emergency import line_of, reviewer_for, seen_through
from anxin.ground.access.forms.emergency import EmergencyForm, ReviewForm
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Approval, EmergencyAccess
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused


@needs("emergency.open", fresh=True)
def emergency(request: Request) -> HttpResponse:
    """Say which card and why. The answer that no card was opened is one and the same, whatever the cause."""
    form = EmergencyForm(request.POST or None)
    answer = _open(request, form) if form.is_valid() else None
    if answer:
        return answer
    context = {
        "form": form,
        "line": line_of(request.post),
        "reviewer": reviewer_for(request.post),
        "opened": deciding.opened_by(request.post),
        "may_ask": request.post.may("approvals.ask"),
    }
    return render(request, "access/emergency.html", context)


def _told(no: Refused) -> str:
    """The refusal; where the card lies within the post's own range, a link to it."""
    if "card" not in no.params:
        return str(no)
    return format_html('<a href="{}">{}</a>', reverse("families:card", args=[no.params["card"]]), str(no))


def _open(request: Request, form: EmergencyForm) -> HttpResponse | None:
    try:
        opened = open_in_emergency(by=request.post, **form.cleaned_data)
    except Refused as no:
        form.add_error(None, _told(no))
        return None
    if isinstance(opened, EmergencyAccess):
        return redirect("families:card", card=opened.record)
    if isinstance(opened, Approval):
        messages.warning(
            request,
            _("You opened this card within the last 24 hours: a second person was asked to agree."),
        )
        return redirect("access:emergency")
    form.add_error(
        None, _("No card was opened. Check the number; cards outside your line cannot be opened here.")
    )
    form.data = {**form.data.dict(), "number": ""}  # type: ignore[attr-defined]  # nothing told tells another
    return None


@needs("emergency.open")
@require_POST
def end(request: Request, access: uuid.UUID) -> HttpResponse:
    """Close one's own emergency access before its time."""
    found = EmergencyAccess.objects.filter(pk=access, post=request.post).first()
    if found is None:
        raise Http404
    end_emergency(by=request.post, access=found)
    messages.success(request, _("Closed. The review goes its way."))
    return redirect("access:emergency")


@needs("emergency.review")
def reviews(request: Request) -> HttpResponse:
    """What was opened in an emergency and is for the post at work to review."""
    rows = deciding.reviews_of(request.post)
    waiting = [one for one in rows if not one.outcome]
    done = [one for one in rows if one.outcome]
    return render(request, "access/reviews.html", {"waiting": waiting, "done": done})


@needs("emergency.review")
def review(request: Request, access: uuid.UUID) -> HttpResponse:
    """One emergency access: who, when, why, what was opened; and the finding."""
    found = deciding.review_for(request.post, access)
    if found is None:
        raise Http404
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        try:
            review_emergency(by=request.post, access=found, justified=form.justified,
                             findings=form.cleaned_data["findings"])  # fmt: skip
            messages.success(request, _("Reviewed; it stands in the journal."))
            return redirect("access:reviews")
        except Refused as no:
            form.add_error(None, str(no))
    may = not found.outcome and may_review(request.post, found)
    context = {"one": found, "seen": seen_through(found), "form": form, "may_review": may}
    return render(request, "access/review.html", context)


@needs("emergency.late")
def late(request: Request) -> HttpResponse:
    """For the leader above: reviews that have waited longer than three working days."""
    return render(request, "access/late.html", {"rows": deciding.late_reviews(request.post)})
