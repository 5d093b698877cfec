"""What was given to departments; how long records are kept; what is due for appraisal."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset, pages
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt
from anxin.rights import actions
from anxin.rights.due import due_for_appraisal, one_due
from anxin.rights.forms.papers import AppraisalForm
from anxin.rights.models import Appraisal
from anxin.rights.rules import rule, rules
from anxin.rights.sharing import given, kinds_words

from .shared import form_page


@needs("rights.sharing")
def sharing(request: Request) -> HttpResponse:
    """Every giving of data to a department within reach: to whom, what for, which kinds, when."""
    rows = given(request.reach)
    slice_ = keyset(rows, request, order=("-sent_at", "id"), total=rows.count())
    record(
        "rights.sharing_listed", by=request.post, path=request.reach.lo,
        cards=[one.household_id for one in slice_.rows],
    )  # fmt: skip
    lines = [(one, kinds_words(one)) for one in slice_.rows]
    return render(
        request, "rights/sharing.html", {"slice": slice_, "lines": lines, "period": rule("sharing").period}
    )


@needs("rights.retention")
def retention(request: Request) -> HttpResponse:
    """The rules with their grounds, what is due, what was decided."""
    due: list[Any] = list(due_for_appraisal(request.reach))
    slice_ = pages(due, request)
    record("rights.retention_opened", by=request.post, path=request.reach.lo, due=len(due))
    context = {
        "rules": list(rules().values()),
        "slice": slice_,
        "due": [(one, rule(one.rule)) for one in slice_.rows],
        "decided": [
            (one, rule(one.rule))
            for one in Appraisal.objects.visible_to(request.reach).select_related("by")[:20]
        ],
        "may_decide": request.post.may("rights.appraise"),
    }
    return render(request, "rights/retention.html", context)


@needs("rights.appraise")
def appraise(request: Request, code: str, due: uuid.UUID) -> HttpResponse:
    """Decide about one record that is due."""
    found = one_due(request.reach, code, due)
    if found is None:
        raise Http404
    form = AppraisalForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.appraise(by=request.post, due=found, **form.cleaned_data)
    ):
        messages.success(request, _("The decision is recorded."))
        return redirect("rights:retention")
    return form_page(
        request, _("Appraise %(label)s") % {"label": found.label}, form,
        crumbs=[Link(_("Periods of keeping"), reverse("rights:retention"))], action=_("Record the decision"),
        sentence=rule(code).what,
        consequences=[_("Nothing is deleted here: destruction follows the archives' own procedure.")],
    )  # fmt: skip
