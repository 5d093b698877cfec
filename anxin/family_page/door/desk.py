"""A department's one-time page: one request, what is needed for it, and the answer; all on one page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from anxin.family_page.models import Pass
from anxin.ground.days.clock import local_day, today
from anxin.ground.ui.pictures.ageing import ageing

from .forms import ACCEPT, AnswerForm, ForwardForm
from .gate import closed, inside
from .say import OPENED, SHOWN, say

STEPS: dict[str, Promise] = {
    "sent": _("request sent"),
    "accepted": _("accepted"),
    "returned": _("returned"),
    "forwarded": _("passed to another department"),
    "done": _("done and answered"),
    OPENED: _("opened with the code"),
}


@dataclass(frozen=True)
class Step:
    """One line of what went to and fro."""

    at: datetime
    words: str | Promise
    who: str
    said: str = ""


def page(request: HttpRequest, held: Pass) -> HttpResponseBase:
    """The request, and the form of the answer."""
    return _show(request, held)


@inside("desk")
def answer(request: HttpRequest, held: Pass) -> HttpResponseBase:
    """Accept, return, or done."""
    form = _form(held, request.POST)
    if request.method != "POST" or not form.is_valid():
        return _show(request, held, form=form if request.method == "POST" else None)
    what = form.cleaned_data["what"]
    if not say(held, what, form.said()):
        return closed(request)
    if what == ACCEPT:  # the result is still owed: the page stays open for it
        return redirect("door:enter", token=request.door_token)  # type: ignore[attr-defined]  # with_token
    return render(request, "family_page/thanks.html", {"what": what})


@inside("desk")
def pass_on(request: HttpRequest, held: Pass) -> HttpResponseBase:
    """Not ours: say to whom it belongs."""
    form = ForwardForm(_sheet(held)["desks"], request.POST or None)
    if not form.is_valid():
        return _show(request, held, forward=form)
    if not say(held, "forward", form.cleaned_data):
        return closed(request)
    return render(request, "family_page/thanks.html", {"what": "forward"})


@require_POST
def _reveal(request: HttpRequest, held: Pass) -> HttpResponseBase:
    field = request.POST.get("field", "")
    facts = _sheet(held)["facts"]
    whole = facts.get("address") if field == "address" else _number(facts, field)
    if whole:
        say(held, SHOWN, {"field": field})
    return _show(request, held, revealed=whole, revealed_field=field)


reveal = inside("desk")(_reveal)


def _number(facts: dict[str, Any], field: str) -> str:
    people = facts.get("people", [])
    place = int(field) if field.isascii() and field.isdigit() and len(field) < 4 else -1
    return str(people[place].get("number", "")) if 0 <= place < len(people) else ""


def _sheet(held: Pass) -> dict[str, Any]:
    return held.sheets.get().content


def _accepted(held: Pass) -> dict[str, Any] | None:
    """What was accepted: through this pass, or before it was made."""
    said = held.saids.filter(kind=ACCEPT).first()
    if said:
        return said.content
    sheet = _sheet(held)
    if sheet["state"] == "accepted":
        return {name: sheet.get(name) for name in ("expected_on", "handler")}
    return None


def _form(held: Pass, data: Any = None) -> AnswerForm:
    sheet = _sheet(held)
    due = date.fromisoformat(sheet["due"])
    handler = " ".join(filter(None, (sheet["contact"], sheet["contact_phone"])))
    return AnswerForm(
        data,
        accepted=_accepted(held) is not None,
        expected_on=due if due >= today() else None,
        handler=handler,
    )


def _show(
    request: HttpRequest,
    held: Pass,
    form: AnswerForm | None = None,
    forward: ForwardForm | None = None,
    **more: object,
) -> HttpResponseBase:
    sheet, accepted = _sheet(held), _accepted(held)
    due, sent = date.fromisoformat(sheet["due"]), datetime.fromisoformat(sheet["sent_at"])
    context = {
        "held": held,
        "sheet": sheet,
        "facts": sheet["facts"],
        "due": due,
        "sent": sent,
        "accepted": accepted,
        "expected": _day(accepted.get("expected_on")) if accepted else None,
        "age": ageing(local_day(sent), due),
        "form": form or _form(held),
        "forward": forward or ForwardForm(sheet["desks"]),
        "steps": _steps(held, sheet),
    }
    wrong = bool(form and form.errors) or bool(forward and forward.errors)
    return render(request, "family_page/desk.html", context | more, status=422 if wrong else 200)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _steps(held: Pass, sheet: dict[str, Any]) -> list[Step]:
    """The newest first: what was said here, then what the request had behind it."""
    here = [
        Step(one.said_at, STEPS["accepted" if kind == ACCEPT else OPENED], sheet["contact"])
        for kind in (OPENED, ACCEPT)
        if (one := held.saids.filter(kind=kind).first())
    ]
    before = [
        Step(datetime.fromisoformat(at), STEPS[move], who, words) for at, move, who, words in sheet["steps"]
    ]
    return sorted([*here, *before], key=lambda step: step.at, reverse=True)
