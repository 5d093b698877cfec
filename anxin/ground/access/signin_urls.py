"""The addresses that allauth knows by names of its own. No other of its pages is routed."""

from typing import Any

from django.conf import settings
from django.urls import path

from .gate import public
from .views import again, factor, me, signing

urlpatterns = [
    path("sign-in/", signing.sign_in, name="account_login"),
    path("sign-in/step/", signing.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", signing.passkey, name="mfa_login_webauthn"),
    path("again/", again.by_password, name="account_reauthenticate"),
    path("again/code/", again.by_code, name="mfa_reauthenticate"),
    path("again/passkey/", again.by_passkey, name="mfa_reauthenticate_webauthn"),
    path("me/password/", me.password, name="account_change_password"),
    path("me/factors/", factor.index, name="mfa_index"),
    path("me/factor/app/", factor.app, name="mfa_activate_totp"),
    path("me/factor/app/remove/", factor.no_app, name="mfa_deactivate_totp"),
    path("me/factor/passkeys/add/", factor.add_passkey, name="mfa_add_webauthn"),
    path("me/factor/passkeys/<int:pk>/remove/", factor.no_passkey, name="mfa_remove_webauthn"),
    path("me/factor/codes/", factor.codes, name="mfa_view_recovery_codes"),
    path("me/factor/codes/new/", factor.new_codes, name="mfa_generate_recovery_codes"),
]


def outside() -> list[Any]:
    """The two addresses of single sign-on; without a provider they do not exist, nor is its code imported."""
    from allauth.socialaccount.providers.openid_connect import views  # noqa: PLC0415  # brings requests along

    where = "sign-in/<slug:provider_id>/"
    return [
        path(f"{where}begin/", public(views.login), name="openid_connect_login"),
        path(f"{where}back/", public(views.callback), name="openid_connect_callback"),
    ]


if settings.ANXIN_OIDC is not None:
    urlpatterns += outside()
