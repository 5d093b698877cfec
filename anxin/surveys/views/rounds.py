"""Pages of survey rounds: the list, coverage down the tree, the places behind a number, one answer."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.families.models import FallenOfficer
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.reach import cells
from anxin.ground.access.request import Request
from anxin.ground.access.rights import FIGURES
from anxin.ground.days.clock import local_day
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.ground.units.models import Unit
from anxin.surveys import actions
from anxin.surveys.coverage import STANDS, coverage, places_in, summed
from anxin.surveys.forms import DecideForm, SendForm, WorkbookForm
from anxin.surveys.found import found_since
from anxin.surveys.ledger.limits import Unreadable
from anxin.surveys.ledger.messages import unreadable
from anxin.surveys.models import Answer, AnswerState, Ledger, Round
from anxin.surveys.standing import ASKED, stands

from .ledgers import looked_through, to_page

LEDGERS = 10
NOWHERE = ("", "")
KNOWN, UNKNOWN = "known", "unknown"  # of an officer's day of death, in ?day=


def _found(request: Request, round_: uuid.UUID) -> Round:
    """A round that concerns the post; 404 for any other."""
    return get_object_or_404(Round.objects.readable_by(request.post).select_related("unit"), pk=round_)


def _place(request: Request, place: uuid.UUID) -> Unit:
    """A unit within what the post answers for; 404 outside."""
    lo, hi = request.post.papers
    return get_object_or_404(Unit.objects.filter(path__gte=lo, path__lt=hi), pk=place)


def _asked(request: Request, round_: uuid.UUID, place: uuid.UUID) -> tuple[Round, Unit]:
    """A round and a place that it asks."""
    found, unit = _found(request, round_), _place(request, place)
    return found, get_object_or_404(found.places(), pk=unit.pk)


@needs("surveys.rounds")
def rounds(request: Request) -> HttpResponse:
    """The rounds that concern this post, newest first, with how far its own area has come."""
    found = Round.objects.readable_by(request.post).select_related("unit")
    slice_ = keyset(found, request, order=("-opened_at", "id"), total=found.count())
    lines = [(one, _progress(request, one)) for one in slice_.rows]
    return render(request, "surveys/rounds.html", {"slice": slice_, "lines": lines})


def _progress(request: Request, round_: Round) -> tuple[int, int]:
    """How many places of the post's area are accepted, of how many asked."""
    if not any(request.post.papers):
        return 0, 0
    root = request.post.scope_root
    counts = stands(round_, [root])[root.path]
    return counts[AnswerState.ACCEPTED], counts[ASKED]


@needs("surveys.rounds")
def round_(request: Request, round: uuid.UUID) -> HttpResponse:
    """The round as it stands at the top of the post's own area."""
    found = _found(request, round)
    root = request.post.scope_root
    top = root if root.path.startswith(found.path) else Unit.objects.get(path=found.path)
    return _coverage_page(request, found, top)


