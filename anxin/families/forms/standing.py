"""What entitlements depend on, asked of one person on one page: only what may matter for this relation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import FIELDS, WITHDRAWN, Field, Kind
from anxin.families.kinship import CHILDREN, GRANDCHILDREN, SIBLINGS, SPOUSES
from anxin.ground.ui.fields import DayField, YuanField

from .sources import SourceForm, not_ahead

YOUNG = CHILDREN | GRANDCHILDREN | SIBLINGS
MEANS = ("relied", "monthly_income", "assistance")
ABILITY = ("incapable", "disabled")
SCHOOL = ("study", "boarding", "needy")
WORK = ("employed_on", "enlisted_on")
PRISON = ("prison_from", "prison_until")


def asked_about(kind: str) -> dict[str, tuple[str, ...]]:
    """The codes to ask about, by group, for somebody who is this (GB/T 4761) to the deceased."""
    groups = {"means": MEANS, "ability": ABILITY}
    if kind in CHILDREN:
        groups |= {"school": SCHOOL, "family": ("other_parent", "lone"), "events": WORK + PRISON}
    elif kind in YOUNG:
        groups |= {"school": SCHOOL, "family": ("lone",), "events": WORK + PRISON}
    elif kind in SPOUSES:
        groups |= {"events": ("employed_on", *PRISON)}
    else:
        groups |= {"family": ("raised_deceased", "lone"), "events": PRISON}
    return groups


class StandingForm(SourceForm):
    """One source and one day for all; what is left as it stands is not told again. An emptied box takes back
    what was told; a box of a masked value is empty from the start, and leaving it so keeps the value."""

    def __init__(self, data: QueryDict | None = None, *, kind: str, known: Mapping[str, str]) -> None:
        self.groups = asked_about(kind)
        self.codes = [code for codes in self.groups.values() for code in codes]
        self.known = {code: value for code, value in known.items() if value != WITHDRAWN}
        shown = {code: value for code, value in self.known.items() if not _is_hidden(code)}
        super().__init__(data, initial={code: _typed(code, value) for code, value in shown.items()})
        self.fields = {code: _box(FIELDS[code]) for code in self.codes} | self.fields

    def group(self, name: str) -> list[forms.BoundField]:
        """The boxes of one group."""
        return [self[code] for code in self.groups.get(name, ())]

    @property
    def means(self) -> list[forms.BoundField]:
        return self.group("means")

    @property
    def ability(self) -> list[forms.BoundField]:
        return self.group("ability")

    @property
    def school(self) -> list[forms.BoundField]:
        return self.group("school")

    @property
    def family(self) -> list[forms.BoundField]:
        return self.group("family")

    @property
    def events(self) -> list[forms.BoundField]:
        return self.group("events")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for code in self.codes:
            try:
                not_ahead(data.get(code) if isinstance(data.get(code), date) else None)
            except forms.ValidationError as ahead:
                self.add_error(code, ahead)
        begin = data.get("prison_from") or _typed("prison_from", self.known.get("prison_from", ""))
        end = data.get("prison_until")
        if begin and end and end < begin:
            self.add_error("prison_until", _("The end lies before the beginning."))
        return data

    def values(self) -> dict[str, str]:
        """The facts that are news, as they are stored."""
        told = {
            code: _stored(self.cleaned_data.get(code)) for code in self.changed_data if code in self.codes
        }
        return {
            code: value or WITHDRAWN
            for code, value in told.items()
            if value or (code in self.known and not _is_hidden(code))
        }

    def says_something(self) -> bool:
        """Is anything news? If not, the form says so."""
        if self.values():
            return True
        self.add_error(None, _("Nothing was changed. Correct a box first, or go back."))
        return False


def _is_hidden(code: str) -> bool:
    return FIELDS[code].mask == "hidden"


def _typed(code: str, value: str) -> Any:
    """A stored value as its box takes it."""
    if not value:
        return None
    if FIELDS[code].kind is Kind.FEN:
        return int(value)
    return date.fromisoformat(value) if FIELDS[code].kind is Kind.DAY else value


def _stored(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _box(field: Field) -> forms.Field:
    help_text = _("Empty: what is recorded stays.") if _is_hidden(field.code) else ""
    if field.kind is Kind.FEN:
        return YuanField(label=_("own monthly income (yuan); 0 for none"), required=False)
    if field.kind is Kind.DAY:
        return DayField(label=str(field.label), required=False, help_text=help_text)
    choices = [("", _("not known")), *field.choices]
    return forms.ChoiceField(label=str(field.label), choices=choices, required=False, help_text=help_text)
