"""The gallery: every part in every state, for whoever builds or judges a page. Linked in the demo only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anxin.ground.ui import gallery as examples


def gallery(request: HttpRequest) -> HttpResponse:
    """All parts with invented people. Holds no record, so it needs no scope."""
    return render(request, "ui/gallery.html", examples.context(request))
