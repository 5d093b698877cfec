"""我的关爱: an officer's own page, on a telephone."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt
from anxin.officers import actions, queries, sections
from anxin.officers.forms import CallForm


@needs("officers.own")
def mine(request: Request) -> HttpResponse:
    """What is there for oneself; where nobody has entered the officer yet, who can do so."""
    found = queries.mine(request.user)
    if found is None:
        return render(request, "officers/mine_none.html")
    record("officers.own_opened", by=request.post, on=found, path=found.path)
    context = {
        "officer": found, "parts": sections.rendered(request, found, own=True),
        "front": found.fronts.current().first(), "doors": sections.doors(request.post),
        "office": queries.office_of(found.unit),
    }  # fmt: skip
    return render(request, "officers/mine.html", context)


@needs("officers.own")
def call(request: Request) -> HttpResponse:
    """Say whom to call if something happens to oneself."""
    found = queries.mine(request.user)
    if found is None:
        return redirect("officers:mine")
    form = CallForm(request.POST or None, initial={"name": found.call_name, "phone": found.call_phone})
    if form.is_valid() and attempt(
        form, lambda: actions.note_call(by=request.post, officer=found, **form.cleaned_data)
    ):
        return redirect("officers:mine")
    return render(request, "officers/call.html", {"form": form}, status=422 if form.errors else 200)
