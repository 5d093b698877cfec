"""Proving once more who one is, before an act of weight; then back to what one was doing."""

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView

from anxin.ground.access.gate import needs
from anxin.ground.access.signin.standing import AGAIN

from .passkeys import PasskeyOptions

own = needs("account.own", early=AGAIN)


class Lost:
    """Says when something typed was not taken (standing.again)."""

    request: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of the view
        return found | {"lost": "lost" in self.request.GET, "next": self.request.GET.get("next", "")}


class PasswordAgain(Lost, ReauthenticateView):
    template_name = "access/again.html"


class CodeAgain(Lost, CodeAgainView):
    template_name = "access/again.html"


class PasskeyAgain(PasskeyOptions, Lost, ReauthenticateWebAuthnView):
    template_name = "access/again_passkey.html"


by_password = own(PasswordAgain.as_view())
by_code = own(CodeAgain.as_view())
by_passkey = own(PasskeyAgain.as_view())
