"""Choosing a ledger to bring in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.units.models import Kind, Level, Unit


class LedgerForm(forms.Form):
    """A workbook and the unit it is about."""

    file = forms.FileField(
        label=_("Ledger"),
        help_text=_("The department's own Excel or WPS workbook (.xlsx, .xls, .ods, .csv), as it is."),
    )
    unit = forms.ModelChoiceField(label=_("Unit it is about"), queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ModelChoiceField)
        lo, hi = post.bounds
        within = Unit.objects.filter(path__gte=lo, path__lt=hi, level__lte=Level.TOWNSHIP).order_by("path")
        choice.queryset = within.filter(kind=Kind.REGION)
        self.initial.setdefault("unit", post.scope_root_id)
