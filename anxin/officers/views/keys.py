"""A counsellor's key: chosen, opened for a while, lost, entrusted to a colleague, got back."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.ui.trying import attempt, outcome
from anxin.officers.actions import (
    change_passphrase,
    entrust_key,
    make_key,
    open_key,
    recover_key,
    release_key,
)
from anxin.officers.forms import EntrustForm, LostForm, NewPassphraseForm, OpenForm, RecoverForm
from anxin.officers.models import Counsellor
from anxin.officers.opened import close, keep_open, opened
from anxin.officers.queries import colleagues_of, counsellor_of, entrusted_by, entrusted_to


@needs("officers.counsel")
def key(request: Request) -> HttpResponse:
    """How one's key stands: none yet, closed (open it), or open; and who could let one in again."""
    counsellor = counsellor_of(request.post)
    if counsellor is None:
        return render(request, "officers/no_counsellor.html")
    if counsellor.key is None:
        return _first(request, counsellor)
    form = OpenForm(request.POST or None)
    if form.is_valid():
        private = outcome(form, lambda: open_key(by=request.post, counsellor=counsellor, **form.cleaned_data))
        if private is not None:
            return _opened(request, counsellor, private, _("Your key is open for a while in this browser."))
    context = {
        "counsellor": counsellor, "form": form, "open_now": opened(request, counsellor) is not None,
        "given": entrusted_by(counsellor), "held": entrusted_to(counsellor),
        "entrust": EntrustForm(colleagues_of(counsellor)),
    }  # fmt: skip
    return render(request, "officers/key.html", context)


def _first(request: Request, counsellor: Counsellor) -> HttpResponse:
    """No key yet: choose the passphrase that wraps it."""
    form = NewPassphraseForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: make_key(by=request.post, counsellor=counsellor, passphrase=form.cleaned_data["passphrase"]),
    ):
        messages.success(request, _("Your key is made. Give it to a colleague now, before you need it."))
        return redirect("officers:key")
    return render(request, "officers/key_first.html", {"form": form})


def _opened(request: Request, counsellor: Counsellor, private: bytes, words: str) -> HttpResponse:
    messages.success(request, words)
    response = redirect("officers:counsel")
    keep_open(request, response, counsellor, private)
    return response


@needs("officers.counsel")
@require_POST
def key_close(request: Request) -> HttpResponse:
    """Close the key at once."""
    response = redirect("officers:counsel")
    close(request, response)
    return response


@needs("officers.counsel")
def key_change(request: Request) -> HttpResponse:
    """Another passphrase, while the key is open; or, when it is lost, another key."""
    counsellor = counsellor_of(request.post)
    if counsellor is None:
        return redirect("officers:counsel")
    private = opened(request, counsellor)
    form = (LostForm if private is None else NewPassphraseForm)(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _changed(request, counsellor, private, form)):
        messages.success(request, _("Saved. From now on the new passphrase opens your key."))
        return redirect("officers:key")
    return render(request, "officers/key_change.html", {"form": form, "lost": private is None})


def _changed(request: Request, counsellor: Counsellor, private: bytes | None, form: forms.Form) -> object:
    said = {"by": request.post, "counsellor": counsellor, "passphrase": form.cleaned_data["passphrase"]}
    if private is None:
        return make_key(lost=True, **said)
    return change_passphrase(private=private, **said)


@needs("officers.counsel")
def key_recover(request: Request) -> HttpResponse:
    """With a code that a colleague told in person: a new passphrase for the same key."""
    counsellor = counsellor_of(request.post)
    if counsellor is None:
        return redirect("officers:counsel")
    form = RecoverForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _recovered(request, counsellor, form)):
        messages.success(request, _("You are in again: the new passphrase opens everything you noted."))
        return redirect("officers:key")
    return render(request, "officers/key_recover.html", {"form": form})


def _recovered(request: Request, counsellor: Counsellor, form: forms.Form) -> object:
    given = form.cleaned_data
    return recover_key(
        by=request.post, counsellor=counsellor, code=given["code"], passphrase=given["passphrase"]
    )


@needs("officers.counsel")
def key_entrust(request: Request) -> HttpResponse:
    """Give one's key, sealed to a colleague's, so that the colleague can let one in again."""
    counsellor = counsellor_of(request.post)
    if counsellor is None:
        return redirect("officers:counsel")
    form = EntrustForm(colleagues_of(counsellor), request.POST or None)
    if form.is_valid() and attempt(form, lambda: _entrusted(request, counsellor, form)):
        messages.success(
            request, _("Given. This colleague can let you in again, and reads none of your notes.")
        )
        return redirect("officers:key")
    return render(request, "officers/key_entrust.html", {"form": form})


def _entrusted(request: Request, counsellor: Counsellor, form: forms.Form) -> object:
    private = opened(request, counsellor)
    if private is None:
        raise Refused("officers.key_closed", _("Open your key first."))
    colleague = form.cleaned_data["colleague"]
    return entrust_key(by=request.post, counsellor=counsellor, private=private, colleague=colleague)


@needs("officers.counsel")
@require_POST
def key_release(request: Request) -> HttpResponse:
    """Let a colleague in again: answered with the code, once, to be told in person."""
    counsellor = counsellor_of(request.post)
    if counsellor is None:
        return redirect("officers:counsel")
    held = forms.UUIDField(required=False).clean(request.POST.get("recovery", ""))
    recovery = entrusted_to(counsellor).filter(pk=held).first()
    private = opened(request, counsellor)
    if recovery is None or private is None:
        messages.error(request, _("Open your key first."))
        return redirect("officers:key")
    code = release_key(by=request.post, counsellor=counsellor, private=private, recovery=recovery)
    return render(request, "officers/key_released.html", {"code": code, "owner": recovery.post})
