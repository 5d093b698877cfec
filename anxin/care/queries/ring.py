"""Who supports a family and how that stands: the ring of 一户一图."""

import uuid
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch
from django.utils.translation import gettext

from anxin.care.models import ContactLeader, Measure, Need, Responsibility, Visit, WorkLead
from anxin.families.models import Household
from anxin.ground.days.clock import today
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.pictures.shapes import State, Support
from anxin.ground.units.models import Domain


def needs_of(household: Household) -> list[Need]:
    """Every need of a family with its measures: what the ring, the timeline and the list of what is missing
    read on one card."""
    rows = Need.objects.filter(household=household).select_related("person")
    return list(rows.prefetch_related(Prefetch("measures", Measure.objects.select_related("unit"))))


def support_ring(
    household: Household, row: Responsibility, leader: ContactLeader | None, needs: Iterable[Need]
) -> list[Support]:
    """The supports in the order of the ring: finance, civil affairs, HR; health, education; responsible
    person, contact leader; former unit. In place, under way, or missing; only what is recorded is claimed."""
    every = [one for need in needs for one in need.measures.all() if one.state != Measure.State.NONE]
    measures = sorted(every, key=lambda one: (one.path, one.decided_at, one.pk))
    departments = [_department(domain, measures) for domain in Domain]
    return [*departments, _responsible(household, row), _leader(household, leader), _former_unit(household)]


def _department(domain: Domain, measures: Sequence[Measure]) -> Support:
    own = sorted((one for one in measures if one.domain == domain), key=_pressing)
    if not own:
        return Support(str(domain.label), gettext("no measure yet"), "", "gap")
    first = own[0]
    name = first.unit.label if first.unit else str(domain.label)
    return Support(
        name, _what(first, len(own)), _when(first), "done" if first.state == first.State.DONE else "way"
    )


def _pressing(measure: Measure) -> tuple[bool, object]:
    """What is under way comes before what is done; the next day first."""
    return measure.state == measure.State.DONE, measure.due


def _what(measure: Measure, count: int) -> str:
    person = measure.need.person
    words = masked_text(measure.words.splitlines()[0]) if measure.words else ""
    said = gettext("%(name)s: %(words)s") % {"name": person.name, "words": words} if person else words
    return gettext("%(first)s and %(n)d more") % {"first": said, "n": count - 1} if count > 1 else said


def _when(measure: Measure) -> str:
    if measure.done_on is not None:
        return gettext("done on %(day)s") % {"day": measure.done_on}
    return gettext("due on %(day)s") % {"day": measure.due}


def _responsible(household: Household, row: Responsibility) -> Support:
    if row.responsible is None:
        return Support(gettext("responsible person"), gettext("nobody yet"), "", "gap")
    name = gettext("%(name)s, responsible") % {"name": row.responsible.name}
    if row.unassigned:
        return Support(name, gettext("to be named; the work lead answers meanwhile"), "", "way")
    return Support(
        name, _post(row.responsible.unit.label, row.responsible.title), _last_visit(household), "done"
    )


def _post(unit: str, title: str) -> str:
    return gettext("%(unit)s, %(title)s") % {"unit": unit, "title": title} if title else unit


def _last_visit(household: Household, by: uuid.UUID | None = None) -> str:
    visits = Visit.objects.filter(household=household, outcome=Visit.Outcome.MADE, on__lte=today())
    last = (
        (visits.filter(visitors__post=by) if by else visits)
        .order_by("-on")
        .values_list("on", flat=True)
        .first()
    )
    return gettext("visited %(day)s") % {"day": last} if last else gettext("not visited yet")


def _leader(household: Household, named: ContactLeader | None) -> Support:
    if named is None:
        return Support(gettext("contact leader"), gettext("not named yet"), "", "gap")
    name = gettext("%(name)s, contact leader") % {"name": named.post.name}
    post = _post(named.post.unit.label, named.post.title)
    return Support(name, post, _last_visit(household, named.post_id), "done")


def _former_unit(household: Household) -> Support:
    unit = household.unit
    lead = WorkLead.objects.nearest([unit])[unit.pk]
    name = gettext("%(unit)s, former unit") % {"unit": unit.label}
    state: State = "done" if lead else "gap"
    what = (
        gettext("in charge: %(name)s") % {"name": lead.post.name}
        if lead
        else gettext("nobody in charge of this work")
    )
    return Support(name, what, "", state)
