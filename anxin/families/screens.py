"""What the register adds to the house's pages: its door, its parts of the card, its words in the journal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import local_day
from anxin.ground.journal.models import JournalEntry
from anxin.ground.journal.words import tell, tell_purposes
from anxin.ground.ui.navigation import CardLink, Section, card_link, entry, may, once, section

from . import emergency  # noqa: F401  # how a card is found in an emergency
from .listing import CLOSED, Filter, filter_chip
from .models import Bereavement, Household
from .models.officers import Determination
from .people import members_of

LOOKS = (
    "_opened",
    "_listed",
    "_printed",
    "_downloaded",
)  # looks are told on "who looked", not among the acts
RECENT = 6
UNDETERMINED = Bereavement.objects.filter(officer__determination=Determination.PENDING)


@dataclass(frozen=True)
class Past:
    """One line of what was done: on which day, what, by whom."""

    on: date
    what: str
    who: str


def members(request: HttpRequest, record: Household) -> dict[str, Any]:
    """The part of the card that lists its people."""
    return {"members": once(request, members_of, record)}


def recent(request: HttpRequest, record: Household) -> dict[str, Any]:
    """The last acts on this card."""
    entries = JournalEntry.objects.filter(path=record.path).exclude(act__startswith="access.")
    for ending in LOOKS:
        entries = entries.exclude(act__endswith=ending)
    named = Post.objects.filter(pk=OuterRef("by")).values("name")
    kept = entries.annotate(who=Coalesce(Subquery(named), Value("")))[:RECENT]
    items = [Past(local_day(one.at), one.words, one.who) for one in kept]
    return {"items": items, "may_look": may(request, "journal.card")}


entry("families:list", _("Families"), "families.list", 20, phone=True, icon="home")
entry("families:child_looks", _("Looks at children's files"), "children.audit", 92)
entry("access:fields", _("Personal information"), "fields.read", 95)
section(Section("members", 10, "families/part_members.html", members, "side", "families.read"))
section(Section("recent", 90, "families/part_recent.html", recent, "side", "families.read"))
card_link(CardLink("families:card", _("The family at a glance"), 10, "families.read"))
card_link(CardLink("families:people", _("Members and facts"), 20, "families.read"))
card_link(CardLink("families:looks", _("Who looked"), 90, "journal.card"))
card_link(CardLink("families:card_pdf", _("Print the card"), 10, "families.print", place="act"))
filter_chip(
    Filter(
        "pending",
        _("determination pending"),
        50,
        lambda found: found.filter(pk__in=UNDETERMINED.values("household")),  # two officers: still one family
    )
)
filter_chip(Filter(CLOSED, _("care closed"), 95, lambda found: found))  # listing.chosen keeps them apart
tell(
    {
        "families.listed": _("looked at the list of families"),
        "families.card_opened": _("opened the card"),
        "families.people_opened": _("opened members and facts"),
        "families.person_opened": _("opened a person's page"),
        "families.looks_opened": _("looked at who had looked"),
        "families.looks_printed": _("printed the slip on who looked"),
        "families.card_printed": _("printed the card"),
        "families.person_printed": _("printed a person's sheet"),
        "families.opened": _("opened the card for the first time"),
        "families.merged": _("merged people of a ledger into cards"),
        "families.member_added": _("added a member"),
        "families.person_corrected": _("corrected a person"),
        "families.officer_corrected": _("corrected the officer's record"),
        "families.fact_recorded": _("recorded a fact"),
        "families.standing_recorded": _("recorded what entitlements depend on"),
        "families.membership_ended": _("ended a membership"),
        "families.sealed": _("sealed the card"),
        "families.unsealed": _("opened a sealed card again"),
        "families.sealed_met": _("came upon a sealed card and was shown nothing"),
        "families.child_asked": _("asked for a child's file"),
        "families.child_approved": _("approved opening a child's file"),
        "families.child_refused": _("refused opening a child's file"),
        "families.child_standing": _("approved opening the children's files of a family"),
        "families.child_entered": _("opened a child's file with a purpose"),
        "families.child_looks_counted": _("looked at how often children's files were opened"),
        "families.deceased_copied": _("made a copy of a deceased person's record for the next of kin"),
        "access.fields_opened": _("looked at the list of personal fields"),
        "families.revealed": _("showed a masked value"),
    }
)
tell_purposes(
    {
        "contact": _("to reach the family"),
        "application": _("to fill in an application"),
        "check": _("to check against a document"),
    }
)
