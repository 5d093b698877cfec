"""A family's page at the door: who looks after it, what was agreed, what comes next, and its own word."""

import uuid
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.family_page.models import Pass
from anxin.family_page.telling import SAID_STEPS, STEPS, received, told
from anxin.ground.days.clock import SHANGHAI, local_day, today

from .forms import CodeForm
from .gate import FRONTS, inside
from .say import say

WORD = "word"
SIZE = "anxin_letters"  # the cookie that keeps the size of the letters, and nothing else
YEAR = 365 * 86400


def page(request: HttpRequest, held: Pass) -> HttpResponseBase:
    """The whole page."""
    return _show(request, held)


def front(request: HttpRequest, held: Pass, form: CodeForm | None, status: int) -> HttpResponse:
    """What anybody sees who scans the card: whom to call, and where the code goes; no more. Without a form:
    shut by too many wrong codes."""
    context: dict[str, object] = {"page": told(_sheet(held), today()), "form": form}
    return _sized(request, "family_page/family_front.html", context, status)


FRONTS["family"] = front


@inside("family")
def word(request: HttpRequest, held: Pass) -> HttpResponseBase:
    """Send a word to the responsible person. The same form sent twice is one word."""
    if request.method != "POST":
        return redirect("door:enter", token=request.door_token)  # type: ignore[attr-defined]  # with_token
    words = request.POST.get("words", "").strip()
    if wrong := _wrong(held, words):
        return _show(request, held, wrong=wrong, words=words)
    say(held, WORD, {"words": words}, key=_key(request))
    return redirect(reverse("door:enter", args=[request.door_token]) + "#said")  # type: ignore[attr-defined]


def _wrong(held: Pass, words: str) -> str:
    """Why this word cannot be sent: what is wrong and how to mend it; "" where nothing is."""
    limits = _sheet(held)["limits"]
    if not words:
        return _("Write a few words, or just call.")
    if len(words) > limits["chars"]:
        return _("This is longer than %(n)d characters. Write less, or tell the rest on the telephone.") % {
            "n": limits["chars"]
        }
    midnight = datetime.combine(today(), time(), SHANGHAI)
    Pass.objects.select_for_update().get(pk=held.pk)  # two telephones at once are counted one after the other
    if held.saids.filter(kind=WORD, said_at__gte=midnight).count() >= limits["a_day"]:
        return _("%(n)d have been sent today. Anything else: please call.") % {"n": limits["a_day"]}
    return ""


def _key(request: HttpRequest) -> uuid.UUID:
    """What names this form, so that it counts once."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def _sheet(held: Pass) -> dict[str, Any]:
    return held.sheets.get().content


def _show(request: HttpRequest, held: Pass, **more: object) -> HttpResponse:
    sheet = _sheet(held)
    waiting = held.saids.filter(kind=WORD, taken_at=None).order_by("-said_at")
    limits = sheet["limits"]
    context = {
        "page": told(sheet, today()), "steps": STEPS, "said_steps": SAID_STEPS, "key": uuid.uuid4(),
        "days": limits["days"], "chars": limits["chars"],
        "waiting": [
            (one.content["words"], received(local_day(one.said_at), limits["days"], today()))
            for one in waiting
        ],
    }  # fmt: skip
    return _sized(request, "family_page/family_home.html", context | more, 422 if more else 200)


def _sized(request: HttpRequest, template: str, context: dict[str, object], status: int) -> HttpResponse:
    """Large letters unless small ones were asked for on this telephone."""
    asked = request.GET.get("size", "")
    small = (asked or request.COOKIES.get(SIZE, "")) == "small"
    response = render(request, template, {**context, "small": small}, status=status)
    if asked in ("small", "large"):
        response.set_cookie(SIZE, asked, max_age=YEAR, httponly=True, samesite="Lax")
    return response
