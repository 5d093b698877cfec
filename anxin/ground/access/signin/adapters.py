"""Where allauth asks the house: who may sign in, what a session begins with, how secrets are kept."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Account, PastPassword
from anxin.ground.database.crypto import seal, unseal
from anxin.ground.days.clock import now

from . import devices, passwords, sessions, tries

WRONG = _(
    "Login or password is not right. Check both; capitals count. "
    "After several wrong tries even a right one is refused for a while."
)
WRONG_CODE = _("This code is not right, or was used already. Wait for the next one.")
TOO_MANY = _("Too many wrong codes: wait five minutes, then try again.")
PLACE = "mfa_authenticator.data"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; one answer to every wrong try, whatever is wrong with it."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the security administrator."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account, if login and password are right and nothing forbids it. The slow hash is computed in
        every case, and a refusal looks the same for an unknown login, a wrong password, a wait, a disabled
        account and a spent initial secret."""
        one = tries.begin(request, credentials.get("username", ""))
        account = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()  # a disabled account is no different from none
        if account is not None and (one.must_wait or not _may_enter(account)):
            user_login_failed.send(sender=__name__, credentials={}, request=request)
            account = None
        if account is None:
            one.failed()
            return None
        one.succeeded()
        return account

    def reauthenticate(self, user: Account, password: str) -> bool:
        """Is it this person's password? Wrong ones count as at sign-in."""
        found = self.authenticate(context.request, username=user.login, password=password)
        return found is not None and found.pk == user.pk

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in under a new key, and write down what the session begins with."""
        super().login(request, user)
        due = passwords.is_due(user)
        sessions.begin(request, user, password_due=due)
        PastPassword.objects.filter(account=user, initial=True, used_at=None).update(used_at=now())

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        devices.remember(request, response, user.login)
        return response

    def get_login_stages(self) -> list[str]:
        return [f"{__name__}.FactorStage"]

    def is_reauthentication_required(self, **kwargs: Any) -> bool:
        """The gate asks for a fresh proof (needs(…, fresh=True)); allauth need not ask a second time."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        return HttpResponseRedirect(reverse("access:sign_in"))

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """allauth's own sentences are not the house's; only refusals given in words are passed on."""
        if kwargs.get("message"):
            messages.add_message(request, level, kwargs["message"])


def _may_enter(account: Account) -> bool:
    latest = PastPassword.objects.latest_of(account)
    return latest is None or latest.opens


class FactorStage(AuthenticateStage):
    """The second factor after the password, unless single sign-on has asked for it already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and not proved_outside(request, self.login.user)


def proved_outside(request: HttpRequest, account: Account) -> bool:
    """Did the provider of single sign-on say that it asked for a second factor?"""
    return any(one.get("type") == "outside" for one in get_authentication_records(request, account))


class FactorAdapter(DefaultMFAAdapter):
    """Secrets lie encrypted; the QR code is ours."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("This is your only second factor: set up another one first."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, PLACE)

    def build_totp_svg(self, url: str) -> str:
        code = segno.make(url, error="m", micro=False)
        return str(code.svg_inline(scale=5, border=4, omitsize=True, svgclass="qr", lineclass=None))


class OutsideAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens accounts that exist, by the subject the administrator bound; nothing else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        account = sociallogin.user if sociallogin.is_existing else None
        if account is None or not account.is_active:
            messages.error(
                request,
                _("This single sign-on is bound to no account here: ask your security administrator."),
            )
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("access:sign_in")))
        if "mfa" in sociallogin.account.extra_data.get("amr", []):
            record_authentication(request, account, "mfa", type="outside")

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Never by e-mail: an address is no proof."""

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        messages.error(
            request,
            _("Single sign-on did not answer as it should. Sign in with your password, or try later."),
        )
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("access:sign_in")))
