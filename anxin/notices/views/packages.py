"""Pages on packages: packing, opening, and whose keys are trusted."""

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.ui.paging import keyset
from anxin.notices.actions import keys as keyring
from anxin.notices.actions.opening import Opened, note_refused, open_package
from anxin.notices.actions.packing import pack_answer, pack_notice, pack_receipt, pack_report
from anxin.notices.forms.packages import (
    KeyForm,
    OpenForm,
    PackAnswerForm,
    PackNoticeForm,
    PackReceiptForm,
    PackReportForm,
)
from anxin.notices.models.packages import Package, PackageKey
from anxin.notices.packages.faults import BadPackage

KIND = "application/octet-stream"


@needs("packages.pass")
def packages(request: Request) -> HttpResponse:
    """What one's unit packed and opened, and the forms."""
    return _page(request)


@needs("packages.pass")
@require_POST
def package_open(request: Request) -> HttpResponse:
    """Take in what a package holds."""
    form = OpenForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, opening=form, status=422)
    try:
        done = open_package(by=request.post, package=form.cleaned_data["file"].read())
    except Refused as no:
        if isinstance(no, BadPackage):
            note_refused(by=request.post, fault=no)
        form.add_error("file", str(no))
        return _page(request, opening=form, status=422)
    messages.success(request, _told(done))
    return redirect("notices:packages:list")


@needs("packages.pass")
@require_POST
def package_notice(request: Request) -> HttpResponse:
    """Pack a notice and hand the file over."""
    form = PackNoticeForm(request.post, request.POST)
    return _handed(request, "down", form, lambda said: pack_notice(by=request.post, **said))


@needs("packages.pass")
@require_POST
def package_report(request: Request) -> HttpResponse:
    """Pack a report and hand the file over."""
    form = PackReportForm(request.post, request.POST)
    return _handed(request, "up", form, lambda said: pack_report(by=request.post, **said))


@needs("packages.pass")
@require_POST
def package_answer(request: Request) -> HttpResponse:
    """Pack what became of a report, and hand the file over."""
    form = PackAnswerForm(request.post, request.POST)
    return _handed(request, "answer", form, lambda said: pack_answer(by=request.post, **said))


@needs("packages.pass")
@require_POST
def package_receipt(request: Request) -> HttpResponse:
    """Pack how far a notice has come, and hand the file over."""
    form = PackReceiptForm(request.post, request.POST)
    return _handed(request, "receipt", form, lambda said: pack_receipt(by=request.post, **said))


@needs("packages.keys")
def keys(request: Request) -> HttpResponse:
    """The key of this installation, and those of others: proposed, trusted, ended."""
    form = KeyForm(request.post, request.POST if request.method == "POST" else None)
    if form.is_valid() and _passes(form, lambda: keyring.propose_key(by=request.post, **form.cleaned_data)):
        messages.success(request, _("Taken in. A second person compares it by telephone and agrees."))
        return redirect("notices:packages:keys")
    partners = list(PackageKey.objects.partners().select_related("unit"))
    context = {
        "form": form,
        "own": PackageKey.objects.own().standing().first(),
        "partners": [(one, keyring.agreement_for(request.post, one)) for one in partners],
    }
    return render(request, "notices/package_keys.html", context)


@needs("packages.keys", fresh=True)
@require_POST
def key_make(request: Request) -> HttpResponse:
    """Make the key of this installation, or a new one."""
    keyring.make_key(by=request.post, name=request.post.scope_root.name)
    messages.success(request, _("Made. Hand its line to the other installations."))
    return redirect("notices:packages:keys")


@needs("packages.keys")
@require_POST
def key_trust(request: Request) -> HttpResponse:
    """Take a key into use once the second person has agreed."""
    return _moved(request, lambda key: keyring.trust_key(by=request.post, key=key))


@needs("packages.keys")
@require_POST
def key_end(request: Request) -> HttpResponse:
    """Trust a key no more."""
    return _moved(request, lambda key: keyring.end_key(by=request.post, key=key))


def _page(request: Request, status: int = 200, **given: forms.Form) -> HttpResponse:
    mine = Package.objects.filter(unit=request.post.unit)
    context = {
        "slice": keyset(mine.select_related("key", "by"), request, order=("-at", "id"), total=mine.count()),
        "opening": OpenForm(),
        "down": PackNoticeForm(request.post),
        "up": PackReportForm(request.post),
        "answer": PackAnswerForm(request.post),
        "receipt": PackReceiptForm(request.post),
        "own": PackageKey.objects.own().standing().first(),
    }
    return render(request, "notices/packages.html", context | given, status=status)


def _handed(
    request: Request, name: str, form: forms.Form, pack: Callable[[dict[str, Any]], bytes]
) -> HttpResponse:
    packed: list[bytes] = []
    if not form.is_valid() or not _passes(form, lambda: packed.append(pack(form.cleaned_data))):
        return _page(request, 422, **{name: form})
    answer = HttpResponse(packed[0], content_type=KIND)
    answer["Content-Disposition"] = (
        f"attachment; filename=\"package.anxin\"; filename*=UTF-8''{_file_name(name)}"
    )
    return answer


def _file_name(name: str) -> str:
    names = {"down": "通知", "up": "情况报告", "answer": "情况报告答复", "receipt": "通知签收情况"}
    return quote(f"{names[name]}.anxin")


def _passes(form: forms.Form, act: Callable[[], object]) -> bool:
    """Did the act go through? A refusal stands above the form."""
    try:
        act()
    except Refused as no:
        form.add_error(None, str(no))
        return False
    return True


def _moved(request: Request, act: Callable[[PackageKey], object]) -> HttpResponse:
    try:
        key = PackageKey.objects.partners().filter(pk=uuid.UUID(request.POST.get("key", ""))).first()
    except ValueError:
        key = None
    try:
        if key is None:
            raise Refused(
                "packages.no_key", _("This key is not in the list. Open the list again and choose.")
            )
        act(key)
    except Refused as no:
        messages.error(request, str(no))
    return redirect(reverse("notices:packages:keys"))


def _told(done: Opened) -> str:
    if done.again:
        return _("%(what)s stood here already. Nothing was changed.") % {"what": done.package.document}
    return _("%(what)s was taken in.") % {"what": done.package.document}
