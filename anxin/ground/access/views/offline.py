"""Without signal: the service worker, the page that stands in for all others, and who is signed in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anxin.ground.access import offline
from anxin.ground.access.gate import public
from anxin.ground.access.models import Account
from anxin.ground.ui.context import marks


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, for the whole house although its address lies deeper. Holds nothing of anybody."""
    answer = HttpResponse(offline.worker_script(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer


@public
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """A page without anything on it: what it shows comes out of the telephone's own vault."""
    return render(request, offline.SHELL)


@public
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Whose session is at work, as marks, with the server's half of the drafts' key; empty marks when there
    is none, and the telephone then forgets what it took along."""
    account = request.user
    told = dict(marks(request))
    if isinstance(account, Account):
        told |= {"half": offline.half(account), "token": get_token(request)}
    answer = JsonResponse(told)
    answer["Cache-Control"] = "no-store"
    return answer
