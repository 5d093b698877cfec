"""Bringing materials in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.actions import About, Sent
from anxin.exemplars.actions.materials import FILES

from .choosing import ExemplarField, lines, theme_field

MOST_BYTES = 20 * 2**20


class VersionForm(forms.Form):
    """One version: a text, or a file."""

    words = forms.CharField(
        label=_("Text"),
        widget=lines(8),
        required=False,
        help_text=_("A text, or a file below: one of the two."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, Word, slides, picture, sound or film; 20 MB at most."),
    )
    news = forms.CharField(label=_("What is new in it"), max_length=200, required=False)

    def __init__(self, data: QueryDict | None = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{ending}" for ending in FILES)

    def clean_file(self) -> "UploadedFile[Any] | None":
        """The file; a large one is not read."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large: 20 MB at most."))
        return file

    def sent(self) -> Sent:
        """The version as it was sent."""
        said, file = self.cleaned_data, self.cleaned_data["file"]
        if file is None:
            return Sent(text=said["words"], words=said["news"])
        return Sent(text=said["words"], name=file.name or "", content=bytes(file.read()), words=said["news"])


class MaterialForm(VersionForm):
    """A new material with its first version."""

    title = forms.CharField(label=_("Title"), max_length=120)
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("Who wrote or issued it, and when.")
    )
    theme = theme_field()
    exemplar = ExemplarField()
    field_order = ("title", "source", "theme", "exemplar", "words", "file")

    def __init__(self, path: str, data: QueryDict | None = None, files: Any = None) -> None:
        super().__init__(data, files)
        del self.fields["news"]
        self.fields["exemplar"].at(path)  # type: ignore[attr-defined]  # ours

    def sent(self) -> Sent:
        """The first version as it was sent."""
        self.cleaned_data["news"] = ""
        return super().sent()

    def about(self) -> About:
        """What it is."""
        return About(**{name: self.cleaned_data[name] for name in ("title", "source", "theme", "exemplar")})
