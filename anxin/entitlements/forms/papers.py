"""Sending an office's own form."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.papers.others import replaceable
from anxin.ground.paper.forms import MOST_BYTES


def _choices() -> list[tuple[str, Any]]:
    """Every form that an office may replace, those of other rooms too."""
    return [(one.code, one.name) for one in replaceable()]


class OwnFormForm(forms.Form):
    """Which form, and the Word file that stands for it."""

    form = forms.ChoiceField(label=_("Form"), choices=_choices)
    file = forms.FileField(
        label=_("Word file"),
        error_messages={"required": _("Choose the file first."), "empty": _("This file is empty.")},
        help_text=_(
            "Take the form as it is now, change it in Word or WPS, leave the fields in {{ }}, send it."
        ),
    )

    def clean_file(self) -> bytes:
        """The bytes of the file; a large one is not read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a form: two megabytes at most."))
        return bytes(file.read())
