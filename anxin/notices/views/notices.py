"""Pages on notices: public to every post, no personal data."""

import uuid
from collections.abc import Iterable, Iterator

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.navigation import entries
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.notices.models import Asked, Notice, NoticeAddressee, NoticeItem, NoticeParagraph

# Under which door of the bar a thing asked is done. Rooms are named by their URL name alone: notices imports
# no duty, and a room that is not open to this post gives no link.
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
    """The register of notices."""
    found = Notice.objects.annotate(asked=Count("items"))
    return render(request, "notices/list.html", {"notices": found})


@needs("notices.read")
def notice(request: Request, notice: uuid.UUID) -> HttpResponse:
    """One notice: what it asks and where that is done, whom it addresses, what it says."""
    found = get_object_or_404(Notice, pk=notice)
    items = list(found.items.select_related("paragraph"))
    context = {
        "notice": found,
        "items": items,
        "paragraphs": list(_by_paragraph(request, found.paragraphs.all(), items)),
        "addressees": [(one, one.units().count()) for one in found.addressees.all()],
        "may_report": found.is_first and request.post.may("reports.write"),
    }
    return render(request, "notices/notice.html", context)


@needs("notices.read")
def addressee(request: Request, notice: uuid.UUID, order: int) -> HttpResponse:
    """The units that one line of the addressees means."""
    found = get_object_or_404(NoticeAddressee.objects.select_related("notice"), notice=notice, order=order)
    units = found.units().select_related("parent")
    context = {
        "notice": found.notice,
        "addressee": found,
        "slice": keyset(units, request, order=("path", "id"), total=units.count()),
    }
    return render(request, "notices/addressee.html", context)


def _by_paragraph(
    request: Request, paragraphs: Iterable[NoticeParagraph], items: list[NoticeItem]
) -> Iterator[tuple[NoticeParagraph, list[tuple[NoticeItem, Link | None]]]]:
    doors = {one.url_name: Link(one.label, reverse(one.url_name)) for one in entries.for_post(request)}
    for paragraph in paragraphs:
        asked = [(one, _door(doors, one)) for one in items if one.paragraph_id == paragraph.pk]
        yield paragraph, asked


def _door(doors: dict[str, Link], item: NoticeItem) -> Link | None:
    wanted = DOORS.get(Asked(item.asks))
    if wanted is None:
        return None
    return next(
        (link for name, link in doors.items() if name == wanted or name.startswith(f"{wanted}:")), None
    )
