"""The way in: one address for every pass. A GET shows a neutral page; only the code opens anything."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render

from anxin.family_page import passes
from anxin.family_page.models import Pass
from anxin.ground.days.clock import now

from . import knocks
from .forms import CodeForm
from .gate import FRONTS, closed, code_page, public, with_token
from .pages import PAGES
from .say import OPENED, say

AWAY, AWAY_SECONDS = "anxin_away", 300  # the page was left in a hurry on this telephone
ROBOTS = "User-agent: *\nDisallow: /\n"


@with_token
def enter(request: HttpRequest, held: Pass) -> HttpResponseBase:
    """Ask for the code; once it was given in this browser, show the page of the pass's kind."""
    if request.method == "POST":
        return _try(request, held)
    if passes.opened(request) and not request.COOKIES.get(AWAY):
        return PAGES[held.kind](request, held)
    return code_page(request, held)


def _try(request: HttpRequest, held: Pass) -> HttpResponseBase:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return code_page(request, held, form, status=422)
    if passes.prove(held, form.cleaned_data["code"]):
        if held.kind != Pass.Kind.FAMILY:  # a family may look at its own page without anybody noting it
            say(held, OPENED)
        response = redirect("door:enter", token=request.door_token)  # type: ignore[attr-defined]  # with_token
        passes.let_in(response, held)
        response.delete_cookie(AWAY)
        return response
    knocks.failed(request)
    held.refresh_from_db()
    if not held.is_open(now()):
        return FRONTS[held.kind](request, held, None, 403) if held.kind in FRONTS else closed(request)
    form.add_error("code", form.WRONG)
    return code_page(request, held, form, status=422)


@public
def leave(request: HttpRequest) -> HttpResponse:
    """Show an empty page, and forget on this device that a code was given. A family's telephone stays known
    (``stay``): only for some minutes its page asks for the code again, so that whoever goes one page back
    sees nothing of it."""
    stay = "stay" in request.GET
    response = render(request, "family_page/left.html", {"stay": stay})
    if stay:
        response.set_cookie(AWAY, "1", max_age=AWAY_SECONDS, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(settings.ANXIN_DOOR_COOKIE)
    return response


@public
def robots(request: HttpRequest) -> HttpResponse:
    """No search machine has any business here."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@public
def healthz(request: HttpRequest) -> JsonResponse:
    """The process is alive; nothing else is asked."""
    return JsonResponse({"alive": True})
