"""Choosing the file of a standard."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from anxin.policy.packs.reading import LONGEST

BYTES = 4  # of a character at most, in UTF-8


class PackFileForm(forms.Form):
    """The file as it came, read as text; whether it is a pack is the act's own question."""

    file = forms.FileField(
        label=_("File of the standard"),
        error_messages={"required": _("Choose the file first."), "empty": _("This file is empty.")},
        help_text=_("A YAML file with region, document and values by date. It is looked through first."),
    )

    def clean_file(self) -> str:
        """The text of the file."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LONGEST * BYTES:
            raise forms.ValidationError(_("This file is too large for a standard."))
        try:
            return bytes(file.read()).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("This is not a text file in UTF-8. In WPS or Notepad, save it as UTF-8 text.")
            ) from None


class PackTextForm(forms.Form):
    """The text that was looked through, on its way to being loaded."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LONGEST)
