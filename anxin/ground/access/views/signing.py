"""Sign-in, the second step, sign-out and choosing a post: the pages that stand before everything."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import public
from anxin.ground.access.middleware import SESSION_KEY
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record

from .passkeys import PasskeyOptions

CLEARED = (
    '"cache", "storage"'  # not "cookies": the device's own mark stays, and keeps strangers from locking it
)


class SignInView(LoginView):
    """allauth's, with our page."""

    template_name = "access/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        outside = settings.ANXIN_OIDC
        return found | {"outside": outside and outside["name"], "next": self.get_next_url() or ""}


class SecondStep(PasskeyOptions, AuthenticateView):
    """A code or a passkey, whichever the account has."""

    template_name = "access/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        account = self.stage.login.user
        return found | {
            "has_code": is_mfa_enabled(account, [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]),
            "has_passkey": is_mfa_enabled(account, [Authenticator.Type.WEBAUTHN]),
        }


sign_in = public(SignInView.as_view())
second_step = public(SecondStep.as_view())
passkey = public(LoginWebAuthnView.as_view())


@public
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End this session here and in the browser."""
    logout(request)
    answer = HttpResponseRedirect(resolve_url(settings.LOGOUT_REDIRECT_URL))
    answer["Clear-Site-Data"] = CLEARED
    return answer


@public
@require_POST
def switch_post(request: Request) -> HttpResponse:
    """Act in another of one's own posts (以何身份办理)."""
    chosen = next((post for post in request.posts if str(post.id) == request.POST.get("post")), None)
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = str(chosen.id)
    record("access.post_chosen", by=chosen, path=chosen.unit.path)
    return HttpResponseRedirect("/")
