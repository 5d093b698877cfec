"""Choosing one unit from a list, in which two units of one name are told apart."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Count
from django.utils.translation import gettext

from .models import Unit

if TYPE_CHECKING:
    OneUnit = forms.ModelChoiceField[Unit]
else:  # Django's fields take type arguments in django-stubs only
    OneUnit = forms.ModelChoiceField


class UnitChoiceField(OneUnit):
    """One unit by its name; where several of the list have it, the unit that each belongs to follows."""

    def label_from_instance(self, obj: Any) -> str:
        unit = cast(Unit, obj)
        if unit.name not in self._shared or not unit.above:
            return unit.label
        return gettext("%(unit)s (%(above)s)") % {"unit": unit.label, "above": unit.above}

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The names that more than one unit of the list has."""
        assert self.queryset is not None  # a list is shown only once it is known
        names = self.queryset.order_by().values("name").annotate(n=Count("pk")).filter(n__gt=1)
        return frozenset(names.values_list("name", flat=True))
