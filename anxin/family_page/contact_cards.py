"""Contact cards (关爱联系卡) on paper: who answers for a family and whom else it may call. Names and
telephones, no family's name, nothing of what was agreed."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anxin.care.models import ContactLeader, Responsibility, WorkLead
from anxin.care.queries.handovers import absent_posts
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.paper.contact import Contact, Slip
from anxin.ground.paper.shapes import Language

from . import passes
from .models import Handed
from .snapshots import FAMILY


def language() -> Language:
    """The language of the paper: the reader's."""
    return "en" if get_language() == "en" else "zh"


@dataclass(frozen=True)
class _Known:
    """Everything that the cards of these families name, asked once for all of them."""

    rows: Mapping[uuid.UUID, Responsibility]
    leaders: Mapping[uuid.UUID, Post]
    leads: Mapping[uuid.UUID, WorkLead | None]
    links: Mapping[uuid.UUID, str]
    away: Mapping[uuid.UUID, date]

    def covering(self, row: Responsibility, lead: WorkLead | None) -> Post:
        """Who answers the telephone on the day of printing: the responsible person; while he is announced to
        be away the deputy, else the office, as far as one of them is there and has a telephone."""
        assert row.responsible is not None  # care.print_cards leaves the others out
        if row.responsible_id not in self.away:
            return row.responsible
        others = (row.deputy, lead.post if lead else None)
        there = (one for one in others if one and one.phone and one.pk not in self.away)
        return next(there, row.responsible)


def _known(households: Sequence[Household]) -> _Known:
    people = ("responsible__unit", "deputy__unit")
    rows = Responsibility.objects.current().filter(household__in=households).select_related(*people)
    leaders = ContactLeader.objects.filter(household__in=households, until=None).select_related("post")
    handed = Handed.objects.filter(
        given__kind=FAMILY, given__subject__in=[one.pk for one in households], given__withdrawn_at=None
    )
    by_card = {row.household_id: row for row in rows}
    led = {one.household_id: one.post for one in leaders}
    leads = WorkLead.objects.nearest({one.unit for one in households})
    named = [post for row in by_card.values() for post in (row.responsible, row.deputy)]
    asked = (*named, *led.values(), *(lead.post for lead in leads.values() if lead))
    return _Known(
        rows=by_card,
        leaders=led,
        leads=leads,
        away=absent_posts(post.pk for post in asked if post),
        links={one.given.subject: passes.link(one.token) for one in handed.select_related("given")},
    )


def contact_cards(households: Sequence[Household]) -> list[Contact]:
    """The cards of these families, each of whom has somebody who answers for it."""
    known = _known(households)
    return [_card(one, known) for one in households]


def _card(household: Household, known: _Known) -> Contact:
    first = known.covering(known.rows[household.pk], known.leads[household.unit_id])
    return Contact(
        title=_("For anything, please call"),
        name=first.name,
        post="　".join(filter(None, (first.unit.label, first.title))),
        phone=first.phone,
        others=tuple(_others(household, first, known)),
        note=_("If nobody answers, you are called back."),
        mark=household.number,
        day=_("Printed on %(day)s") % {"day": date_format(today(), "DATE_FORMAT")},
        qr=known.links.get(household.pk, ""),
        qr_words=_("Scan to see how things stand"),
        language=language(),
    )


def _others(household: Household, first: Post, known: _Known) -> Iterator[tuple[str, str]]:
    """The responsible person from the day of coming back on, if somebody else is called first until then; the
    deputy, the contact leader, the office. Nobody twice, nobody without a telephone, and of the others nobody
    who is away on the day of printing: a card hangs on a wall, and the first call must reach somebody."""
    row, leader, lead = (
        known.rows[household.pk],
        known.leaders.get(household.pk),
        known.leads[household.unit_id],
    )
    responsible, deputy = row.responsible, row.deputy
    named = {first.pk}
    if responsible and responsible.phone and responsible.pk not in named:
        back = known.away[responsible.pk] + timedelta(1)
        named.add(responsible.pk)
        words = {"name": responsible.name, "day": date_format(back, "DATE_FORMAT")}
        yield _("From %(day)s on call %(name)s") % words, responsible.phone
    there = named | set(known.away)
    if deputy and deputy.phone and deputy.pk not in there:
        yield _("Not there? Call %(name)s") % {"name": deputy.name}, deputy.phone
    if leader and leader.phone and leader.pk not in there:
        yield _("Contact leader %(name)s") % {"name": leader.name}, leader.phone
    if lead and lead.post.phone and lead.post_id not in (*named, deputy and deputy.pk):
        yield lead.post.unit.label, lead.post.phone


def code_slip(household: Household, code: str) -> Slip:
    """The code on a slip of its own; it names nobody."""
    return Slip(
        title=_("The number that opens your page"),
        code=f"{code[:4]} {code[4:]}",
        lines=(
            _("Scan the code on the contact card with a telephone and enter this number once."),
            _("Keep this slip apart from the card. Give the number to nobody outside your home."),
            _("You need no telephone: whatever it is, call the number on the contact card."),
        ),
        mark=household.number,
        day=_("Printed on %(day)s") % {"day": date_format(today(), "DATE_FORMAT")},
        language=language(),
    )
