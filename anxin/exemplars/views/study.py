"""Study by unit in head-counts, and recording an activity in a minute."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.exemplars.actions import correct_activity, enter_establishment, record_activity, strike_activity
from anxin.exemplars.bars import bar, bars
from anxin.exemplars.doors import tabs
from anxin.exemplars.forms import ActivityForm, EstablishmentForm, ReasonForm
from anxin.exemplars.forms.study import usual_of
from anxin.exemplars.models import Activity, Establishment, Form
from anxin.exemplars.papers import year_sheet
from anxin.exemplars.queries import coverage, total_of, unit_year
from anxin.exemplars.queries.coverage import children_of, own_of, summed
from anxin.exemplars.reach import study_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt, outcome
from anxin.ground.units.models import Unit

from .one_form import form_page

READ, RECORD = "study.read", "study.record"
FIRST_YEAR = 2000


@needs(READ)
def study(request: Request) -> HttpResponse:
    """Study in the units of one's scope."""
    return _covered(request, request.post.scope_root)


@needs(READ)
def unit(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Study in one unit and right below it."""
    return _covered(request, _unit(request, unit))


def _unit(request: Request, unit: uuid.UUID) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(study_of(request.post)), pk=unit)


def _covered(request: Request, found: Unit) -> HttpResponse:
    year, form = _year_asked(request), _form_asked(request)
    slice_ = keyset(children_of(found), request, order=("path",))
    rows, own = coverage(slice_.rows, year, form), own_of(found, year, form)
    asked = _asked(year, form)
    whole = not (slice_.next or slice_.back)  # all children stand on the page: nothing is counted twice
    context = {
        "unit": found, "year": year, "slice": slice_, "lines": list(zip(rows, bars(rows), strict=True)),
        "own": own, "asked": asked, "keys": (bar(1, 1), bar(0, 1)),
        "total": summed(found, [own, *rows]) if whole else total_of(found, year, form),
        "line": [one for one in found.line() if study_of(request.post).holds(one.path)],
        "years": _years(request, year), "forms": _forms(request, form),
        "establishment": Establishment.objects.filter(unit=found).first(),
        "may_record": request.post.may(RECORD), "tabs": tabs(request, "exemplars:study"),
    }  # fmt: skip
    return render(request, "exemplars/study.html", context)


def _year_asked(request: Request) -> int:
    asked, year = request.GET.get("year", ""), today().year
    return int(asked) if asked.isascii() and asked.isdigit() and FIRST_YEAR <= int(asked) <= year else year


def _form_asked(request: Request) -> str:
    asked = request.GET.get("form", "")
    return asked if asked in Form.values else ""


def _asked(year: int, form: str) -> str:
    """The year and form asked for, as the pages behind a number are asked."""
    return f"?{urlencode({'year': year, **({'form': form} if form else {})})}"


def _with(request: Request, **changed: object) -> str:
    """The present question with something changed, from the first page of its list."""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


def _years(request: Request, year: int) -> list[Link]:
    latest = today().year
    return [
        Link(_year_words(one), _with(request, year=one), current=one == year) for one in (latest - 1, latest)
    ]


def _year_words(year: int) -> str:
    return _("the year %(year)s") % {"year": year}


def _forms(request: Request, form: str) -> list[Link]:
    choices = [("", _("all forms")), *Form.choices]
    return [Link(str(label), _with(request, form=code), current=code == form) for code, label in choices]


@needs(READ)
def activities(request: Request, unit: uuid.UUID) -> HttpResponse:
    """The activities behind a number: of one unit and all below it, in a year, in one form or in all."""
    found = _unit(request, unit)
    year, form = _year_asked(request), _form_asked(request)
    rows = Activity.objects.under(found.path).held().of_year(year)
    rows = (rows.filter(form=form) if form else rows).select_related("unit", "programme")
    context = {
        "unit": found, "year": year, "slice": keyset(rows, request, order=("-on", "id")),
        "forms": _forms(request, form), "years": _years(request, year), "asked": _asked(year, form),
    }  # fmt: skip
    return render(request, "exemplars/activities.html", context)


@needs(RECORD)
def record(request: Request) -> HttpResponse:
    """Record an activity of one's own unit."""
    return _record(request, request.post.unit)


@needs(RECORD)
def record_of(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Record an activity of a unit of one's scope."""
    return _record(request, _unit(request, unit))


def _record(request: Request, found: Unit) -> HttpResponse:
    form = ActivityForm(found, usual_of(found), request.POST or None)
    if form.is_valid() and (
        made := outcome(form, lambda: record_activity(by=request.post, unit=found, held=form.said()))
    ):
        _say_what_was_recorded(request, made)
        return redirect("exemplars:activity", activity=made.pk)
    return _activity_form(request, form, found, title=_("Record an activity"), button=_("Record it"))


def _activity_form(request: Request, form: ActivityForm, found: Unit, **words: Any) -> HttpResponse:
    crumbs = [(_("Study by unit"), reverse("exemplars:study"))]
    back = reverse("exemplars:unit", kwargs={"unit": found.pk})
    context = {"form": form, "unit": found, "crumbs": crumbs, "back": back, **words}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "exemplars/record.html", context, status=status)


def beyond(activity: Activity) -> int:
    """How many people more than the unit has by its own word; 0 where it said nothing."""
    said = Establishment.objects.filter(unit=activity.unit_id).values_list("people", flat=True).first()
    return max(0, activity.people - said) if said else 0


def _say_what_was_recorded(request: Request, made: Activity) -> None:
    """Recorded; and more people than the unit has are pointed out, softly: guests come to study too."""
    more = beyond(made)
    if not more:
        messages.success(request, _("Recorded."))
        return
    said = ngettext(
        "Recorded. That is %(n)d person more than the unit has. With guests that is right; else correct it.",
        "Recorded. That is %(n)d people more than the unit has. With guests that is right; else correct it.",
        more,
    )
    messages.warning(request, said % {"n": more})


def _activity(request: Request, activity: uuid.UUID) -> Activity:
    rows = Activity.objects.visible_to(study_of(request.post))
    rows = rows.select_related("unit", "programme", "exemplar", "entered_by")
    return get_object_or_404(rows, pk=activity)


@needs(READ)
def activity(request: Request, activity: uuid.UUID) -> HttpResponse:
    """One activity."""
    found = _activity(request, activity)
    context = {"activity": found, "beyond": beyond(found), "may_record": request.post.may(RECORD)}
    return render(request, "exemplars/activity.html", context)


@needs(RECORD)
def correct(request: Request, activity: uuid.UUID) -> HttpResponse:
    """Write an activity anew."""
    found = _activity(request, activity)
    names = ("on", "form", "subject", "people", "words", "theme")
    standing = {name: getattr(found, name) for name in names}
    standing |= {"programme": found.programme_id, "exemplar": found.exemplar_id}
    form = ActivityForm(found.unit, standing, request.POST or None)
    if form.is_valid() and (
        made := outcome(form, lambda: correct_activity(by=request.post, activity=found, held=form.said()))
    ):
        _say_what_was_recorded(request, made)
        return redirect("exemplars:activity", activity=made.pk)
    return _activity_form(request, form, found.unit, title=_("Correct the activity"), button=_("Save"))


@needs(RECORD)
def strike(request: Request, activity: uuid.UUID) -> HttpResponse:
    """Strike an activity out."""
    found = _activity(request, activity)
    form = ReasonForm(request.POST or None)
    here = reverse("exemplars:activity", kwargs={"activity": found.pk})
    if form.is_valid() and attempt(
        form, lambda: strike_activity(by=request.post, activity=found, reason=form.cleaned_data["words"])
    ):
        messages.success(request, _("Struck out."))
        return redirect(here)
    return form_page(
        request, form, title=_("Strike it out"), small=found.subject, button=_("Strike it out"), back=here,
        crumbs=[(_("Study by unit"), reverse("exemplars:study")), (found.subject, here)],
        sentence=_("It counts no more."),
    )  # fmt: skip


@needs(RECORD)
def establishment(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Enter how many people the unit has."""
    found = _unit(request, unit)
    said = Establishment.objects.filter(unit=found).first()
    form = EstablishmentForm(request.POST or None, initial={"people": said.people} if said else {})
    here = reverse("exemplars:unit", kwargs={"unit": found.pk})
    if form.is_valid() and attempt(
        form, lambda: enter_establishment(by=request.post, unit=found, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect(here)
    return form_page(
        request, form, title=_("How many people the unit has"), small=found.label, button=_("Save"),
        back=here, crumbs=[(_("Study by unit"), reverse("exemplars:study"))],
        sentence=_("A plain number, to notice slips of the pen in head-counts. Nobody is named."),
    )  # fmt: skip


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= today().year:
        raise Http404
    return year


@needs(READ)
def year(request: Request, unit: uuid.UUID, year: int) -> HttpResponse:
    """The unit's year on one page."""
    told = unit_year(_unit(request, unit), _year(year), today())
    years = [
        Link(_year_words(one), reverse("exemplars:year", args=[unit, one]), current=one == year)
        for one in (today().year - 1, today().year)
    ]
    return render(request, "exemplars/year.html", {"told": told, "years": years})


@needs(READ)
def year_pdf(request: Request, unit: uuid.UUID, year: int) -> HttpResponse:
    """The same on paper."""
    told = unit_year(_unit(request, unit), _year(year), today())
    return HttpResponse(sheet_pdf(year_sheet(told, request.post)), content_type="application/pdf")
