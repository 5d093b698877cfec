"""A notice on its way out: the page of the whole, and each step of its way."""

import uuid
from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import local_day
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import outcome
from anxin.notices import actions
from anxin.notices.forms import DecideForm, HandInForm, SureForm, WhyForm, WordsOfNoticeForm
from anxin.notices.models import Notice, NoticeState
from anxin.notices.picturing import days_told

from .drafting import draft_page, found_draft, open_draft, tried


@needs("notices.draft")
def drafts(request: Request) -> HttpResponse:
    """The notices of one's own unit on their way out, newest first."""
    own = Notice.objects.readable_by(request.post).filter(unit=request.post.unit)
    found = own.exclude(state=NoticeState.ISSUED)
    slice_ = keyset(found, request, order=("-number",), total=found.count())
    context = {"slice": slice_, "may_write": request.post.may("notices.write")}
    return render(request, "notices/drafts/list.html", context)


@needs("notices.draft")
def draft(request: Request, draft: uuid.UUID) -> HttpResponse:
    """The whole of it: for those who write it and for the one who approves it."""
    found = found_draft(request, draft)
    if found.state == NoticeState.ISSUED:
        return redirect("notices:notice", notice=found.pk)
    last = found.steps.last()
    context = {
        "notice": found,
        "items": found.items.select_related("origin"),
        "lines": [(one, one.units().count()) for one in found.addressees.select_related("below", "unit")],
        "addressed": found.addressed().count(),
        "days": days_told(found),
        "steps": list(_way(found)),
        "returned": last if found.state == NoticeState.RETURNED else None,
        "open": request.post.may("notices.write") and found.is_open_to_write,
        "may_write": request.post.may("notices.write"),
        "may_approve": request.post.may("notices.approve"),
    }
    return render(request, "notices/drafts/draft.html", context)


def _way(notice: Notice) -> Iterator[dict[str, object]]:
    """The steps so far, newest first, as the page tells what was done."""
    for step in notice.steps.select_related("by").reverse():
        words = step.done_label
        what = _("%(step)s: %(why)s") % {"step": words, "why": step.why} if step.why else words
        yield {"what": what, "on": local_day(step.at), "who": step.by.name}


@needs("notices.write")
def new(request: Request) -> HttpResponse:
    """Begin a notice with its words; what it asks and whom it addresses follow on its page."""
    form = WordsOfNoticeForm(request.post, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = outcome(form, lambda: actions.compose(by=request.post, said=form.said()))
        if made is not None:
            return redirect("notices:drafts:draft", draft=made.pk)
    sentence = _("First its words. What it asks and whom it addresses follow on the next page.")
    return draft_page(
        request, form, None, title=_("Write a notice"), sentence=sentence, action=_("Save and go on")
    )


@needs("notices.write")
def words(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Its words, written anew."""
    found = open_draft(request, draft)
    form = WordsOfNoticeForm(request.post, request.POST or None, notice=found)
    if tried(request, form, lambda: actions.revise(by=request.post, notice=found, said=form.said())):
        return redirect("notices:drafts:draft", draft=found.pk)
    return draft_page(request, form, found, title=_("Words of the notice"), sentence="", action=_("Save"))


@needs("notices.draft")
def addressed(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Every unit that would get it, before it goes out."""
    found = found_draft(request, draft)
    units = found.addressed().select_related("parent")
    slice_ = keyset(units, request, order=("path", "id"), total=units.count())
    return render(request, "notices/drafts/addressed.html", {"notice": found, "slice": slice_})


@needs("notices.write")
def hand_in(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Hand it in; in haste it asks why first."""
    found = open_draft(request, draft)
    form = HandInForm(found, request.POST or None)
    form.is_bound = request.method == "POST"  # without haste nothing is asked
    if tried(request, form, lambda: actions.hand_in(by=request.post, notice=found, **form.cleaned_data)):
        return redirect("notices:drafts:draft", draft=found.pk)
    sentence = _("From now on nobody writes in it. A second person approves it or returns it with a reason.")
    return draft_page(request, form, found, title=_("Hand it in"), sentence=sentence, action=_("Hand it in"))


@needs("notices.approve")
def decide(request: Request, handed_in: uuid.UUID) -> HttpResponse:
    """Approve it, or return it with a reason."""
    found = found_draft(request, handed_in)
    if found.state not in (NoticeState.HANDED_IN, NoticeState.APPROVED):
        raise Http404
    form = DecideForm(request.POST or None)
    if tried(request, form, lambda: _decided(request, found, form.cleaned_data)):
        return redirect("notices:drafts:draft", draft=found.pk)
    sentence = (
        _("Less than 24 hours are left to a deadline. The reason given: %(why)s") % {"why": found.urgent_why}
        if found.urgent_why
        else found.label
    )
    return draft_page(
        request, form, found, title=_("Approve or return"), sentence=sentence, action=_("Confirm")
    )


def _decided(request: Request, found: Notice, said: dict[str, str]) -> Notice:
    if said["what"] == DecideForm.APPROVE:
        return actions.approve(by=request.post, notice=found)
    return actions.return_notice(by=request.post, notice=found, why=said["why"])


@needs("notices.write")
def issue(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Issue it: from here on a job sends it out."""
    found, form = found_draft(request, draft), SureForm(request.POST if request.method == "POST" else None)
    if tried(request, form, lambda: actions.issue(by=request.post, notice=found)):
        return redirect("notices:notice", notice=found.pk)
    sentence = ngettext(
        "It goes to %(n)d unit and can then be neither changed nor taken back.",
        "It goes to %(n)d units and can then be neither changed nor taken back.",
        number := found.addressed().count(),
    ) % {"n": number}
    return draft_page(request, form, found, title=_("Issue it"), sentence=sentence, action=_("Issue it"))


@needs("notices.write")
def drop(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Give it up, and say why."""
    found, form = open_draft(request, draft), WhyForm(request.POST or None)
    if tried(
        request,
        form,
        lambda: actions.drop_notice(by=request.post, notice=found, why=form.cleaned_data["why"]),
    ):
        return redirect("notices:drafts:list")
    sentence = _("It stays in the register as given up; its number is free again.")
    return draft_page(request, form, found, title=_("Give it up"), sentence=sentence, action=_("Give it up"))
