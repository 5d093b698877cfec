"""Applications in Word: filled from a family's record, and the templates that an office may replace."""

import uuid
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from anxin.entitlements.actions.forms import drop_form, keep_form
from anxin.entitlements.claim_reading import claims_of
from anxin.entitlements.forms.papers import OwnFormForm
from anxin.entitlements.models.forms import own_form
from anxin.entitlements.papers.applications import (
    BUILT_IN,
    CHINESE,
    FORMS,
    Application,
    Numbers,
    application,
    fields_of,
    offers,
    people_of,
)
from anxin.entitlements.papers.lines import by_line
from anxin.entitlements.papers.others import PAPERS, Paper, replaceable, template_of
from anxin.entitlements.reading import OfficerLines, lines_of
from anxin.families.actions import reveal
from anxin.families.models import Household
from anxin.families.people import may_be_child
from anxin.families.views.card import card_of, frame
from anxin.ground.access.forms.reveals import PurposeForm
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.paper.forms import filled

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs("families.print", record="card")
def applications(request: Request, card: uuid.UUID) -> HttpResponse:
    """The applications that fit what is calculated for this family."""
    household = card_of(request, card)
    claims = by_line(claims_of(household))
    groups = [(group, offers(group, claims)) for group in lines_of(household)]
    record("entitlements.applications_opened", by=request.post, on=household, cards=[household.pk])
    context = {
        **frame(request, household),
        "groups": groups,
        "form": PurposeForm(),
        "may_reveal": request.post.may("families.reveal"),
    }
    return render(request, "entitlements/applications.html", context)


@needs("families.print", record="card")
def filled_in(request: Request, card: uuid.UUID, officer: uuid.UUID, form: str) -> HttpResponse:
    """One application in Word; identity numbers are left for the pen."""
    household = card_of(request, card)
    return _filled(request, household, *_wanted(household, officer, form), {})


@needs("families.reveal", record="card")
@require_POST
def with_numbers(request: Request, card: uuid.UUID, officer: uuid.UUID, form: str) -> HttpResponse:
    """The same with the identity numbers of those of 14 and above, each noted, once it is said what for."""
    household = card_of(request, card)
    wanted, group = _wanted(household, officer, form)
    purpose = PurposeForm(request.POST)
    if not purpose.is_valid():
        messages.warning(request, str(purpose.errors["purpose"][0]))
        return HttpResponseRedirect(reverse("entitlements:applications", kwargs={"card": household.pk}))
    numbers = {
        person.pk: reveal(
            by=request.post, person=person, column="id_number", purpose=purpose.cleaned_data["purpose"]
        )
        for person in people_of(household, group.officer)
        if person.id_number and not may_be_child(person)
    }
    return _filled(request, household, wanted, group, numbers)


def _wanted(household: Household, officer: uuid.UUID, code: str) -> tuple[Application, OfficerLines]:
    """The form and the officer's lines, where the form serves them; else nothing is there."""
    form = application(code)
    group = next((one for one in lines_of(household) if one.officer.pk == officer), None)
    if form is None or group is None or all(offer.application != form for offer in offers(group)):
        raise Http404
    return form, group


def _filled(
    request: Request, household: Household, form: Application, group: OfficerLines, numbers: Numbers
) -> HttpResponse:
    content = filled(
        _template(household.path, form), fields_of(form, household, group, request.post, numbers)
    )
    record(
        "entitlements.application_printed", by=request.post, on=household, cards=[household.pk],
        form=form.code, numbers=len(numbers),
    )  # fmt: skip
    return _word(content, household.number, form)


def _template(path: str, form: Application | Paper) -> bytes:
    """The office's own, or the built-in one."""
    if isinstance(form, Paper):
        return template_of(form, path)
    own = own_form(path, form.template)
    return bytes(own.content) if own else (BUILT_IN / f"{form.template}.docx").read_bytes()


def _word(content: bytes, number: str, form: Application | Paper) -> HttpResponse:
    """To be opened in Word. The file is called by the card's number and the form's Chinese name; where a
    browser cannot read that (RFC 5987), by the form's code. It names nobody."""
    with override(CHINESE):
        name = str(form.name) + ("申请表" if form.is_general else "")
    response = HttpResponse(content, content_type=DOCX)
    plain, told = (f"{number}-{one}".lstrip("-") for one in (form.code.replace(".", "-"), name))
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain}.docx\"; filename*=UTF-8''{quote(told)}.docx"
    )
    response["Cache-Control"] = "no-store"
    return response


@needs("entitlements.standards")
def templates(request: Request) -> HttpResponse:
    """The forms that hold here, and sending one of one's own."""
    return _templates(request, OwnFormForm())


def _templates(request: Request, form: OwnFormForm, status: int = 200) -> HttpResponse:
    path = request.post.scope_root.path
    context = {
        "rows": [(one, own_form(path, one.code)) for one in replaceable()],
        "place": request.post.scope_root,
        "form": form,
    }
    return render(request, "entitlements/templates.html", context, status=status)


@needs("entitlements.standards")
@require_POST
def keep(request: Request) -> HttpResponse:
    """Let one's own Word file stand for a built-in form."""
    form = OwnFormForm(request.POST, request.FILES)
    if not form.is_valid():
        return _templates(request, form, status=422)
    try:
        keep_form(by=request.post, form=form.cleaned_data["form"], content=form.cleaned_data["file"])
    except Refused as refused:
        form.add_error("file", str(refused))
        return _templates(request, form, status=422)
    messages.success(request, _("From now on this form is filled in for your place and all below."))
    return HttpResponseRedirect(reverse("entitlements:templates"))


@needs("entitlements.standards")
@require_POST
def drop(request: Request, form: str) -> HttpResponse:
    """Go back to the form that holds above."""
    if form not in FORMS and form not in PAPERS:
        raise Http404
    try:
        drop_form(by=request.post, form=form)
    except Refused as refused:
        messages.warning(request, str(refused))
    return HttpResponseRedirect(reverse("entitlements:templates"))


@needs("entitlements.standards")
def template(request: Request, form: str) -> HttpResponse:
    """The form as it holds here, with its fields, to be changed in Word."""
    wanted = FORMS.get(form) or PAPERS.get(form)
    if wanted is None:
        raise Http404
    return _word(_template(request.post.scope_root.path, wanted), "", wanted)
