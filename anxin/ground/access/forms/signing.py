"""The forms of signing in, in the words of an office. Fields that allauth's views look for keep its names."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as FactorAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Account

CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


class SignInForm(LoginForm):
    """Login and password; every wrong try is told in one sentence that gives nothing away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label, self.fields["password"].label = _("Login"), _("Password")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "autofocus": True,
        }
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""

    def add_prefix(self, field_name: str) -> str:
        """Browsers and their password stores know the field by this name."""
        return "username" if field_name == "login" else str(super().add_prefix(field_name))


class AgainForm(ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs = {"autocomplete": "current-password", "autofocus": True}


def _code(form: forms.Form, label: Any, hint: Any = "") -> None:
    field = form.fields["code"]
    field.label, field.help_text = label, hint
    field.widget.attrs = dict(CODE_ATTRIBUTES)


class CodeForm(AuthenticateForm):
    """A code of the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Code"), _("Six digits from the app on your telephone, or one of your recovery codes."))


class CodeAgainForm(FactorAgainForm):
    """The same, while signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Code"), _("Six digits from the app on your telephone, or one of your recovery codes."))


class FirstCodeForm(ActivateTOTPForm):
    """The first code, which proves that the app has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("The six digits that the app shows now"))


class PasskeyForm(AddWebAuthnForm):
    """A name for the passkey; the browser fills in the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("So that you know it again, as 'office computer'.")
        self.fields["name"].max_length = 40
        self.initial["name"] = ""


class PasswordForm(forms.Form):
    """A new password, typed twice; the present one too, unless it was typed just now to sign in."""

    old = forms.CharField(
        label=_("Present password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    new = forms.CharField(
        label=_("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    repeated = forms.CharField(
        label=_("New password once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, account: Account, *args: Any, ask_old: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["new"].help_text = " ".join(password_validators_help_texts())
        if not ask_old:
            del self.fields["old"]

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not get_adapter().reauthenticate(self.account, old):
            raise forms.ValidationError(_("This is not your present password."))
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.account)
        return new

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "new" in given and given.get("repeated") not in (None, given["new"]):
            self.add_error("repeated", _("The two do not agree: type the new password again."))
        return given


class ResetForm(forms.Form):
    """What somebody needs who cannot sign in any more."""

    seen = forms.BooleanField(label=_("I have made sure in person who it is."))
    factors = forms.BooleanField(
        label=_("The second factor is lost as well: remove it, a new one is set up at the next sign-in."),
        required=False,
    )
