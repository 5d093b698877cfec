"""The family's own sheet (待遇测算告知单): what the law owes them as calculated, on A4, in plain words.

PIPL 24(3): a calculation is a proposal; people decide, and the family may ask how it was reached. A family
signs this paper, so sums of a mere scenario never stand on it. A review is a day on which somebody looks
again, never a day on which something ends.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from anxin.entitlements import words
from anxin.entitlements.claim_reading import claims_of
from anxin.entitlements.reading import Lacking, OfficerLines, lines_of
from anxin.entitlements.telling import Deadline, Missing, Told
from anxin.families.models import Household
from anxin.families.papers import foot
from anxin.ground.access.models import Post
from anxin.ground.days.clock import local_day, today
from anxin.ground.paper.plain import Entry, Pairs, Part, Plain, Words
from anxin.ground.ui.templatetags.ui import yuan

from .lines import (
    APPLYING,
    Standing,
    by_line,
    equation,
    is_refused,
    plain_rule,
    standing,
    to_apply_for,
    with_a_sum,
)
from .words import ASKS, LACKS, LAST_DAYS, RESERVED, SINCE, UNITS, WE_ASK, WE_LOOK, WHEN

Row = tuple[str, str]


def sheet_of(household: Household, by: Post) -> Plain:
    """The sheet of one family, made from its lines as they stand."""
    groups = lines_of(household)
    names = _(", ").join(group.officer.person.name for group in groups)
    claims = by_line(claims_of(household))
    made = (_pending, _last_days, _to_apply, _missing, _reviews)
    parts = [*_owed(groups, claims), *(part for make in made for part in make(groups)), _rights(by)]
    day = date_format(_as_of(groups), "DATE_FORMAT")
    return Plain(
        title=_("What your family is owed"),
        about=_("Family of %(names)s") % {"names": names} if names else "",
        number=_("%(number)s, as of %(day)s") % {"number": household.number, "day": day},
        greeting=_("To the family of %(names)s:") % {"names": names} if names else "",
        opening=_(
            "This sheet lists what the rules in force provide for your family: how much, who pays, when, and"
            " which article says so. If anything is unclear, ask us to explain it."
        ),
        parts=tuple(parts),
        signatures=(_("For the office"), _("For the family (read, and explained)"), _("Date")),
        foot=foot(household, by),
        language="en" if get_language() == "en" else "zh",
    )


def _as_of(groups: Sequence[OfficerLines]) -> date:
    return min((local_day(group.calculated_at) for group in groups), default=today())


def _owed(groups: Sequence[OfficerLines], claims: Standing) -> Iterator[Part]:
    """Every determined line with a sum; lines of one rule for several people stand together."""
    entries = [entry for group in groups for entry in _entries(group, claims, len(groups) > 1)]
    if entries:
        yield Part(_("What is calculated"), tuple(entries), note=_("a calculation, not a decision"))


def _entries(group: OfficerLines, claims: Standing, named: bool) -> Iterator[Entry]:
    known = sorted(with_a_sum(group), key=lambda told: list(words.GROUPS).index(told.group))
    for _key, same in groupby(known, key=lambda told: (*_kind(told), is_refused(told, claims))):
        yield _entry(group, list(same), claims, named)


def _kind(told: Told) -> tuple[str, ...]:
    """Lines that read as one: the same rule, payer and period."""
    line = told.line
    return told.group, line.rule, line.category, line.payer, line.period


def _entry(group: OfficerLines, same: list[Told], claims: Standing, named: bool) -> Entry:
    first = same[0]
    of_people = first.line.person is not None
    about = [group.officer.person.name if named else "", "" if of_people else first.category]
    return Entry(
        name=first.rule,
        about="　".join(filter(None, about)),
        amount=_amount(first) if len(same) == 1 else yuan(sum(told.line.amount_fen or 0 for told in same)),
        unit=str(UNITS[first.line.period]),
        mark=_mark(same, claims),
        each=tuple((_who(told), equation(told), _amount(told)) for told in same) if of_people else (),
        near=(*_near(group, same), *_standings(same, claims)),
        far=tuple(_far(same)),
    )


def _mark(same: list[Told], claims: Standing) -> str:
    """What stands before the sum: that nobody approved it, that it is not the last word."""
    if is_refused(same[0], claims):
        return pgettext("sheet", "not approved:")
    return _("provisional:") if any(told.line.provisional for told in same) else ""


def _standings(same: list[Told], claims: Standing) -> Iterator[Row]:
    """How the lines stand with the department: said once, or of each person where they differ."""
    said = {_who(told): standing(told, claims) for told in same}
    if len(set(said.values())) == 1:
        yield pgettext("sheet", "State"), next(iter(said.values()))
        return
    each = (pgettext("sheet", "%(who)s: %(said)s") % {"who": who, "said": one} for who, one in said.items())
    yield pgettext("sheet", "State"), _("; ").join(each)


def _amount(told: Told) -> str:
    """The sum; around an average the lowest and the highest."""
    return told.range or told.amount


def _who(told: Told) -> str:
    person = told.line.person
    if person is None:
        return ""
    if not told.kin:
        return person.name
    return pgettext("sheet", "%(name)s (%(kin)s)") % {"name": person.name, "kin": told.kin}


def _near(group: OfficerLines, same: list[Told]) -> Iterator[Row]:
    """Who pays and when; for a sum that the family shares, to whom."""
    first = same[0]
    if first.payer:
        yield _("Paid by"), first.payer
    yield pgettext("sheet", "When"), _when(first)
    for deadline in _ahead(same):
        yield _("by %(day)s") % {"day": date_format(deadline.on, "DATE_FORMAT")}, deadline.what
    if first.is_shared and group.recipients:
        yield (
            _("For"),
            _("%(who)s together; the family agrees how to divide it") % {"who": group.recipient_words},
        )
    if any(told.line.provisional for told in same):
        yield _("Later"), _("calculated again once the figure is out, and the difference is paid")
    if first.rivals and not first.chosen:
        yield _("Note"), first.conflict
    reserved = dict.fromkeys(code for told in same for code in told.line.conventions if code in RESERVED)
    for code in reserved:
        yield pgettext("sheet", "Reservation"), str(words.CONVENTIONS[code])


def _ahead(same: list[Told]) -> list[Deadline]:
    """The days still to be kept; once the death is determined none of asking for the determination."""
    over = {str(words.DEADLINES[code]) for code in APPLYING}
    found = {one.what: one for told in same for one in told.deadlines}
    return [one for one in found.values() if one.what not in over and one.on >= today()]


def _far(same: list[Told]) -> Iterator[Row]:
    """How it is reckoned, and the article."""
    first = same[0]
    if first.line.person is None and first.terms:
        yield _("Arithmetic"), f"{equation(first)}　{first.terms}".strip()
    if first.ground:
        yield _("Ground"), first.ground
    said = list(dict.fromkeys(short for told in same for short in told.assumptions))
    if said:
        yield _("Assumed"), _("; ").join(said)


def _when(told: Told) -> str:
    """How often, and since when."""
    if told.line.starts is None:
        return str(WHEN[told.line.period])
    return str(SINCE[told.line.period]) % {"day": date_format(told.line.starts, "DATE_FORMAT")}


def _to_apply(groups: Sequence[OfficerLines]) -> Iterator[Part]:
    """What may be asked for, without a sum or a rhythm: nobody could calculate one beforehand."""
    asked: dict[str, list[str]] = {}
    for told in (told for group in groups for told in to_apply_for(group)):
        asked.setdefault(told.payer, []).append(plain_rule(told.rule))
    rows = tuple(
        (_(", ").join(dict.fromkeys(names)), _("ask %(who)s") % {"who": who}) for who, names in asked.items()
    )
    if rows:
        yield Part(
            _("What may be applied for besides"),
            Pairs(rows),
            note=_("decided on application; no sum is named"),
        )


def _pending(groups: Sequence[OfficerLines]) -> Iterator[Part]:
    """That a determination is still to come, in words: no sum of a scenario stands on this paper."""
    waiting = [group.officer.person.name for group in groups if group.pending]
    if waiting:
        told = _(
            "It is not yet determined under which category %(names)s died. What is owed depends on it, so no"
            " sum stands here. Once the competent body has determined it, we calculate again and give you a"
            " new sheet."
        )
        yield Part(_("Still to be determined"), Words((told % {"names": _(", ").join(waiting)},)))


def _last_days(groups: Sequence[OfficerLines]) -> Iterator[Part]:
    """Until when to ask for the determination of a death at work, while it is still to come."""
    pairs = (
        tuple(pair)
        for group in groups
        if group.pending
        for told in group.told
        for pair in told.line.deadlines
    )
    found = sorted({(date.fromisoformat(on), code) for code, on in pairs if code in LAST_DAYS})
    rows = tuple((date_format(on, "DATE_FORMAT"), _last_day(on, code)) for on, code in found)
    if rows:
        yield Part(
            _("Days not to be missed"), Pairs(rows), note=_("Regulation on Work-Injury Insurance, article 17")
        )


def _last_day(on: date, code: str) -> str:
    said = str(LAST_DAYS[code])
    return _("%(what)s (passed)") % {"what": said} if on < today() else said


def _missing(groups: Sequence[OfficerLines]) -> Iterator[Part]:
    """What cannot be calculated yet, whose record lacks it, and what the family can do about it."""
    ours = {gap for group in groups for told in group.told if told.group != "apply" for gap in told.gaps}
    lacking = [(group, one) for group in groups for one in group.lacking if one.gap in ours]
    rows = tuple(dict.fromkeys((_lacking(group, one), _help(one.gap)) for group, one in lacking))
    if rows:
        yield Part(
            _("What is still missing"), Pairs(rows), note=_("calculated by itself once it is supplied")
        )


def _lacking(group: OfficerLines, one: Lacking) -> str:
    kind = words.split(one.gap.code)[0]
    if kind in LACKS:
        rules = dict.fromkeys(plain_rule(told.rule) for told in group.told if one.gap in told.gaps)
        return pgettext("sheet", "%(who)s: %(said)s") % {"who": _(", ").join(rules), "said": str(LACKS[kind])}
    what, names = one.gap.what, _(", ").join(person.name for person in one.people)
    return (
        pgettext("sheet", "%(who)s: %(said)s") % {"who": names, "said": what}
        if names
        else what[:1].upper() + what[1:]
    )


def _help(gap: Missing) -> str:
    """What the family is asked for, or that it need do nothing."""
    kind = words.split(gap.code)[0]
    return str(ASKS.get(kind) or (WE_ASK if gap.where else WE_LOOK))


def _reviews(groups: Sequence[OfficerLines]) -> Iterator[Part]:
    """The days on which an entitlement is looked at again."""
    found = {row for group in groups for told in with_a_sum(group) for row in _review(told)}
    if found:
        yield Part(
            _("When entitlements are reviewed"),
            Pairs(tuple((date_format(day, "DATE_FORMAT"), said) for day, said in sorted(found))),
            note=_("looked at again by a person; nothing ends by itself"),
        )


def _review(told: Told) -> Iterator[tuple[date, str]]:
    if told.line.ends is None:
        return
    who = told.line.person
    why = _("%(who)s, %(why)s") % {"who": who.name, "why": told.review} if who else told.review
    yield told.line.ends, _("%(rule)s: %(why)s") % {"rule": told.rule, "why": why}


def _rights(by: Post) -> Part:
    """What this paper is, and where to ask or object (PIPL 24(3), 48, 50)."""
    who = " ".join(filter(None, (by.unit.label, by.name)))
    return Part(
        _("What you can do"),
        Words(
            (
                _(
                    "This is a calculation, not a decision. Officials of the departments check and decide"
                    " each item; no computer decides alone. You may ask us at any time to explain how a sum"
                    " was reached (Personal Information Protection Law, article 24)."
                ),
                _(
                    "If something is wrong or not listed, tell %(who)s, telephone %(phone)s. Against a"
                    " decision of the paying department you may ask for administrative reconsideration or go"
                    " to court, within the time that the decision states."
                )
                % {"who": who, "phone": by.phone or _("see the contact card")},
            )
        ),
    )
