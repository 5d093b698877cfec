"""A notice one's unit was sent: passed down with additions; more time or exemption, asked and decided."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import done_or_told, outcome
from anxin.notices import actions
from anxin.notices.forms import ReliefDecisionForm, ReliefForm, SureForm
from anxin.notices.models import Delivery, Notice, Relief, ReliefState

from .one_form import form_page


def _found(request: Request, notice: uuid.UUID) -> Notice:
    """A notice that is out and that this post may read; 404 for any other."""
    return get_object_or_404(Notice.objects.readable_by(request.post).issued(), pk=notice)


def _crumb(notice: Notice) -> Link:
    return Link(notice.label, reverse("notices:notice", args=[notice.pk]))


def _passed(request: Request, notice: Notice) -> Notice:
    sent = Delivery.objects.filter(notice=notice, unit=request.post.unit).first()
    if sent is None:
        raise Refused("notices.not_ours", _("This notice was not sent to your unit."))
    return actions.pass_down(by=request.post, delivery=sent)


@needs("notices.write")
def pass_down(request: Request, notice: uuid.UUID) -> HttpResponse:
    """Begin the notice that passes this one down; what it asks comes along."""
    found = _found(request, notice)
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (made := outcome(form, lambda: _passed(request, found))):
        return redirect("notices:drafts:draft", draft=made.pk)
    sentence = _(
        "A notice of your own unit begins, with everything this one asks. You may ask earlier and ask more,"
        " never later and never less."
    )
    words = {"title": _("Pass down with additions"), "sentence": sentence, "action": _("Begin it")}
    return form_page(request, form, [_crumb(found)], **words)


@needs("notices.relief")
def relief_new(request: Request, notice: uuid.UUID) -> HttpResponse:
    """Ask for more time, or to be left out."""
    found, form = _found(request, notice), ReliefForm(request.POST or None)
    if form.is_valid() and (
        outcome(form, lambda: actions.ask_relief(by=request.post, notice=found, **form.cleaned_data))
        is not None
    ):
        return redirect("notices:notice", notice=found.pk)
    sentence = _("The unit that issued the notice decides. Until then the days of the notice hold.")
    words = {"title": _("Ask for more time or exemption"), "sentence": sentence, "action": _("Ask")}
    return form_page(request, form, [_crumb(found)], **words)


@needs("notices.relief")
@require_POST
def relief_withdraw(request: Request, relief: uuid.UUID) -> HttpResponse:
    """Take one's own unit's request back."""
    found = get_object_or_404(Relief.objects.filter(unit=request.post.unit), pk=relief)
    done_or_told(request, lambda: actions.withdraw_relief(by=request.post, relief=found), _("Taken back."))
    return redirect("notices:notice", notice=found.notice_id)


@needs("notices.decide")
def reliefs(request: Request) -> HttpResponse:
    """What units asked about the notices of one's own unit: those that wait, or all of one notice."""
    found = Relief.objects.filter(notice__unit=request.post.unit).select_related("notice", "unit")
    state = request.GET.get("state", ReliefState.ASKED)
    if state not in ReliefState.values:
        raise Http404
    rows = found.filter(state=state)
    tabs = [
        Link(words, f"{reverse('notices:reliefs')}?state={code}", count=found.filter(state=code).count(),
             current=code == state)
        for code, words in ReliefState.choices
    ]  # fmt: skip
    slice_ = keyset(rows, request, order=("-asked_at", "id"))
    return render(request, "notices/reliefs.html", {"slice": slice_, "tabs": tabs})


@needs("notices.decide")
def relief(request: Request, relief: uuid.UUID) -> HttpResponse:
    """One request, and the decision about it."""
    mine = Relief.objects.filter(notice__unit=request.post.unit)
    found = get_object_or_404(mine.select_related("notice", "unit", "asked_by", "decided_by"), pk=relief)
    form = ReliefDecisionForm(request.POST or None) if found.state == ReliefState.ASKED else None
    if form is not None and form.is_valid():
        grant, why = form.cleaned_data["what"] == form.GRANT, form.cleaned_data["why"]
        said = {"relief": found, "grant": grant, "why": why}
        if outcome(form, lambda: actions.decide_relief(by=request.post, **said)):
            return redirect("notices:reliefs")
    status = 422 if form is not None and form.errors else 200
    return render(request, "notices/relief.html", {"relief": found, "form": form}, status=status)
