"""The sign-in form in the words of an office."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


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
