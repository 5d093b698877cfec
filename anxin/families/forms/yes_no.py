"""A question that is answered with yes or no, or not yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CHOICES = (
    ("", _("to be confirmed")),
    ("yes", pgettext_lazy("answer", "yes")),
    ("no", pgettext_lazy("answer", "no")),
)


class YesNoField(forms.TypedChoiceField):
    """Gives True, False, or None while nobody knows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=CHOICES, coerce=lambda code: code == "yes", empty_value=None,
                         required=False, **kwargs)  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        """A stored answer as its code."""
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares codes: a stored answer is no text."""
        return bool(self.prepare_value(initial) != (data or ""))
