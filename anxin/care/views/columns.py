"""A department's desk and the joint measures: its own column, and the minimum about the person. Nothing else
of the family, and of no other department, is here."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from anxin.care.actions import fill_cell, sign_column
from anxin.care.forms import CellForm, SignForm
from anxin.care.models import COLUMN, JointCell, JointColumn
from anxin.care.queries import columns_of_desk, entries_for
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import gather
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import pages
from anxin.ground.ui.trying import attempt


def _column_of(request: Request, part: uuid.UUID) -> JointColumn:
    """The column within this reach, of the very desk that asks; else 404."""
    rows = JointColumn.objects.visible_to(request.reach).filter(unit=request.post.unit_id)
    return get_object_or_404(rows.select_related("table__started_by__unit", "unit", "signed_by"), pk=part)


@needs("care.column")
def columns(request: Request) -> HttpResponse:
    """Every column of this desk: to fill and sign first."""
    rows = gather(request.post, columns_of_desk, part=COLUMN)
    rows.sort(key=lambda one: (one.is_signed, one.table.due))
    record(
        "care.columns_listed",
        by=request.post,
        path=request.post.unit.path,
        cards=[row.household_id for row in rows],
    )
    waiting = sum(not one.is_signed for one in rows)
    return render(request, "care/columns.html", {"slice": pages(rows, request), "waiting": waiting})


@needs("care.column", record="part")
def column(request: Request, part: uuid.UUID) -> HttpResponse:
    """One column: need by need what this department does; signed when every need is filled."""
    mine = _column_of(request, part)
    form = SignForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: sign_column(by=request.post, column=mine)):
        messages.success(request, _("Signed. Thank you; the sender sees it at once."))
        return redirect("care:columns")
    record("care.column_opened", by=request.post, on=mine)
    cells = list(mine.cells.select_related("row", "entry", "measure"))
    left = sum(one.kind == JointCell.Kind.EMPTY for one in cells)
    context = {"column": mine, "cells": cells, "left": left, "form": form, "may_fill": _is_open(mine)}
    return render(request, "care/column.html", context)


def _is_open(column: JointColumn) -> bool:
    return column.table.state == column.table.State.FILLING and not column.is_signed


@needs("care.column", record="part")
def cell(request: Request, part: uuid.UUID, place: int) -> HttpResponse:
    """One need: a measure, or none with the reason."""
    mine = _column_of(request, part)
    rows = JointCell.objects.filter(column=mine).select_related("row", "column__unit", "measure")
    one = get_object_or_404(rows, row__place=place)
    form = CellForm(one, entries_for(mine.path), request.POST or None)
    if form.is_valid() and attempt(form, lambda: fill_cell(by=request.post, cell=one, said=form.said())):
        messages.success(request, _("Saved."))
        return redirect("care:column", part=mine.pk)
    record("care.column_opened", by=request.post, on=mine)
    return render(request, "care/column_cell.html", {"column": mine, "cell": one, "form": form})
