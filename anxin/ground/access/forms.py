"""The forms of access: signing in, and asking to see a masked value."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .personal import PURPOSES, Words


class SignInForm(AuthenticationForm):
    """Login and password; a wrong pair is told in one sentence that gives neither away."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("Login or password is not right. Check both; capitals count."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("Login")
        self.fields["password"].label = _("Password")


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
