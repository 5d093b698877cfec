"""One's own account: language, password, second factor, sessions."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from anxin.ground.access import actions
from anxin.ground.access.forms.signing import PasswordForm
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Account, PastPassword, Session
from anxin.ground.access.request import Request
from anxin.ground.access.signin import standing
from anxin.ground.access.signin.sessions import PASSWORD_DUE


@needs("account.own")
def me(request: Request) -> HttpResponse:
    """Everything one signs in with, and where one is signed in."""
    account = cast(Account, request.user)
    found = {one.type: one for one in Authenticator.objects.filter(user=account).order_by("pk")}
    codes = found.get(Authenticator.Type.RECOVERY_CODES)
    known = {
        "account": account,
        "app": found.get(Authenticator.Type.TOTP),
        "passkeys": Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).order_by(
            "pk"
        ),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "password": PastPassword.objects.latest_of(account),
        "sessions": Session.living_of(account),
        "here": request.session.session_key,
        "languages": [("zh-hans", "中文"), ("en", "English")],
        "needed": standing.needs_factor(account, request.posts),
    }
    return render(request, "access/me.html", known)


@needs("account.own", early=standing.PASSWORD)
def password(request: Request) -> HttpResponse:
    """Change the password; after an initial secret, before anything else."""
    account = cast(Account, request.user)
    is_due = bool(request.session.get(PASSWORD_DUE))
    ask_old = not (is_due and standing.is_fresh(request, account))
    form = PasswordForm(account, request.POST or None, ask_old=ask_old)
    if form.is_valid():
        key = request.session.session_key or ""
        actions.change_password(by=request.post, account=account, password=form.cleaned_data["new"], keep=key)
        update_session_auth_hash(request, account)
        request.session[PASSWORD_DUE] = False
        messages.success(request, _("Your password is changed. Every other session of yours has ended."))
        return redirect("home" if is_due else "access:me")
    return render(request, "access/password.html", {"form": form, "is_due": is_due})


@needs("account.own")
@require_POST
def end_sessions(request: Request) -> HttpResponse:
    """End one other session, or all others."""
    account, here = cast(Account, request.user), request.session.session_key or ""
    mark = request.POST.get("session", "")
    only = next((one.pk for one in Session.living_of(account) if one.mark == mark), "")
    if mark and not only:
        raise Http404
    count = actions.end_sessions(by=request.post, account=account, keep=here, only=only)
    told = ngettext("%(count)d session has ended.", "%(count)d sessions have ended.", count)
    messages.success(request, told % {"count": count})
    return redirect("access:me")


@needs("account.own")
@require_POST
def language(request: Request) -> HttpResponse:
    """Choose the language in which the house speaks."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    actions.choose_language(by=request.post, account=cast(Account, request.user), language=chosen)
    answer = redirect("access:me")
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer
