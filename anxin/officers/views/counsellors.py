"""Who offers counselling for whom, and all that is told of its use: a range, and nothing where few people
are."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.trying import attempt, done_or_told
from anxin.ground.units.models import Unit
from anxin.officers.actions import end_counsellor, name_counsellor
from anxin.officers.forms import NameCounsellorForm
from anxin.officers.models import Counsellor
from anxin.officers.queries import uses_within


@needs("officers.counsel_use")
def counsellors(request: Request) -> HttpResponse:
    """The counsellors of one's scope, each with the range in which it is used."""
    may_name = request.post.may("officers.counsel_name") and request.post.has_subtree
    context = {"uses": uses_within(request.post), "may_name": may_name}
    return render(request, "officers/counsellors.html", context)


@needs("officers.counsel_name")
def counsellor_new(request: Request) -> HttpResponse:
    """Name the counsellor of a unit."""
    form = NameCounsellorForm(request.post, request.POST or None)
    if form.is_valid() and attempt(form, lambda: name_counsellor(by=request.post, **form.cleaned_data)):
        messages.success(request, _("Named. The counsellor chooses a passphrase before the first hour."))
        return redirect("officers:counsellors")
    return render(request, "officers/counsellor_new.html", {"form": form})


@needs("officers.counsel_name")
@require_POST
def counsellor_end(request: Request, counsellor: uuid.UUID) -> HttpResponse:
    """End the naming of a counsellor."""
    within = Unit.objects.visible_to(request.reach)
    found = get_object_or_404(Counsellor.objects.select_related("unit"), pk=counsellor, unit__in=within)
    done_or_told(request, lambda: end_counsellor(by=request.post, counsellor=found))
    return redirect("officers:counsellors")
