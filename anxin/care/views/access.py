"""Access given to one's families that ends soon, and letting it go on."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from anxin.care.queries import ending_soon
from anxin.care.queries.access import PARTS
from anxin.ground.access.actions import renew
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Grant
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record


@needs("access.renew")
def ending(request: Request) -> HttpResponse:
    """What ends within a month; each line may go on for a year."""
    rows = ending_soon(request.reach)
    cards = {one.household.pk for one in rows}
    if cards:
        record("care.ending_listed", by=request.post, path=request.reach.lo, cards=cards)
    return render(request, "care/ending.html", {"rows": rows})


@needs("access.renew")
def go_on(request: Request, grant: uuid.UUID) -> HttpResponse:
    """Let one access go on."""
    found = get_object_or_404(
        Grant.objects.visible_to(request.reach).current().filter(part__in=PARTS), pk=grant
    )
    if request.method == "POST":
        renew(by=request.post, grant=found)
        messages.success(request, _("It goes on for a year."))
    return redirect("care:ending")