@needs("surveys.rounds")
def within(request: Request, round: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """The same, further down."""
    return _coverage_page(request, _found(request, round), _place(request, place))


def _coverage_page(request: Request, found: Round, place: Unit) -> HttpResponse:
    lines = coverage(request.post, found, place)
    total = summed(lines)
    line = [unit for unit in place.line() if unit.path.startswith(request.post.scope_root.path)]
    context = {
        "round": found, "place": place, "lines": lines, "line": line[:-1], "stands": STANDS.items(),
        "asked": total[ASKED],
        "done": total[AnswerState.ACCEPTED],
        "totals": [(code, words, total[code]) for code, words in STANDS.items()],
        "opens_lists": _opens_lists(request.post),
        "own": found.places().filter(pk=request.post.scope_root_id).first(),
    }  # fmt: skip
    return render(request, "surveys/round.html", context)


@needs("surveys.rounds")
def listed(request: Request, round: uuid.UUID, place: uuid.UUID, stand: str) -> HttpResponse:
    """The places behind a number."""
    if stand not in STANDS:
        raise Http404
    found, unit = _found(request, round), _place(request, place)
    rows = places_in(found, unit, stand).select_related("parent")
    slice_ = keyset(rows, request, order=("path", "id"), total=stands(found, [unit])[unit.path][stand])
    answers = {one.unit_id: one for one in found.answers.filter(unit__in=[row.pk for row in slice_.rows])}
    context = {
        "round": found, "place": unit, "slice": slice_, "words": STANDS[stand],
        "lines": [(row, answers.get(row.pk)) for row in slice_.rows],
    }  # fmt: skip
    return render(request, "surveys/round_places.html", context)


@needs("surveys.rounds")
def answer(request: Request, round: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """One place's answer: how it stands, what the register holds, the ledgers and cards that answer it."""
    return render(request, "surveys/answer.html", _answer_context(request, *_asked(request, round, place)))


def _answer_context(request: Request, round_: Round, unit: Unit) -> dict[str, Any]:
    given = Answer.objects.filter(round=round_, unit=unit).select_related("sent_by").first()
    ledgers = Ledger.objects.open_to(request.post, request.reach).under(unit.path).light()
    held = actions.held_now(request.post, round_, unit)
    steps = _steps(given)
    return {
        "round": round_, "place": unit, "answer": given, "steps": steps,
        "held": _shown(request.post, unit, held),
        "differs": given is not None and given.officers is not None and given.officers != held["officers"],
        "ledgers": ledgers.filter(made_at__gte=round_.opened_at).select_related("unit")[:LEDGERS],
        "below": round_.below.filter(path=unit.path),
        "returned": steps[0] if given and given.state == AnswerState.RETURNED else None,
        "may_answer": request.post.may("surveys.answer"),
        "may_bring": _may_bring(request.post),
        "opens_lists": _opens_lists(request.post),
        "may_accept": request.post.may("surveys.accept") and unit.pk != request.post.scope_root_id,
    }  # fmt: skip


def _may_bring(post: Post) -> bool:
    """Above the county nobody sees a record of a person, nor brings one in."""
    return post.may("surveys.bring") and post.depth != FIGURES


def _opens_lists(post: Post) -> bool:
    """Do numbers open their lists for this post? A township's officer answers in numbers; whose they are he
    sees as far as families were given to him."""
    return post.area != NOWHERE


def _shown(post: Post, unit: Unit, held: dict[str, int]) -> dict[str, int | None]:
    """The numbers of one place as this post may see them."""
    return {name: cells(post, {unit.pk: number})[unit.pk] for name, number in held.items()}


def _steps(given: Answer | None) -> list[dict[str, object]]:
    """The steps of an answer, newest first, as the page tells what was done."""
    told = _("%(step)s: %(why)s")
    return [
        {
            "what": told % {"step": one.done_label, "why": one.why} if one.why else one.done_label,
            "on": local_day(one.at),
            "who": one.by.name,
            "why": one.why,
        }
        for one in (given.steps.select_related("by").reverse() if given else [])
    ]


@needs("surveys.answer")
@require_POST
def begin(request: Request, round: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """Note that the place has begun."""
    found, unit = _asked(request, round, place)
    actions.begin(by=request.post, round_=found, unit=unit)
    return redirect("surveys:rounds:answer", round=found.pk, place=unit.pk)


@needs("surveys.answer")
def send(request: Request, round: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """Send the place's answer in, nil or not, with a name behind it."""
    found, unit = _asked(request, round, place)
    form = SendForm(request.POST or None)
    if form.is_valid() and _done(
        form, lambda: actions.send(by=request.post, round_=found, unit=unit, **form.cleaned_data)
    ):
        return redirect("surveys:rounds:answer", round=found.pk, place=unit.pk)
    held = actions.held_now(request.post, found, unit)
    return _form_page(request, form, found, unit, held=held, title=_("Send the answer in"))


@needs("surveys.bring")
def bring(request: Request, round: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """Bring the place's ledger in, to be merged by the clerk of its county."""
    if not _may_bring(request.post):
        raise Http404
    found, unit = _asked(request, round, place)
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_valid():
        try:
            return to_page(looked_through(request, unit=unit, **form.cleaned_data))
        except Unreadable as bad:
            form.add_error("file", unreadable(bad))
    return _form_page(request, form, found, unit, title=_("Bring a ledger in"))


@needs("surveys.accept")
def decide(request: Request, round: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """Accept a place's answer, or return it with a reason; from above that place only."""
    found, unit = _asked(request, round, place)
    if unit.pk == request.post.scope_root_id:
        raise Http404
    form = DecideForm(request.POST or None)
    if form.is_valid() and _done(form, lambda: _decided(request, found, unit, form.cleaned_data)):
        return redirect("surveys:rounds:answer", round=found.pk, place=unit.pk)
    return _form_page(request, form, found, unit, title=_("Accept or return"))


def _decided(request: Request, round_: Round, unit: Unit, said: dict[str, str]) -> Answer:
    given = Answer.objects.filter(round=round_, unit=unit).first()
    if given is None:
        raise Refused("surveys.nothing_sent", _("This place has sent nothing in yet."))
    if said["what"] == DecideForm.ACCEPT:
        return actions.accept(by=request.post, answer=given)
    return actions.give_back(by=request.post, answer=given, why=said["why"])


@needs("surveys.rounds")
def officers(request: Request, round: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """The officers behind the number, through the reader's own scope; above the county that is nobody."""
    found, unit = _found(request, round), _place(request, place)
    seen = FallenOfficer.objects.visible_to(request.reach).values("pk")
    every = found_since(found.since, unit.path).filter(pk__in=seen).select_related("person__household__unit")
    asked = request.GET.get("day", "")
    rows = every.filter(person__died_on__isnull=asked == UNKNOWN) if asked in (KNOWN, UNKNOWN) else every
    slice_ = keyset(rows, request, order=("path", "id"), total=rows.count())
    cards = [row.person.household_id for row in slice_.rows]
    record("surveys.found_listed", by=request.post, path=unit.path, cards=cards, round=found.pk)
    context = {"round": found, "place": unit, "slice": slice_, "chips": _by_day(every, asked)}
    return render(request, "surveys/round_officers.html", context)


def _by_day(every: QuerySet[FallenOfficer], asked: str) -> list[Link]:
    """All of them, those who died since the year, those whose day is not known: each number its own list."""
    total, unknown = every.count(), every.filter(person__died_on=None).count()
    told = {
        "": (_("all"), total),
        KNOWN: (_("day known"), total - unknown),
        UNKNOWN: (_("day not known"), unknown),
    }
    return [
        Link(words, f"?day={code}", count, current=code == asked) for code, (words, count) in told.items()
    ]


def _done(form: forms.Form, act: Any) -> bool:
    try:
        act()
    except Refused as no:
        form.add_error(None, str(no))
        return False
    return True


def _form_page(
    request: Request, form: forms.Form, found: Round, unit: Unit, **context: object
) -> HttpResponse:
    context |= {"form": form, "round": found, "place": unit}
    return render(request, "surveys/answer_form.html", context, status=422 if form.errors else 200)
