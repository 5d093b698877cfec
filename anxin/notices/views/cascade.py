"""Pages of the cascade: what one's unit is to sign for, how a notice stands below a place, chasing."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.days.clock import local_day, now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.pictures.icicle import Part, icicle, key
from anxin.ground.units.models import Unit
from anxin.notices.actions import chase as chase_units
from anxin.notices.actions import receive
from anxin.notices.carrying import carried_below
from anxin.notices.cascade import NOTHING, Cascade, look
from anxin.notices.chases import chases_below, with_chases
from anxin.notices.forms_cascade import ChaseForm
from anxin.notices.models import Chase, Delivery, Dispatch, Notice, Stand
from anxin.notices.picturing import LIST_WORDS, ROWS, picture, title, units
from anxin.notices.tallying import Count

SHOWN = 5  # chases in the course of a notice
BESIDE = ("exempt", "extended", "paper")
FIGURES = ("due", "signed", "waiting", "far", "reported")


@dataclass(frozen=True)
class Event:
    """One thing that happened with a notice, for the course of it."""

    on: date
    what: str
    who: str = ""


def place_of(request: Request, place: uuid.UUID | None) -> Unit:
    """The place asked for, or the post's own; 404 outside what it stands over. No row security here: units
    are the public directory, and who may see how one stands is said by the post's scope root."""
    root = request.post.scope_root
    if place is None:
        return root
    return get_object_or_404(Unit.objects.under(root.path).select_related("parent"), pk=place)


def readable(request: Request, notice: uuid.UUID) -> Notice:
    """A notice that this post may read; 404 for any other."""
    return get_object_or_404(
        Notice.objects.readable_by(request.post).prefetch_related("items", "days"), pk=notice
    )


@needs("notices.receive")
def mine(request: Request) -> HttpResponse:
    """The notices that were sent to one's own unit: those to sign for first, then those signed for."""
    found = Delivery.objects.of(request.post.unit).exclude(stand=Stand.FAR)
    found = found.select_related("notice", "received_by", "passed_on").prefetch_related("notice__days")
    found = found.annotate(sent_out=Exists(Dispatch.objects.filter(notice=OuterRef("notice"))))
    to_sign = found.to_sign().order_by("-delivered_at")
    signed = keyset(found.exclude(stand=Stand.WAITING), request, order=("-delivered_at", "id"))
    context = {"to_sign": to_sign, "slice": signed, "looks": request.post.may("notices.cascade")}
    return render(request, "notices/cascade/mine.html", context)


@needs("notices.receive")
@require_POST
def sign(request: Request, notice: uuid.UUID) -> HttpResponse:
    """Sign for a notice in the name of one's own unit: one tap."""
    mine = Delivery.objects.of(request.post.unit).filter(notice=readable(request, notice)).first()
    try:
        if mine is None:
            raise Refused("notices.not_ours", _("This notice was not sent to your unit."))
        receive(by=request.post, delivery=mine)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _signed(mine))
    return redirect("notices:cascade:mine")


def _signed(mine: Delivery) -> str:
    """What signing did: it passes the notice on; one that came by package is passed down by a person."""
    if Dispatch.objects.filter(notice=mine.notice_id).exists():
        return _("Signed for. It has been passed on to the units directly below yours.")
    return _("Signed for. It came by package and goes no further by itself: pass it down with additions.")


@needs("notices.cascade")
def cascade(request: Request, notice: uuid.UUID, place: uuid.UUID | None = None) -> HttpResponse:
    """How a notice stands at a place and below it, and where it is stuck."""
    here = place_of(request, place)
    found = look(readable(request, notice), here)
    may_chase = request.post.may("notices.chase")
    context = {
        "notice": found.notice,
        "cascade": found,
        "title": _title(found, request.post),
        "line": _line(here, request.post),
        "figures": [(name, LIST_WORDS[name], units(getattr(found.total, name))) for name in FIGURES],
        "reporters": found.by_level.get(found.next_level or 0, NOTHING),
        "svg": mark_safe(icicle(picture(found))),  # noqa: S308  # every word in it is escaped
        "keys": [(mark_safe(key(kind)), words) for kind, words in _keys(found)],  # noqa: S308
        "rows": [(level, ROWS[level]) for level in found.by_level],
        "twin": [
            (one, [one.by_level.get(level, NOTHING) for level in found.by_level]) for one in found.columns
        ],
        "stuck": [(one, ROWS[one.level], may_chase) for one in with_chases(found)],
        "carried": [
            (one, [(ROWS[row.level], row) for row in one.levels]) for one in carried_below(found.notice, here)
        ],
        "terms": [(one, ROWS[one.level]) for one in found.terms],
        "course": _course(found),
        "may_sign": _may_sign(found, request.post),
        "may_chase": may_chase and found.to_chase and _("Chase %(units)s") % {"units": units(found.to_chase)},
        "beside": {name: units(getattr(found.total, name)) for name in BESIDE},
        "now": now(),
    }
    return render(request, "notices/cascade/place.html", context)


