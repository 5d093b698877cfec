"""Which lines stand on a paper, and how each stands with the department that pays."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anxin.entitlements.claim_reading import ToldClaim
from anxin.entitlements.models import ClaimState
from anxin.entitlements.models.claims import UNASKED
from anxin.entitlements.reading import OfficerLines
from anxin.entitlements.telling import Told
from anxin.ground.ui.templatetags.ui import yuan

from .words import ON_APPLICATION

S = ClaimState
Standing = Mapping[uuid.UUID, Sequence[ToldClaim]]
APPLYING = frozenset({"unit_applies", "family_applies"})  # days for asking for the determination itself


def with_a_sum(group: OfficerLines) -> list[Told]:
    """What is calculated and may be had: no scenario, no sum of nothing, nothing that gave way to another.
    While the determination is pending no sum is sure, so none stands on a paper."""
    if group.pending:
        return []
    known = (told for told in group.told if not told.is_gap and not told.is_application)
    return [told for told in known if told.line.amount_fen and told.chosen != "other"]


def to_apply_for(group: OfficerLines) -> list[Told]:
    """What may be asked for: the law names no sum."""
    return [told for told in group.told if told.is_application and not told.line.pending]


def plain_rule(name: str) -> str:
    """The name of a rule without the mark that it is decided on application."""
    for mark in ON_APPLICATION:
        name = name.removesuffix(mark)
    return name


def equation(told: Told) -> str:
    """The arithmetic; empty where it would only say a sum is itself."""
    return "" if told.formula == yuan(told.line.amount_fen) else told.equation


def by_line(claims: Iterable[ToldClaim]) -> dict[uuid.UUID, list[ToldClaim]]:
    """The claims of each line: the first one, then its top-ups."""
    found: dict[uuid.UUID, list[ToldClaim]] = {}
    for one in claims:
        found.setdefault(one.claim.line, []).append(one)
    return found


def is_refused(told: Told, claims: Standing) -> bool:
    """Did the department refuse it, and nothing has come of it since?"""
    return any(one.claim.state in (S.REFUSED, S.APPEALED) for one in claims.get(told.line.pk, ()))


def is_asked(told: Told, claims: Standing) -> bool:
    """Was it handed in to whoever pays?"""
    return any(one.claim.state not in UNASKED for one in claims.get(told.line.pk, ()))


def standing(told: Told, claims: Standing) -> str:
    """How a line stands, with what was paid and what is left."""
    mine = claims.get(told.line.pk, ())
    if not mine:
        return str(pgettext("sheet", "not applied for yet"))
    return _("; ").join(_one(one) for one in mine)


def _one(one: ToldClaim) -> str:
    said = _said(one)
    return pgettext("sheet", "top-up: %(said)s") % {"said": said} if one.claim.top_up_of_id else said


def _said(one: ToldClaim) -> str:
    state, applied = one.claim.state, one.claim.applied_on
    if state == S.APPLIED and applied:
        return pgettext("sheet", "applied for on %(day)s, not decided yet") % {"day": _day(applied)}
    if state == S.REFUSED:
        return pgettext("sheet", "not approved by the department; you may object")
    if state == S.APPEALED:
        return pgettext("sheet", "not approved by the department; an objection was handed in")
    if one.claim.is_granted:
        return _granted(one)
    return pgettext("sheet", "not applied for yet")


def _granted(one: ToldClaim) -> str:
    """Approved: how much, what came, what is still to come."""
    facts = {"sum": yuan(one.claim.approved_fen), "paid": yuan(one.paid_fen), "left": yuan(one.left_fen or 0)}
    if one.claim.state == S.CLOSED:
        return pgettext("sheet", "approved %(sum)s yuan, %(paid)s yuan paid, closed") % facts
    if not one.claim.once:
        return _regular(one, facts)
    if one.claim.state == S.PAID or not one.left_fen:
        return pgettext("sheet", "paid in full, %(paid)s yuan") % facts
    if not one.paid_fen:
        return pgettext("sheet", "approved %(sum)s yuan, not paid yet") % facts
    return pgettext("sheet", "approved %(sum)s yuan: %(paid)s yuan paid, %(left)s yuan still to come") % facts


def _regular(one: ToldClaim, facts: Mapping[str, str]) -> str:
    said = {**facts, "period": one.period}
    if one.last_month is None:
        return pgettext("sheet", "approved %(sum)s yuan %(period)s, not paid yet") % said
    last = date_format(one.last_month, "YEAR_MONTH_FORMAT")
    return pgettext("sheet", "approved %(sum)s yuan %(period)s, paid up to %(last)s") % {**said, "last": last}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
