"""The joint measures table on the office's side: started, sent out, watched, handed in, approved."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.care.actions import (
    approve_table,
    fill_cell,
    hand_in,
    reopen_column,
    return_table,
    send_out,
    sign_on_paper,
    start_table,
    withdraw_table,
)
from anxin.care.beside import beside_column
from anxin.care.burning import needs_burnup
from anxin.care.forms import CellForm, ColumnForm, NextForm, StartForm
from anxin.care.forms.joint import APPROVE, BACK, IN, OUT, WITHDRAW
from anxin.care.models import JointCell, JointColumn, JointTable
from anxin.care.papers_joint import minutes_pdf, minutes_word, number_of, table_pdf
from anxin.care.queries import (
    entries_for,
    guests,
    matrix_of,
    needs_for_table,
    table_of,
    without_contact,
)
from anxin.care.queries.joint import Matrix
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt, outcome

from .shared import page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _table_of(request: Request, household: Household, table: uuid.UUID) -> JointTable:
    """The version within this request's reach, or 404."""
    found = JointTable.objects.visible_to(request.reach).select_related("started_by__unit", "approved_by")
    return get_object_or_404(found, pk=table, household=household)


@needs("care.read", record="card")
def joint(request: Request, card: uuid.UUID) -> HttpResponse:
    """The table that is worked on, else the one in force, else how to begin."""
    household = card_of(request, card)
    found = table_of(household)
    if found is not None:
        return redirect("care:table", card=household.pk, table=found.pk)
    record("care.plan_opened", by=request.post, on=household, cards=[household.pk])
    context = {
        "may_measure": request.post.may("care.measure") and not household.is_closed,
        "open_needs": needs_for_table(household),
    }
    return page(request, household, "care/joint_none.html", **context)


@needs("care.measure", record="card")
def start(request: Request, card: uuid.UUID) -> HttpResponse:
    """Start a table: which needs, told in which words, who takes part, by when."""
    household = card_of(request, card)
    open_needs = list(needs_for_table(household))
    form = StartForm(open_needs, guests(request.post, household), request.POST or None)
    if form.is_valid() and (
        table := outcome(form, lambda: start_table(by=request.post, household=household, asked=form.asked()))
    ):
        messages.success(request, _("The table is a draft. Next: send it out to the departments."))
        return redirect("care:table", card=household.pk, table=table.pk)
    held = JointTable.objects.filter(household=household).in_force().first()
    context = {"form": form, "open_needs": open_needs, "held": held}
    return page(request, household, "care/joint_start.html", **context)


@needs("care.read", record="card")
def table(request: Request, card: uuid.UUID, table: uuid.UUID) -> HttpResponse:
    """One version: needs × departments, who has signed, what changed; and the next step for whoever may."""
    household = card_of(request, card)
    found = _table_of(request, household, table)
    matrix = matrix_of(found)
    form = NextForm(found, _may(request.post), request.POST or None, unsigned=bool(matrix.unsigned))
    if form.is_valid() and attempt(form, lambda: _next(request, found, form)):
        messages.success(request, _done(form, matrix))
        return redirect("care:table", card=household.pk, table=found.pk)
    record("care.table_opened", by=request.post, on=found, cards=[household.pk])
    context = {
        "table": found, "matrix": matrix, "form": form,
        "blocked": without_contact(found) if found.state == JointTable.State.DRAFT else [],
        "steps": found.steps.select_related("by__unit"),
        "versions": JointTable.objects.filter(household=household).order_by("-version"),
        "may_measure": request.post.may("care.measure"),
        "burnup": needs_burnup(household),
    }  # fmt: skip
    return page(request, household, "care/joint.html", **context)


def _done(form: NextForm, matrix: Matrix) -> str:
    """What became of the step, for whoever took it."""
    if form.cleaned_data["what"] != OUT:
        return _("Saved.")
    n = len(matrix.columns)
    words = ngettext(
        "Sent to %(n)d participant, to be filled by %(day)s.",
        "Sent to %(n)d participants, to be filled by %(day)s.",
        n,
    )
    return words % {"n": n, "day": matrix.table.due}


