"""The care timeline among the house's pages: its part of the card, its tab, its words in the journal."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household
from anxin.families.people import members_of
from anxin.families.views.card import officers_of
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import CardLink, Section, card_link, may, once, section

from .models import Duty, VisitNote
from .queries import duty_words, needs_of
from .timeline import timeline_of

SHOWN = 4


def timeline(request: HttpRequest, record: Household) -> dict[str, Any]:
    """关爱时间轴."""
    members, law = once(request, members_of, record), may(request, "entitlements.read")
    needs = once(request, needs_of, record)
    drawn = timeline_of(record, officers_of(record), members, law=law, needs=needs)
    return {"timeline": drawn, "card": record}


def coming(request: HttpRequest, record: Household) -> dict[str, Any]:
    """接下来: the nearest dates of this family, overdue ones first."""
    rows = Duty.objects.filter(household=record).under_way().select_related("person").order_by("day", "id")
    return {"coming": [(duty, duty_words(duty)) for duty in rows[:SHOWN]]}


def asked(request: HttpRequest, record: Household) -> dict[str, Any]:
    """家属的嘱咐: what to do and not to do, and how to address them."""
    notes = VisitNote.objects.filter(household=record, until=None)
    return {"notes": notes, "may_note": may(request, "care.visit")}


section(Section("coming", 20, "care/part_coming.html", coming, "main", "care.read"))
section(Section("asked", 30, "care/part_asked.html", asked, "main", "care.read"))
section(Section("timeline", 10, "care/part_timeline.html", timeline, "wide", "care.read"))
card_link(CardLink("care:timeline", _("Care timeline"), 15, "care.read"))
tell(
    {
        "care.timeline_opened": _("opened the care timeline"),
        "care.timeline_printed": _("printed the care timeline"),
        "care.date_taken_up": _("planned for a date years ahead"),
    }
)
