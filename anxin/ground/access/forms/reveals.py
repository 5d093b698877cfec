"""Asking to see a masked value, or a child's file: what for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import PURPOSES, Words


class PurposeForm(forms.Form):
    """What a masked value or a child's file is needed for, from the short list."""

    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=[("", _("choose")), *PURPOSES.items()],
        error_messages={"required": _("Choose what for; the number is shown once and the purpose is noted.")},
    )


class RevealForm(PurposeForm):
    """Which masked value somebody needs whole, and what for; ``columns`` are the page's: (code, label)."""

    column = forms.ChoiceField(label=_("Show"))
    field_order = ("column", "purpose")

    def __init__(self, columns: Sequence[tuple[str, Words]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].choices = list(columns)  # type: ignore[attr-defined]  # a ChoiceField has them