def _may(post: Post) -> list[str]:
    """The next steps that are this post's at all."""
    clerk = [OUT, IN, WITHDRAW] if post.may("care.measure") else []
    return clerk + ([APPROVE, BACK] if post.may("care.approve") else [])


def _next(request: Request, table: JointTable, form: NextForm) -> JointTable:
    reason = form.cleaned_data["reason"]
    acts: dict[str, Callable[[], JointTable]] = {
        OUT: lambda: send_out(by=request.post, table=table),
        IN: lambda: hand_in(by=request.post, table=table),
        APPROVE: lambda: approve_table(by=request.post, table=table),
        BACK: lambda: return_table(by=request.post, table=table, reason=reason),
        WITHDRAW: lambda: withdraw_table(by=request.post, table=table, reason=reason),
    }
    return acts[form.cleaned_data["what"]]()


@needs("care.measure", record="card")
def column(request: Request, card: uuid.UUID, table: uuid.UUID, column: uuid.UUID) -> HttpResponse:
    """One department's column: note its signature on paper, or take a signature back."""
    household = card_of(request, card)
    found = _table_of(request, household, table)
    rows = JointColumn.objects.filter(table=found).select_related("table", "unit", "contact", "signed_by")
    side = get_object_or_404(rows, pk=column)
    form = ColumnForm(side.is_signed, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _column(request, side, form)):
        messages.success(request, _("Saved."))
        return redirect("care:table", card=household.pk, table=found.pk)
    context = {"table": found, "column": side, "form": form, "beside": beside_column(request, side)}
    return page(request, household, "care/joint_column.html", **context)


def _column(request: Request, column: JointColumn, form: ColumnForm) -> JointColumn:
    if column.is_signed:
        return reopen_column(by=request.post, column=column, reason=form.cleaned_data["reason"])
    return sign_on_paper(by=request.post, column=column, on=form.cleaned_data["on"])


@needs("care.measure", record="card")
def cell(request: Request, card: uuid.UUID, table: uuid.UUID, cell: uuid.UUID) -> HttpResponse:
    """Enter what a department wrote on paper, or said on the telephone, about one need."""
    household = card_of(request, card)
    found = _table_of(request, household, table)
    rows = JointCell.objects.filter(column__table=found)
    one = get_object_or_404(rows.select_related("column__unit", "row__need__person", "measure"), pk=cell)
    form = CellForm(one, entries_for(household.path), request.POST or None)
    if form.is_valid() and attempt(form, lambda: fill_cell(by=request.post, cell=one, said=form.said())):
        messages.success(request, _("Saved."))
        return redirect("care:table", card=household.pk, table=found.pk)
    return page(request, household, "care/joint_fill.html", table=found, cell=one, form=form)


MINUTES: dict[str, Callable[[JointTable], bytes]] = {"docx": minutes_word, "pdf": minutes_pdf}


@needs("families.print", record="card")
def minutes(request: Request, card: uuid.UUID, table: uuid.UUID, kind: str) -> HttpResponse:
    """The minutes of the meeting, in Word or as PDF."""
    household = card_of(request, card)
    found = _table_of(request, household, table)
    if not found.is_agreed:
        messages.warning(request, _("Minutes tell what was agreed: wait until every participant has signed."))
        return redirect("care:table", card=household.pk, table=found.pk)
    return _printed(request, found, MINUTES[kind](found), f"minutes.{kind}")


@needs("families.print", record="card")
def printed(request: Request, card: uuid.UUID, table: uuid.UUID) -> HttpResponse:
    """The table itself on A4 across, as PDF."""
    found = _table_of(request, card_of(request, card), table)
    return _printed(request, found, table_pdf(found, request.post), "table.pdf")


def _printed(request: Request, table: JointTable, content: bytes, what: str) -> HttpResponse:
    record("care.minutes_printed", by=request.post, on=table, cards=[table.household_id], kind=what)
    word = what.endswith("docx")
    response = HttpResponse(content, content_type=DOCX if word else "application/pdf")
    name = f"{number_of(table)}-{what}"
    response["Content-Disposition"] = f'{"attachment" if word else "inline"}; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
