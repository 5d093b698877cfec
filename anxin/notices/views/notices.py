"""Pages on notices: public to every post, no personal data."""

import uuid
from collections.abc import Iterable, Iterator

from django.db.models import Count
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.navigation import entries
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.notices.actions import opened_attachment
from anxin.notices.models import (
    Asked,
    Delivery,
    Dispatch,
    Notice,
    NoticeAddressee,
    NoticeAttachment,
    NoticeItem,
    NoticeParagraph,
    Relief,
    Stand,
)
from anxin.notices.picturing import days_told

# Under which door of the bar a thing asked is done. Rooms are named by their URL name alone: notices imports
# no duty, and a room that is not open to this post gives no link.
ROUNDS = "surveys:rounds:list"  # a survey that asks since when opens a round under the item's own id
DOORS = {
    Asked.LEARN: "exemplars",
    Asked.SURVEY: "surveys",
    Asked.CARD: "families",
    Asked.MEASURES: "families",
    Asked.PERSON: "care:leads",
    Asked.CARE: "families",
    Asked.VISITS: "care:rounds",
    Asked.REPORT: "notices:reports",
}


@needs("notices.read")
def notices(request: Request) -> HttpResponse:
    """The register of notices that are out and concern this post."""
    found = Notice.objects.readable_by(request.post).issued()
    shown = keyset(
        found.annotate(asked=Count("items")), request, order=("-issued_on", "-number"), total=found.count()
    )
    context = {
        "slice": shown,
        "on_the_way": request.post.may("notices.draft"),
        "may_write": request.post.may("notices.write"),
    }
    return render(request, "notices/list.html", context)


@needs("notices.read")
def notice(request: Request, notice: uuid.UUID) -> HttpResponse:
    """One notice: what it asks and where that is done, whom it addresses, what it says."""
    found = _found(request, notice)
    items = list(found.items.select_related("paragraph"))
    own = _own_part(request, found)
    context = {
        "notice": found,
        "items": items,
        "paragraphs": list(_by_paragraph(request, found.paragraphs.all(), items)),
        # How many units a line means is known of a notice of this tree, and of the first, which means kinds.
        "counted": found.unit_id is not None or found.is_first,
        "addressees": [
            (one, one.units().count()) for one in found.addressees.select_related("below", "unit")
        ],
        **own,
        "may_figures": request.post.may("figures.read"),
        "dated": any(item.due for item in items),
        "days": days_told(found),
        "parent": Notice.objects.readable_by(request.post).filter(children=found).first(),
        "children": Notice.objects.readable_by(request.post).issued().filter(parent=found),
        "may_report": request.post.may("reports.write") and _wants_report(found, items, own["sent"]),
    }
    return render(request, "notices/notice.html", context)


def _wants_report(notice: Notice, items: Iterable[NoticeItem], sent: object) -> bool:
    """Does it want a report from here: the first notice, or one sent to this unit that asks for it?"""
    return notice.is_first or bool(sent and any(item.asks == Asked.REPORT for item in items))


def _own_part(request: Request, notice: Notice) -> dict[str, object]:
    """What one's own unit has to do with it: what was sent to it, what it asked; what others asked of it."""
    own = request.post.unit_id
    sent = Delivery.objects.filter(notice=notice, unit=own).first()
    asked = Relief.objects.filter(notice=notice)
    told = asked.filter(notice__unit=own).values_list("state").annotate(number=Count("pk"))
    return {
        "sent": sent,
        "may_sign": sent and sent.stand == Stand.WAITING and request.post.may("notices.receive"),
        "may_look": request.post.may("notices.cascade") and Dispatch.objects.filter(notice=notice).exists(),
        "relief": asked.filter(unit=own).first(),
        "reliefs": dict(told) if request.post.may("notices.decide") else {},
        "may_pass": request.post.may("notices.write"),
        "passing": Notice.objects.on_the_way().filter(parent=notice, unit=own).first(),
        "may_ask": request.post.may("notices.relief") and notice.unit_id is not None,
    }


@needs("notices.read")
def addressee(request: Request, notice: uuid.UUID, order: int) -> HttpResponse:
    """The units that one line of the addressees means."""
    lines = NoticeAddressee.objects.select_related("notice", "below", "unit")
    found = get_object_or_404(lines, notice=_found(request, notice), order=order)
    units = found.units().select_related("parent")
    context = {
        "notice": found.notice,
        "addressee": found,
        "slice": keyset(units, request, order=("path", "id"), total=units.count()),
    }
    return render(request, "notices/addressee.html", context)


@needs("notices.read")
def attachment(request: Request, attachment: uuid.UUID) -> FileResponse:
    """A file that goes with a notice: whoever may read the one may read the other."""
    readable = Notice.objects.readable_by(request.post)
    files = NoticeAttachment.objects.filter(notice__in=readable.values("pk")).select_related("notice")
    found = get_object_or_404(files, pk=attachment)
    return opened_attachment(by=request.post, attachment=found)


def _found(request: Request, notice: uuid.UUID) -> Notice:
    """A notice that this post may read, on its way out or out; 404 for any other."""
    readable = Notice.objects.readable_by(request.post).select_related("unit", "parent")
    return get_object_or_404(readable, pk=notice)


def _by_paragraph(
    request: Request, paragraphs: Iterable[NoticeParagraph], items: list[NoticeItem]
) -> Iterator[tuple[NoticeParagraph | None, list[tuple[NoticeItem, Link | None]]]]:
    """What is asked, by the paragraph that asks it; first what stands in a list of its own."""
    doors = {one.url_name: Link(one.label, reverse(one.url_name)) for one in entries.for_post(request)}
    for paragraph in (None, *paragraphs):
        key = paragraph.pk if paragraph else None
        yield paragraph, [(one, _door(doors, one)) for one in items if one.paragraph_id == key]


def _door(doors: dict[str, Link], item: NoticeItem) -> Link | None:
    if item.deaths_since and ROUNDS in doors:
        return Link(doors[ROUNDS].label, reverse("surveys:rounds:round", args=[item.pk]))
    wanted = DOORS.get(Asked(item.asks))
    if wanted is None:
        return None
    return next(
        (link for name, link in doors.items() if name == wanted or name.startswith(f"{wanted}:")), None
    )
