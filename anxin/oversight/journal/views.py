"""The auditor's pages: the journal of the line, and who saw given cards. Reading it leaves a trace too."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import SHANGHAI, today
from anxin.ground.files.workbooks import CONTENT_TYPE
from anxin.ground.journal.actions import record
from anxin.ground.journal.words import words_of
from anxin.ground.paper.workbook import Column, table_xlsx
from anxin.ground.ui.paging import keyset

from .forms import BreachForm, JournalFilter
from .reading import Seen, cards_numbered, found, rows, who_saw


@needs("journal.read")
def journal(request: Request) -> HttpResponse:
    """The entries of the line, narrowed by day, unit, act, result, person or card."""
    form = JournalFilter(
        request.post, request.GET if set(request.GET) - {"size", "after", "before"} else None
    )
    asked = form.asked()
    slice_ = keyset(found(asked, request.reach), request, order=("-at", "-id"))
    record(
        "journal.listed", by=request.post, path=request.reach.lo, since=asked.since, until=asked.until,
        act_asked=asked.act, acts_asked=len(asked.acts), unit=asked.unit and asked.unit.pk,
        post=asked.post and asked.post.pk, narrowed=bool(asked.card),
    )  # fmt: skip
    told = rows(slice_.rows, request.reach)
    context = {"form": form, "asked": asked, "slice": slice_, "rows": told}
    context["marked"] = any(row.typed for row in told)
    return render(request, "oversight/journal/list.html", context | {"about": request.post.scope_root})


@needs("journal.read")
def breach(request: Request) -> HttpResponse:
    """Who saw these cards between two days: asked by a form (no number stands in an address), told as a
    page or a workbook."""
    form = BreachForm(request.POST or None)
    context: dict[str, object] = {"form": form, "about": request.post.scope_root}
    if form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        cards = cards_numbered(form.cleaned_data["numbers"], request.reach)
        seen = who_saw(cards, since, until, request.reach)
        as_workbook = "workbook" in request.POST
        record(
            "journal.who_saw_downloaded" if as_workbook else "journal.who_saw_asked", by=request.post,
            path=request.reach.lo, cards=[card.pk for card in cards], since=since, until=until,
            people=len(seen),
        )  # fmt: skip
        if as_workbook:
            return _workbook(seen, since, until)
        unknown = len(form.cleaned_data["numbers"]) - len(cards)
        context |= {"answered": True, "seen": _told(seen), "cards": cards, "unknown": unknown}
    return render(request, "oversight/journal/who_saw.html", context)


def _told(seen: list[Seen]) -> list[tuple[Seen, str]]:
    """Each person with what they did, in words."""
    between = pgettext("between facts", "; ")
    acts = [sorted(one.acts.items()) for one in seen]
    words = [between.join(_times(words_of(act), n) for act, n in made) for made in acts]
    return list(zip(seen, words, strict=True))


def _times(what: str, n: int) -> str:
    return _("%(what)s (%(n)d times)") % {"what": what, "n": n} if n > 1 else what


def _who(one: Seen) -> str:
    """Whose act it was: the holder of the post, or whoever stood in."""
    if one.post is None:
        return _("the system")
    return (
        _("%(me)s for %(name)s") % {"me": one.acting, "name": one.post.name} if one.acting else one.post.name
    )


def _workbook(seen: list[Seen], since: date, until: date) -> HttpResponse:
    heads = (_("Unit"), _("Post"), _("Which person"), _("First time"), _("Last time"))
    columns = [*map(Column, heads), Column(_("Times"), "number"), Column(_("Cards"), "number")]
    columns += [Column(_("Numbers of the cards"), "id"), Column(_("What was done"))]
    lines = [
        (
            one.post.unit.label if one.post else "", one.post.title if one.post else "",
            _who(one), _minute(one.first), _minute(one.last), one.times,
            len(one.numbers), "、".join(sorted(one.numbers)), done,
        )
        for one, done in _told(seen)
    ]  # fmt: skip
    title = _("Who saw the cards, %(since)s to %(until)s") % {"since": since, "until": until}
    response = HttpResponse(table_xlsx(columns, lines, title), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="anxin-who-saw-{today():%Y%m%d}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def _minute(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
