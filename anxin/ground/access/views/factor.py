"""The second factor: choosing one, the app, passkeys, recovery codes. allauth's views, our pages."""

from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.safestring import mark_safe

from anxin.ground.access.actions import note_factor
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Account
from anxin.ground.access.request import Request
from anxin.ground.access.signin import standing

from .passkeys import PasskeyOptions

setting_up = needs("account.own", fresh=True, early=standing.FACTOR)
managing = needs("account.own", fresh=True)
ME = reverse_lazy("access:me")


@setting_up
def choose(request: Request) -> HttpResponse:
    """What a second factor is, and the two ways to have one."""
    if is_mfa_enabled(request.user, standing.STRONG):
        return redirect("access:me")
    return render(request, "access/factor.html")


def _proved(request: Request, kind: str, authenticator: Authenticator) -> None:
    """Setting one up shows it: the session has proved its second factor from now on."""
    record_authentication(request, request.user, "mfa", id=authenticator.pk, type=kind, reauthenticated=True)
    note_factor(by=request.post, act="factor_added", kind=kind)


def _of(request: Request, kind: str) -> Authenticator:
    mine = Authenticator.objects.filter(user=cast(Account, request.user), type=kind)
    return mine.latest("created_at")


class AppView(ActivateTOTPView):
    """The key as a picture, and the first code."""

    template_name = "access/factor_app.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        secret = found["form"].secret
        spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return found | {"picture": mark_safe(found["totp_svg"]), "secret": spaced}  # noqa: S308  # segno's, of ours

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        made = _of(self.request, Authenticator.Type.TOTP)
        made.wrap()._mark_code_used(form.cleaned_data["code"])  # the code that set it up opens nothing more
        _proved(self.request, Authenticator.Type.TOTP, made)
        return answer


class PasskeyView(PasskeyOptions, AddWebAuthnView):
    """The browser makes the key; only its public half comes here."""

    template_name = "access/factor_passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _proved(self.request, Authenticator.Type.WEBAUTHN, _of(self.request, Authenticator.Type.WEBAUTHN))
        return answer


class NoAppView(DeactivateTOTPView):
    """Take the app away. Without any factor the next page leads to setting one up."""

    template_name = "access/factor_remove.html"
    success_url = ME

    def form_valid(self, form: Any) -> HttpResponse:
        note_factor(by=self.request.post, act="factor_removed", kind="totp")
        return cast(HttpResponse, super().form_valid(form))


class NoPasskeyView(RemoveWebAuthnView):
    """Take one passkey away."""

    template_name = "access/factor_remove.html"
    success_url = ME

    def form_valid(self, form: Any) -> HttpResponse:
        note_factor(by=self.request.post, act="factor_removed", kind="webauthn")
        return cast(HttpResponse, super().form_valid(form))


class NewCodesView(GenerateRecoveryCodesView):
    """New codes; the old ones open nothing any more."""

    template_name = "access/codes_new.html"

    def form_valid(self, form: Any) -> HttpResponse:
        note_factor(by=self.request.post, act="codes_renewed", kind="recovery_codes")
        return cast(HttpResponse, super().form_valid(form))


@managing
def index(request: Request) -> HttpResponse:
    """Where allauth's views lead back to."""
    return HttpResponseRedirect(str(ME))


app = setting_up(AppView.as_view())
no_app = managing(NoAppView.as_view())
add_passkey = setting_up(PasskeyView.as_view())
no_passkey = managing(NoPasskeyView.as_view())
codes = managing(ViewRecoveryCodesView.as_view(template_name="access/codes.html"))
new_codes = managing(NewCodesView.as_view())
