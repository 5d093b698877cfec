"""The gate of the door: a view is shut unless it says for what it is open; all closed passes answer alike."""

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac

from anxin.family_page import passes
from anxin.family_page.models import Pass
from anxin.ground.days import workdays

from . import knocks
from .forms import CodeForm

FRAMES = 12
METHODS = ["GET", "HEAD", "POST"]
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow, noarchive"}
log = logging.getLogger("anxin.door")


class Inside(Protocol):
    """A view that is given the pass at hand."""

    def __call__(self, request: HttpRequest, held: Pass, /) -> HttpResponseBase: ...


View = Callable[..., HttpResponseBase]
# What a kind of pass shows to whoever has not given its code: the page that asks for it (with the form), or,
# shut by too many wrong codes, without. A kind that stands here tells its holder whom to call in any case.
FRONTS: dict[str, Callable[[HttpRequest, Pass, CodeForm | None, int], HttpResponse]] = {}


def public(view: View) -> View:
    """Open to anybody: says nothing of any matter."""
    view.at_door = "public"  # type: ignore[attr-defined]  # read by DoorMiddleware
    return view


def with_token(view: Inside) -> View:
    """Open to who holds the link of a pass that is open; everybody else gets the one closed answer."""

    @wraps(view)
    def run(request: HttpRequest, token: str) -> HttpResponseBase:
        if minutes := knocks.wait(request):
            return _waiting(request, minutes)
        with passes.at_the_door(token):
            if held := passes.find(token):
                request.door_pass = held  # type: ignore[attr-defined]  # read by passes.opened
                request.door_token = token  # type: ignore[attr-defined]  # for the links of the page itself
                return view(request, held)
            if shut := passes.guessed(token):
                return FRONTS[shut.kind](request, shut, None, 403)
        knocks.failed(request)
        return closed(request)

    run.at_door = "token"  # type: ignore[attr-defined]
    return run


def inside(kind: str) -> Callable[[Inside], View]:
    """Open to who gave the code of a pass of this kind within the hour. What is sent must carry the form's
    seal: only a page that was shown to this very browser knows it."""

    def declare(view: Inside) -> View:
        @with_token
        def run(request: HttpRequest, held: Pass) -> HttpResponseBase:
            if held.kind != kind:
                return closed(request)
            if passes.opened(request) is None:
                return code_page(request, held)
            if request.method == "POST" and not _sealed(request):
                return code_page(request, held)
            return view(request, held)

        return wraps(view)(run)

    return declare


def code_page(request: HttpRequest, held: Pass, form: Any = None, status: int = 200) -> HttpResponse:
    """The neutral page that asks for the code: the same for every pass, and nothing of the matter; a family's
    says whom to call besides."""
    if held.kind in FRONTS:
        return FRONTS[held.kind](request, held, form or CodeForm(), status)
    return render(request, "family_page/code.html", {"form": form or CodeForm()}, status=status)


def closed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one answer to unknown, expired, used and withdrawn links, and to addresses that do not exist."""
    return render(request, "family_page/closed.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke here; nothing was saved."""
    return render(request, "family_page/failed.html", status=500)


def _waiting(request: HttpRequest, minutes: int) -> HttpResponse:
    response = render(request, "family_page/waiting.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def form_seal(request: HttpRequest) -> str:
    """What a form of an open page carries; nobody can know it who does not know this browser's cookie. Since
    no page of the door tells where it comes from (no referrer), Django's own check cannot stand here."""
    cookie = request.COOKIES.get(settings.ANXIN_DOOR_COOKIE, "")
    return salted_hmac("anxin.door.form", cookie).hexdigest()


def _sealed(request: HttpRequest) -> bool:
    return constant_time_compare(request.POST.get("seal", ""), form_seal(request))


def context(request: HttpRequest) -> dict[str, Any]:
    """What every page of the door needs."""
    return {
        "demo": settings.ANXIN_DEMO,
        "telephone": settings.ANXIN_DOOR_TELEPHONE,
        "token": getattr(request, "door_token", ""),
        "seal": form_seal(request),
    }


class DoorMiddleware:
    """Stands last: shuts what declares nothing, keeps every page out of caches and search machines, and tells
    the log of a fault by its kind and place, never by an address, since the address is the secret."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        workdays.look_again()
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not hasattr(view, "at_door"):
            raise PermissionDenied("this view declares nothing")
        return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
        places = [f"{frame.filename}:{frame.lineno}" for frame in frames]
        log.error("failed", extra={"kind": type(error).__name__, "frames": places})
