"""On what a measure rests: its legal ground, and an entry of the standing catalogue or the reason why not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.care.models import CatalogueEntry

from .fields import ask

NOTICE = _(
    "Notice of the Central Organization Department, 12 April 2017, section 3: work out measures of care and "
    "help together with finance, civil affairs, human resources and social security, health and education."
)


class EntryField(forms.ModelChoiceField):  # type: ignore[type-arg]  # arguments in stubs only
    """One entry of the standing catalogue in force, or none."""

    def label_from_instance(self, obj: Any) -> str:
        entry: CatalogueEntry = obj
        return f"{entry.mark}　{entry.title}　{entry.desk.label}"


def entry_field() -> EntryField:
    """Which entry of the catalogue a measure rests on; empty: none, it is decided case by case."""
    return EntryField(
        None,
        label=_("Entry of the standing catalogue"),
        required=False,
        empty_label=_("none: decided case by case"),
    )


def case_field() -> forms.CharField:
    """Why a measure that rests on no entry is decided."""
    return forms.CharField(
        label=_("Why case by case"),
        max_length=200,
        help_text=_("Only where no entry of the catalogue fits."),
    )


def ask_basis(form: forms.Form) -> None:
    """An entry, or the reason why there is none. Whoever chose an entry needs no reason: it is dropped."""
    if form.cleaned_data.get("entry"):
        form.cleaned_data["case_by_case"] = ""
    else:
        ask(form, "case_by_case", _("Choose an entry of the catalogue, or say why this is case by case."))
