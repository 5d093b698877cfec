"""What families say: the list of one's own, entering a word, answering it."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.actions import answer_word, receive_word, take_up_word
from anxin.care.actions.words import word_due
from anxin.care.forms import AnswerWordForm, WordForm
from anxin.care.models import FamilyWord
from anxin.care.queries import titled
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import Reach, gather
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset, pages
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt

from .shared import page

DONE = "done"


def _rows(reach: Reach, done: bool) -> QuerySet[FamilyWord]:
    """The words within one range: to be answered, the nearest day first; or answered, the newest first."""
    rows = FamilyWord.objects.visible_to(reach).select_related("household__unit")
    if done:
        return titled(rows.filter(state=FamilyWord.State.ANSWERED).order_by("-answered_on", "id"))
    return titled(rows.unanswered())


@needs("care.word")
def words(request: Request) -> HttpResponse:
    """What the families of one's scope, or those given to one, said: to be answered, or answered."""
    done = request.GET.get("show") == DONE
    if request.post.has_subtree:
        order = ("-answered_on", "id") if done else ("due", "id")
        slice_ = keyset(_rows(request.reach, done), request, order=order)
    else:
        mine = gather(request.post, lambda reach: list(_rows(reach, done)))
        slice_ = pages(mine, request)
    shown = [row.household_id for row in slice_.rows]
    record("care.words_listed", by=request.post, path=request.reach.lo or request.post.unit.path, cards=shown)
    here = reverse("care:words")
    tabs = [
        Link(_("To answer"), here, None, not done),
        Link(_("Answered"), f"{here}?show={DONE}", None, done),
    ]
    return render(request, "care/words.html", {"slice": slice_, "tabs": tabs, "done": done, "day": today()})


@needs("care.word", record="card")
def new(request: Request, card: uuid.UUID) -> HttpResponse:
    """Enter what a family said by telephone, in person or in a letter."""
    household = card_of(request, card)
    form = WordForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: receive_word(by=request.post, household=household, **form.cleaned_data)
    ):
        messages.success(request, _("Written down. It stands on the desk of the responsible person."))
        return redirect("families:card", card=household.pk)
    return page(request, household, "care/word_new.html", form=form, due=word_due(today()))


@needs("care.word", record="card")
def word(request: Request, card: uuid.UUID, word: uuid.UUID) -> HttpResponse:
    """One word: what was said, before whom it lies, and the answer that the family reads."""
    household = card_of(request, card)
    rows = FamilyWord.objects.visible_to(request.reach).select_related("received_by__unit")
    found = get_object_or_404(rows, pk=word, household=household)
    record("care.word_opened", by=request.post, on=found, cards=[household.pk])
    form = AnswerWordForm(found.state == FamilyWord.State.IN_HAND, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _answer(request, found, form)):
        messages.success(request, _("Saved. The family reads it on its page; tell it by telephone as well."))
        return redirect("families:card", card=household.pk)
    steps = found.steps.select_related("by__unit")
    return page(request, household, "care/word.html", form=form, word=found, steps=steps)


def _answer(request: Request, word: FamilyWord, form: AnswerWordForm) -> FamilyWord:
    act = answer_word if form.answers else take_up_word
    return act(by=request.post, word=word, words=form.cleaned_data["words"])
