"""The pieces of a notice on its way out: things asked, lines of addressees, files, a day for each level.

Items, addressees and files are put on and taken off in one way (``PIECES``); a thing asked can also be
written anew in its place.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.trying import done_or_told
from anxin.notices import actions
from anxin.notices.forms import AddresseeForm, AttachmentForm, ItemForm, LevelDaysForm
from anxin.notices.level_days import days_of
from anxin.notices.models import Notice
from anxin.notices.picturing import ROWS

from .drafting import draft_page, open_draft, tried

Said = ItemForm | AddresseeForm | AttachmentForm


@dataclass(frozen=True)
class Piece:
    """A kind of piece: its form, the acts that put one on and take one off, the words of its page."""

    form: Callable[[Request], Said]
    put_on: Callable[..., object]
    take_off: Callable[..., object]
    title: Promise
    sentence: Promise
    action: Promise


PIECES = {  # by what the notice itself calls them
    "items": Piece(
        lambda request: ItemForm(request.POST or None),
        actions.ask_for,
        actions.ask_no_more,
        gettext_lazy("Ask for something"),
        gettext_lazy("One thing each: each has a day and a proof of its own."),
        gettext_lazy("Save"),
    ),
    "addressees": Piece(
        lambda request: AddresseeForm(request.post, request.POST if request.method == "POST" else None),
        actions.address,
        actions.address_no_more,
        gettext_lazy("Address units"),
        gettext_lazy(
            "By kind and level, below one unit if you like; or one unit picked by hand; or every unit."
        ),
        gettext_lazy("Add them"),
    ),
    "attachments": Piece(
        lambda request: AttachmentForm(request.POST or None, request.FILES or None),
        actions.attach,
        actions.attach_no_more,
        gettext_lazy("Attach a file"),
        gettext_lazy("It is kept encrypted and served to whoever may read the notice."),
        gettext_lazy("Attach it"),
    ),
}


@needs("notices.write")
def piece_new(request: Request, draft: uuid.UUID, pieces: str) -> HttpResponse:
    """Put a thing asked, a line of addressees or a file on the notice."""
    found, piece = open_draft(request, draft), PIECES[pieces]
    form = piece.form(request)
    if tried(request, form, lambda: piece.put_on(by=request.post, notice=found, said=form.said())):
        return redirect("notices:drafts:draft", draft=found.pk)
    words = {"title": piece.title, "sentence": piece.sentence, "action": piece.action}
    return draft_page(request, form, found, **words)


@needs("notices.write")
@require_POST
def piece_drop(request: Request, draft: uuid.UUID, order: int, pieces: str) -> HttpResponse:
    """Take the one at this place off."""
    found, piece = open_draft(request, draft), PIECES[pieces]
    get_object_or_404(getattr(found, pieces), order=order)
    done_or_told(request, lambda: piece.take_off(by=request.post, notice=found, order=order), _("Taken off."))
    return redirect("notices:drafts:draft", draft=found.pk)


@needs("notices.write")
def item(request: Request, draft: uuid.UUID, order: int) -> HttpResponse:
    """A thing asked, written anew."""
    found = open_draft(request, draft)
    asked = get_object_or_404(found.items.select_related("origin"), order=order)
    form = ItemForm(request.POST or None, item=asked)
    if tried(
        request,
        form,
        lambda: actions.ask_for(by=request.post, notice=found, said=form.said(), order=order),
    ):
        return redirect("notices:drafts:draft", draft=found.pk)
    above = asked.origin.label if asked.origin else ""
    sentence = _("The notice above asks: %(words)s") % {"words": above} if above else ""
    return draft_page(request, form, found, title=_("Thing asked"), sentence=sentence, action=_("Save"))


@needs("notices.write")
def level_days(request: Request, draft: uuid.UUID) -> HttpResponse:
    """A day for each level to sign by; the boxes hold what counting back from the last day suggests."""
    found = open_draft(request, draft)
    days = [(level, str(ROWS[level]), day) for level, day in days_of(found).items()]
    if not days:
        return _to_what_is_missing(request, found)
    form = LevelDaysForm(days, request.POST if request.method == "POST" else None)
    if tried(request, form, lambda: actions.give_days(by=request.post, notice=found, days=form.days())):
        return redirect("notices:drafts:draft", draft=found.pk)
    sentence = _(
        "Counted back from the last day in working days, an equal share for each level. A box left empty"
        " means the last day."
    )
    return draft_page(
        request, form, found, title=_("A day for each level"), sentence=sentence, action=_("Save")
    )


def _to_what_is_missing(request: Request, draft: Notice) -> HttpResponse:
    """No level has a day before it is said who is addressed and until when: that is done first."""
    if draft.addressees.exists():
        messages.info(request, _("Name the last day for signing among the words first."))
        return redirect("notices:drafts:words", draft=draft.pk)
    messages.info(request, _("Say first whom this notice addresses: each level of theirs then has a day."))
    return redirect("notices:drafts:addressee_new", draft=draft.pk)
