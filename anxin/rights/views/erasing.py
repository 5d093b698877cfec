"""Erasing a person from a card: asked of a second person, then carried out."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.models import Approval
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt
from anxin.rights import actions
from anxin.rights.actions import erasing
from anxin.rights.forms.requests import WhyForm
from anxin.rights.models import RightsRequest
from anxin.rights.rules import rule

from .requests import desk_link, item_link, to_carry_out
from .sealing import approval_for
from .shared import form_page


@needs("rights.erase", record="card", fresh=True)
def erase(request: Request, card: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Ask a second person to agree; once somebody has, carry the erasure out."""
    asked = to_carry_out(request, card, item, "may_erase")
    approval = approval_for(request, erasing.ERASE, erasing.subject_of(asked))
    record("rights.erasure_opened", by=request.post, on=asked, cards=[card])
    if approval and approval.serves:
        return _carry_out(request, card, asked, approval)
    if approval and approval.state == Approval.State.ASKED:
        told = _("A second person has been asked. You carry it out once they agree.")
        return _page(request, card, asked, None, told)
    form = WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.ask_erasure(by=request.post, request=asked, why=form.cleaned_data["why"])
    ):
        return redirect("rights:erase", card=card, item=asked.pk)  # which says itself that somebody was asked
    return _page(
        request, card, asked, form, _("Erasing takes two people. Say why this person may be erased.")
    )


def _carry_out(request: Request, card: uuid.UUID, asked: RightsRequest, approval: Approval) -> HttpResponse:
    form = WhyForm({"why": approval.words})
    if request.method == "POST" and attempt(
        form, lambda: actions.erase(by=request.post, request=asked, approval=approval)
    ):
        messages.success(request, _("The person was erased from the card. Next: tell the family."))
        return redirect("rights:request", card=card, item=asked.pk)
    sentence = _("The second person agreed. The agreement serves once and for 24 hours.")
    return _page(request, card, asked, form if form.errors else None, sentence, _("Erase now"))


def _page(
    request: Request, card: uuid.UUID, asked: RightsRequest, form: WhyForm | None, sentence: str,
    action: str = "",
) -> HttpResponse:  # fmt: skip
    kept = erasing.kept_by(asked.person) if asked.person else []
    barred = [
        _("Must be kept: %(what)s (%(period)s).") % {"what": rule(code).what, "period": rule(code).period}
        for code in kept
    ]
    return form_page(
        request, _("Erase a person from the card"), form, crumbs=[desk_link(), item_link(asked, card)],
        action=action or (_("Ask a second person") if form else ""), sentence=sentence,
        consequences=[
            *barred,
            _("The person, what is known of the person, and what hangs on it are removed for good."),
            _("What stays says which kinds of data were removed, when, and on which request."),
        ],
    )  # fmt: skip
