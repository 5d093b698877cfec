"""Choosing a ledger to bring in."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.units.fields import UnitChoiceField
from anxin.ground.units.models import Kind, Level, Unit
from anxin.surveys.actions import limits
from anxin.surveys.ledger.limits import MIB
from anxin.surveys.ledger.messages import UNREADABLE


class WorkbookForm(forms.Form):
    """A workbook, and the day it was filled in."""

    file = forms.FileField(
        label=_("Ledger"),
        error_messages={"required": _("Choose the workbook first."), "empty": UNREADABLE["empty"]},
        help_text=_("The department's own Excel or WPS workbook (.xlsx, .xls, .ods, .csv), as it is."),
    )
    on = DayField(
        label=_("Day it was filled in"),
        required=False,
        help_text=_("Only if the workbook does not say. Without a day it never replaces what has one."),
    )

    def clean_on(self) -> date | None:
        day: date | None = self.cleaned_data["on"]
        if day and day > today():
            raise forms.ValidationError(_("This day lies in the future."))
        return day

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file that is too large is refused before anything of it is copied or read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > limits().file_bytes:
            raise forms.ValidationError(
                UNREADABLE["too_large"], params={"limit_mb": limits().file_bytes // MIB}, code="too_large"
            )
        return file


class LedgerForm(WorkbookForm):
    """The same with the unit it is about."""

    unit = UnitChoiceField(label=_("Unit it is about"), queryset=Unit.objects.none(), empty_label=None)
    field_order = ("file", "unit", "on")

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ModelChoiceField)
        lo, hi = post.bounds
        within = Unit.objects.filter(path__gte=lo, path__lt=hi, level__lte=Level.TOWNSHIP).order_by("path")
        choice.queryset = within.filter(kind=Kind.REGION)
        self.initial.setdefault("unit", post.scope_root_id)
