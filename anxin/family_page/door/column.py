"""A department's one-time page: its column of a joint table, need by need, and the signature below."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render

from anxin.family_page.models import Pass

from .column_forms import NeedForm, SignForm
from .gate import closed, inside
from .say import say


def page(request: HttpRequest, held: Pass) -> HttpResponseBase:
    """What is to be filled, and the box of the signature."""
    sheet = _sheet(held)
    return _show(request, held, sheet, _forms(sheet), SignForm())


@inside("column")
def sign(request: HttpRequest, held: Pass) -> HttpResponseBase:
    """Fill every need and sign, in one go: afterwards nothing more can be said through this link."""
    if request.method != "POST":
        return page(request, held)
    sheet = _sheet(held)
    forms, signed = _forms(sheet, request.POST), SignForm(request.POST)
    if not all([one.is_valid() for one in (*forms.values(), signed)]):  # all: each shows what it lacks
        return _show(request, held, sheet, forms, signed, status=422)
    if not say(held, "done", {"needs": {place: form.said() for place, form in forms.items()}}):
        return closed(request)
    return render(request, "family_page/thanks.html", {"what": "column"})


def _sheet(held: Pass) -> dict[str, Any]:
    return held.sheets.get().content


def _forms(sheet: dict[str, Any], data: QueryDict | None = None) -> dict[int, NeedForm]:
    """A form for each need whose measure is not under way yet."""
    return {one["place"]: NeedForm(sheet, one, data) for one in sheet["needs"] if not one["fixed"]}


def _show(
    request: HttpRequest,
    held: Pass,
    sheet: dict[str, Any],
    forms: dict[int, NeedForm],
    signed: SignForm,
    status: int = 200,
) -> HttpResponseBase:
    context = {
        "held": held, "sheet": sheet, "due": date.fromisoformat(sheet["due"]), "signed": signed,
        "needs": [(one, forms.get(one["place"])) for one in sheet["needs"]],
    }  # fmt: skip
    return render(request, "family_page/column.html", context, status=status)
