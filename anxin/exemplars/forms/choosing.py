"""Boxes that several forms share."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.models import Exemplar, Programme, Theme

if TYPE_CHECKING:
    OneExemplar = forms.ModelChoiceField[Exemplar]
    OneProgramme = forms.ModelChoiceField[Programme]
else:  # Django's fields take type arguments in django-stubs only
    OneExemplar = OneProgramme = forms.ModelChoiceField


class ExemplarField(OneExemplar):
    """One of the exemplars that hold at a place (``at``), or nobody in particular."""

    def __init__(self) -> None:
        super().__init__(None, label=_("Exemplar"), required=False, empty_label=_("nobody in particular"))

    def at(self, path: str) -> None:
        """Offer those of the whole house, of the units above a place, and its own."""
        self.queryset = Exemplar.objects.published().for_path(path)

    def label_from_instance(self, obj: Exemplar) -> str:
        return obj.name_label


def theme_field() -> forms.ChoiceField:
    """Which of the four qualities it is about, if any."""
    choices = [("", _("none in particular")), *Theme.choices]
    return forms.ChoiceField(label=_("Quality"), choices=choices, required=False)


def lines(rows: int) -> forms.Textarea:
    """A box of several lines."""
    return forms.Textarea({"rows": rows})
