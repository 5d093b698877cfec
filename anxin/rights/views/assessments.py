"""The impact assessment: its versions, making one, reading one, as Word and PDF."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.parts import Link
from anxin.rights import actions
from anxin.rights.assessing import content, difference, previous, sensitive_count
from anxin.rights.assessment_paper import assessment_docx, assessment_pdf, told_of
from anxin.rights.forms.papers import AssessmentForm
from anxin.rights.models import Assessment

from .shared import DOCX, PDF, download, form_page


@needs("rights.assessments")
def assessments(request: Request) -> HttpResponse:
    """Every version within reach, newest first."""
    rows = Assessment.objects.visible_to(request.reach).select_related("unit", "made_by")
    found = [(one, len(one.content["fields"]), sensitive_count(one.content)) for one in rows]
    return render(
        request, "rights/assessments.html", {"found": found, "may_make": request.post.may("rights.assess")}
    )


@needs("rights.assess")
def new(request: Request) -> HttpResponse:
    """Make a version: the house tells its state of today, people write what they judge."""
    last = Assessment.objects.filter(unit=request.post.unit).first()
    names = ("necessity", "impact", "risks", "conclusion")
    form = AssessmentForm(request.POST or None, initial={one: getattr(last, one, "") for one in names})
    if form.is_valid():
        made = actions.make_assessment(by=request.post, content=content(request.reach), judged=form.judged())
        messages.success(request, _("Version %(n)d is kept.") % {"n": made.version})
        return redirect("rights:assessment", assessment=made.pk)
    return form_page(
        request, _("Make an impact assessment"), form,
        crumbs=[Link(_("Impact assessments"), reverse("rights:assessments"))], action=_("Keep this version"),
        sentence=_(
            "Fields, readers, periods and givings are taken from the house as it is today. Write what"
            " only people can judge."
        ),
    )  # fmt: skip


def _found(request: Request, assessment: uuid.UUID) -> Assessment:
    rows = Assessment.objects.visible_to(request.reach).select_related("unit", "made_by")
    return get_object_or_404(rows, pk=assessment)


@needs("rights.assessments")
def assessment(request: Request, assessment: uuid.UUID) -> HttpResponse:
    """One version, and what differs from the one before."""
    found = _found(request, assessment)
    before = previous(found)
    record("rights.assessment_opened", by=request.post, on=found)
    context = {
        "found": found,
        "told": told_of(found),
        "before": before,
        "differs": difference(found.content, before.content) if before else None,
    }
    return render(request, "rights/assessment.html", context)


@needs("rights.assessments")
def paper(request: Request, assessment: uuid.UUID, kind: str) -> HttpResponse:
    """The version as Word or PDF."""
    found = _found(request, assessment)
    made = assessment_docx(found) if kind == "docx" else assessment_pdf(found)
    record("rights.assessment_printed", by=request.post, on=found, form=kind)
    name = f"impact-assessment-v{found.version}.{kind}"
    return download(made, DOCX if kind == "docx" else PDF, name, inline=kind == "pdf")
