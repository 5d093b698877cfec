"""Finding a report for a page: within reach, one's own, or one that waits for the level above."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404

from anxin.ground.access.request import Request
from anxin.notices.models import Report


def readable(request: Request, report: uuid.UUID) -> Report:
    """The report within reach, with everything its pages tell; 404 outside."""
    known = Report.objects.readable_by(request.reach).select_related(
        "notice", "unit", "about", "to_unit", "made_by", "before", "sent_by", "settled_by"
    )
    return get_object_or_404(known.prefetch_related("figures", "sections"), pk=report)


def own(request: Request, report: uuid.UUID) -> Report:
    """The same, if the post may change it or send it on its way: its own region's."""
    found = readable(request, report)
    if found.about_id != request.post.scope_root_id:
        raise Http404
    return found


def sent_to_us(request: Request, report: uuid.UUID) -> Report:
    """The same, if it goes to the post's own unit, which accepts or returns it."""
    found = readable(request, report)
    if found.to_unit_id != request.post.unit_id:
        raise Http404
    return found
