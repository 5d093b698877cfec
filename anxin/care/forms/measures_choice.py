"""Choosing one of a family's measures."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext

from anxin.care.models import Measure
from anxin.ground.ui.masks import masked_text

if TYPE_CHECKING:
    OneMeasure = forms.ModelChoiceField[Measure]
else:  # Django's fields take type arguments in django-stubs only
    OneMeasure = forms.ModelChoiceField


class MeasureField(OneMeasure):
    """One measure: who carries it out, and what."""

    def label_from_instance(self, obj: Any) -> str:
        measure = cast(Measure, obj)
        words = Truncator(masked_text(measure.words)).chars(40)
        return gettext("%(who)s: %(words)s") % {"who": measure.who, "words": words}