@needs("notices.chase")
def chase(request: Request, notice: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """Remind those below a place that have the notice and have not signed for it, level by level."""
    found = look(readable(request, notice), place_of(request, place))
    form = ChaseForm(request.POST if request.method == "POST" else None, waiting=_waiting(found))
    back = _back(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            made = [
                chase_units(by=request.post, notice=found.notice, unit=found.place, level=level)
                for level in form.cleaned_data["level"]
            ]
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _chased(made))
            if all(one.on_paper == one.count for one in made):  # only the letters are left to do
                back = reverse("notices:cascade:chases", args=[found.notice.pk, found.place.pk])
        return redirect(back)
    context = {
        "title": _("Chase those that have not signed for it"),
        "sentence": _(
            "Each unit is reminded once a day at most, whoever asks. The message names the notice and nobody."
            " No message reaches a unit without an account: take it the reminder letter, which stands in the"
            " record of chasing."
        ),
        "form": form,
        "action": _("Chase"),
        "back": back,
    }
    return render(request, "notices/cascade/chase.html", context | {"cascade": found, "notice": found.notice})


@needs("notices.cascade")
def chases(request: Request, notice: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """Who was chased about a notice below a place, by whom and when."""
    here, found = place_of(request, place), readable(request, notice)
    rows = keyset(chases_below(found, here), request, order=("-at", "id"))
    told = [(one, ROWS[one.level]) for one in rows.rows]
    context = {"notice": found, "place": here, "slice": rows, "told": told}
    return render(request, "notices/cascade/chases.html", context)


def _back(request: Request, found: Cascade) -> str:
    """Where one was: the page of the place, or that of the place above, in whose table it is a row."""
    above = found.place.parent if request.GET.get("from") == "row" else found.place
    inside = above is not None and above.path.startswith(request.post.scope_root.path)
    place = above if inside and above else request.post.scope_root
    return reverse("notices:cascade:place", args=[found.notice.pk, place.pk])


def _waiting(found: Cascade) -> list[tuple[int, str]]:
    """The levels that have somebody to chase: how many, and how many of them are on paper."""
    waiting = ((level, count) for level, count in found.with_own.items() if count.waiting)
    return [(level, f"{ROWS[level]}　{_so_many(count)}") for level, count in waiting]


def _so_many(count: Count) -> str:
    told = units(count.waiting)
    return _("%(units)s, %(n)s of them on paper") % {"units": told, "n": count.paper} if count.paper else told


def _chased(made: Sequence[Chase]) -> str:
    """What was done, and who is still to be reached: a message goes nowhere without an account."""
    count, paper = sum(one.count for one in made), sum(one.on_paper for one in made)
    told = ngettext("Chased %(n)d unit.", "Chased %(n)d units.", count) % {"n": count}
    if not paper:
        return told
    left = ngettext(
        "%(n)d unit has no account, so no message went there: take it the reminder letter from the record of"
        " chasing.",
        "%(n)d units have no account, so no message went there: take them the reminder letter from the record"
        " of chasing.",
        paper,
    )  # fmt: skip
    return left % {"n": paper} if paper == count else f"{told} {left % {'n': paper}}"


def _line(here: Unit, post: Post) -> list[Unit]:
    """The places from the post's own down to this one, this one left out."""
    return [unit for unit in here.line()[:-1] if unit.path.startswith(post.scope_root.path)]


def _title(found: Cascade, post: Post) -> str:
    if _may_sign(found, post):
        return _("This notice waits for your unit to sign for it")
    return title(found)


def _may_sign(found: Cascade, post: Post) -> bool:
    own = found.own
    return own is not None and own.stand == Stand.WAITING and own.unit_id == post.unit_id


def _keys(found: Cascade) -> list[tuple[Part, str]]:
    shown: list[tuple[Part, str]] = [
        ("signed", _("signed for")), ("waiting", _("delivered, not signed for")),
        ("far", _("not passed on by the unit above, not delivered")),
    ]  # fmt: skip
    return [*shown, ("exempt", _("exempt"))] if found.total.exempt else shown


def _course(found: Cascade) -> list[Event]:
    """What happened, newest first: chases, signing for here, the issue."""
    told = [
        Event(local_day(one.at), _("Chased: %(place)s, %(level)s, %(units)s") % {
            "place": one.unit.label, "level": ROWS[one.level], "units": units(one.count)
        }, one.by.name)
        for one in chases_below(found.notice, found.place)[:SHOWN]
    ]  # fmt: skip
    own, run = found.own, found.run
    if own and own.received_at and own.received_by:
        told.append(Event(local_day(own.received_at), _("Signed for here"), own.received_by.name))
    if run:
        told.append(Event(local_day(run.begun_at), _("Issued to %(units)s") % {"units": units(run.total)}))
    return sorted(told, key=lambda one: one.on, reverse=True)
