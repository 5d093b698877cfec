"""Filling the house's forms as a person would: from the page's own form, field by field."""

from collections.abc import Iterator
from typing import Any

from django import forms

from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField, PartialDayField, YuanField
from tests.cast import PASSWORD

from .world import Answer

# What is posted to addresses that show no form of their own: buttons on other pages.
BUTTONS: dict[str, dict[str, Any]] = {
    "access:language": {"language": "en"},
    "care:request_reveal": {"field": "0"},
    "families:find": {"text": "陈桂香"},
    "families:show": {"column": "id_number", "purpose": "contact"},
    "families:show_of_household": {"purpose": "contact"},
    "care:need_show": {"purpose": "contact"},
    "rights:contact": {"purpose": "contact"},
    "families:child": {"purpose": "care"},
    "families:child_ask": {"why": "核对入学补助"},
    "care:child_decide": {"agree": "yes", "hours": "4"},
    "care:child_standing": {"until": str(today())},
}
# The form of a visit as a telephone sends it, every box of it: a draft needs nothing filled in.
WRITTEN: dict[str, Any] = {
    "plan": "", "visitors": [], "met": [], "nobody": "", "news": "都好", "said": "", "promised": "",
    "step": "", "doer": "", "due": "", "step2": "", "doer2": "", "due2": "", "theme": "", "need": "",
    "need_of": "",
}  # fmt: skip
for _name in ("care:draft_keep", "care:draft_send", "care:draft_compare"):
    BUTTONS[_name] = {"key": "0b0e6a52-5f3c-4c7e-9a43-2f1f5a0c7e11", "on": str(today())} | WRITTEN
REFUSALS = ("refuse", "refused", "return")  # codes of choices
# Boxes whose words have a form of their own.
SAID = ("words", "why")  # asked for by some choices only
CORRECTED = {"phone": "0000 731 9999", "post_text": "镇长", "relied": "no"}
BOXES = {
    "id_number": "", "phone": "0000 731 4457", "mark": "安组报", "purpose": "contact", "standing": "self",
    "login": "new.colleague", "home": "990102", "parent": "990102", "code": "990102199",
    "password": PASSWORD, "officer": "许安平 河东镇", "occasion_days": "7", "months": "6", "people": "12",
}  # fmt: skip


def forms_of(answer: Answer) -> list[forms.BaseForm]:
    """Every form that a page was made with."""
    found: dict[int, forms.BaseForm] = {}
    for context in answer.context or []:
        for layer in getattr(context, "dicts", [context]):
            for value in layer.values():
                if isinstance(value, forms.BaseForm):
                    found[id(value)] = value
    return list(found.values())


def _choices(field: forms.Field, *free: str) -> list[str]:
    """What may be chosen; ``free``: what a box takes that has no choices."""
    if not isinstance(field, forms.ChoiceField):
        return list(free)
    choices = list(field.widget.choices)
    flat = [pair for one in choices for pair in (one[1] if isinstance(one[1], (list, tuple)) else [one])]
    return [str(value) for value, _words in flat if str(value)]


def _chosen(field: forms.ChoiceField) -> str:
    """Of radios the last one that does not refuse, which settles a thing for good; else the first."""
    choices = _choices(field) or [""]
    if not isinstance(field.widget, forms.RadioSelect):
        return choices[0]
    return next((code for code in reversed(choices) if code not in REFUSALS), choices[-1])


def _value(name: str, field: forms.Field) -> Any:
    """What somebody would put into an empty box."""
    if name in BOXES and BOXES[name] in _choices(field, BOXES[name]):
        return BOXES[name]
    if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
        return [_chosen(field)]  # type: ignore[arg-type]  # has choices
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return _chosen(field)
    if isinstance(field, DayField):
        return str(today())
    if isinstance(field, PartialDayField):
        return "1990-01-01"
    if isinstance(field, YuanField):
        return "100.00"
    return "照实填写"


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [str(getattr(one, "pk", one)) for one in value]
    return str(getattr(value, "pk", value))


def filled(form: forms.BaseForm) -> dict[str, Any]:
    """The form as it stands on the page, with every needed box filled that was empty."""
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        if isinstance(field, (forms.BooleanField, forms.FileField)):
            continue
        known = form.get_initial_for_field(field, name)
        shown = field.prepare_value(known) if known not in (None, "", []) else None
        value = _plain(shown) if shown not in (None, "", []) else None
        if isinstance(field, forms.ModelChoiceField) and value not in _choices(field):
            value = None if isinstance(value, str) else value
        if value is None and (field.required or name in SAID):
            value = _value(name, field)
        if value not in (None, "", []):
            data[form.add_prefix(name)] = value
    if hasattr(form, "says_something"):  # a correction must correct something
        data |= {name: words for name, words in CORRECTED.items() if name in form.fields}
    return data


def postings(name: str, answer: Answer) -> Iterator[dict[str, Any]]:
    """Everything one may post to an address: each form of its page filled in, or its button."""
    if name in BUTTONS:
        yield BUTTONS[name]
        return
    found = forms_of(answer) if answer.status == 200 else []
    with everywhere():  # the choices of a form are asked for when it is read
        told = [filled(one) for one in found]
    yield from told or [{}]
