"""Help that one sees to, whoever decided it: one's own list, and one of it with the word that it is done."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt
from anxin.officers.actions import finish_help
from anxin.officers.forms.help import WordsForm
from anxin.officers.models import Help
from anxin.officers.queries import helps_to_do

from .seen import seen


@needs("officers.help_do")
def my_helps(request: Request) -> HttpResponse:
    """What was decided for officers and is this post's to do, the nearest day first."""
    found = helps_to_do(request.post)
    shown = seen(one.officer_id for one in found)
    record("officers.my_helps_listed", by=request.post, path=request.post.unit.path, officers=shown)
    return render(request, "officers/help/my_helps.html", {"helps": found})


@needs("officers.help_do", record="own_help")
def my_help(request: Request, own_help: uuid.UUID) -> HttpResponse:
    """One help that is this post's to do: what, for whom, until when; and the word that it is done. What the
    officer wrote when asking is not here: it is read by those who decide."""
    rows = Help.objects.visible_to(request.reach).filter(doer=request.post)
    found = get_object_or_404(rows.select_related("unit", "officer", "entry", "doer"), pk=own_help)
    form = None if found.settled else WordsForm(_("What came of it"), request.POST or None)
    if (
        form is not None
        and form.is_valid()
        and attempt(form, lambda: finish_help(by=request.post, given=found, words=form.cleaned_data["words"]))
    ):
        messages.success(request, _("Noted. The office tells whoever asked."))
        return redirect("officers:my_helps")
    record("officers.my_help_opened", by=request.post, on=found)
    return render(request, "officers/help/my_help.html", {"given": found, "form": form})
