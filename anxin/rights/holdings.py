"""Everything held about one person, in parts: for the copy that is handed over (PIPL article 45).

Values of the person stand in full; other people stand by their family name only. What is free text keeps its
words, with the names of other family members masked in it.
"""

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyzipper
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anxin.care.models import Met, Need
from anxin.entitlements.claim_reading import ToldClaim
from anxin.entitlements.models import Claim, Entitlement, Signatory
from anxin.entitlements.telling import Told as Line
from anxin.families.dictionary import FIELDS
from anxin.families.kinship import FEMALE, MALE, Sex, inverse
from anxin.families.kinship import words as kinship_words
from anxin.families.models import Bereavement, Fact, FallenOfficer, Kinship, Membership, Person
from anxin.families.people import has_died, told
from anxin.ground.access.models import Post
from anxin.ground.days.clock import local_day, today
from anxin.ground.journal.models import JournalEntry
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.paper.shapes import Column, KeyValues, Pair, Section, Sheet, Table
from anxin.ground.ui.masks import masked_name
from anxin.ground.ui.templatetags.ui import yuan

from .models import Consent, NoticeGiven, RightsRequest
from .sharing import given_about, kinds_words

LOOKS = 500  # entries of who looked; the full slip is given on request


@dataclass(frozen=True)
class Part:
    """One part: its code for programs, its title and heads for people, its rows."""

    code: str
    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    note: str = ""


class Masker:
    """Masks the names of everybody else on the card inside a text."""

    def __init__(self, person: Person) -> None:
        others = Person.objects.filter(household_id=person.household_id).exclude(pk=person.pk)
        names = {name for one in others for name in (one.name, *one.former_names)}
        self._masked = {
            name: masked_name(name) for name in sorted(names - {person.name}, key=len, reverse=True)
        }

    def __call__(self, text: str) -> str:
        for name, masked in self._masked.items():
            text = text.replace(name, masked)
        return text


def parts_of(person: Person) -> list[Part]:
    """Every part of what is held about a person; parts without rows say so and stay."""
    mask = Masker(person)
    makers = (
        _identity, _card, _officer, _kin, _facts, _needs, _visits, _shared, _entitlements, _claims, _agreed,
        _asked, _looks,
    )  # fmt: skip
    return [make(person, mask) for make in makers]


def _about(person: Person, living: str, dead: str) -> str:
    """A heading: to the person, or about somebody who has died, whose next of kin read it."""
    return dead if has_died(person) else living


def _identity(person: Person, _mask: Masker) -> Part:
    rows = [
        (_("Name"), person.name),
        (_("Former names"), "、".join(person.former_names)),
        (_("Sex"), str(person.get_sex_display())),
        (_("Birth date"), person.birth.isoformat() if person.birth else ""),
        (_("Died on"), person.died_on.isoformat() if person.died_on else ""),
        (_("Identity number"), person.id_number),
        (_("Telephone"), person.phone),
        (_("Source"), f"{person.source_words}　{person.source_on.isoformat()}"),
    ]
    title = _about(person, _("Who you are"), _("Who the deceased was"))
    return Part("identity", title, (_("Item"), _("What is held")), _told(rows))


def _told(rows: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The rows that say something."""
    return [row for row in rows if row[1]]


def _card(person: Person, _mask: Masker) -> Part:
    card = person.household
    rows = [
        (_("Card"), card.number),
        (_("Unit"), card.unit.label),
        (_("Address"), card.address),
        (_("Telephone of the household"), card.phone),
        (_("Opened on"), card.opened_on.isoformat()),
    ]
    for one in Membership.objects.filter(person=person):
        since = one.since.isoformat() if one.since else ""
        until = f"{one.until.isoformat()}　{one.get_ended_display()}" if one.until else ""
        rows.append((_("Member of the household"), f"{since} — {until}".strip()))
    return Part("card", _("The family card"), (_("Item"), _("What is held")), _told(rows))


def _officer(person: Person, _mask: Masker) -> Part:
    officer = FallenOfficer.objects.filter(person=person).first()
    rows: list[tuple[str, str]] = []
    if officer:
        pay = yuan(officer.basic_pay_fen) if officer.basic_pay_fen is not None else ""
        rows = [
            (_("Unit"), officer.unit_text),
            (_("Post held"), officer.post_text),
            (_("Began work"), officer.work_start.isoformat() if officer.work_start else ""),
            (_("How it happened"), officer.death_cause),
            (_("Determination"), str(officer.get_determination_display())),
            (_("Deciding document"), f"{officer.determined_document}　{officer.determined_body}".strip()),
            (_("Last pay (yuan)"), pay),
            (_("Source"), f"{officer.source_words}　{officer.source_on.isoformat()}"),
        ]
    return Part("officer", _("Post, death and determination"), (_("Item"), _("What is held")), _told(rows))


def _kin(person: Person, _mask: Masker) -> Part:
    """Kinship is held one way, mostly of a relative to the officer: read both ways, or the officer's own copy
    names nobody. The word in return is the standard's answer to the one that is held."""
    rows: list[tuple[str, ...]] = [
        (kinship_words(one.kind), _answer(one.kind, one.of), masked_name(one.of.name), one.told_from)
        for one in Kinship.objects.filter(person=person).select_related("of")
    ]
    rows += [
        (_answer(one.kind, person), kinship_words(one.kind), masked_name(one.person.name), one.told_from)
        for one in Kinship.objects.filter(of=person).select_related("person")
    ]
    own = _about(person, _("What you are"), _("What the deceased was"))
    heads = (own, _("What the other is"), _("To whom"), _("Told from"))
    return Part("kinship", _("Kinship"), heads, rows)


def _answer(kind: str, other: Person) -> str:
    """What the other is in return; empty where the standard has no word for it."""
    sexes: dict[str, Sex] = {MALE: MALE, FEMALE: FEMALE}
    code = inverse(kind, sexes.get(other.sex))
    return kinship_words(code) if code else ""


def _facts(person: Person, mask: Masker) -> Part:
    heads = (_("Theme"), _("Fact"), _("What is held"), _("Source"), _("Day"))
    rows: list[tuple[str, ...]] = []
    for fact in Fact.objects.filter(person=person, code__in=FIELDS).newest_first():
        one = told(fact, fact.pk)  # whole: it is handed to the person
        value = yuan(one.money) if one.is_money else mask(one.value)
        day = fact.on.isoformat() if fact.dated else ""
        rows.append((str(one.field.theme.label), str(one.field.label), value, one.source, day))
    return Part("facts", _("Facts, earlier ones too"), heads, rows)


def _needs(person: Person, mask: Masker) -> Part:
    heads = (_("Theme"), _("What is needed"), _("Known since"), _("Measures"), _("State"))
    found = Need.objects.filter(person=person).prefetch_related("measures__unit")
    rows: list[tuple[str, ...]] = [
        (
            str(need.theme_words), mask(need.words), need.found_on.isoformat(),
            "；".join(
                f"{mask(one.words)}（{one.who}，{one.get_state_display()}）" for one in need.measures.all()
            ),
            str(need.get_state_display()),
        )
        for need in found
    ]  # fmt: skip
    return Part("needs", _("Needs and measures"), heads, rows)


def _visits(person: Person, mask: Masker) -> Part:
    heads = (_("Day"), _("By whom"), _("What was noted"), _("What was promised"))
    met = Met.objects.filter(person=person).select_related("visit__by__unit")
    rows: list[tuple[str, ...]] = [
        (
            one.visit.on.isoformat(), one.visit.by.unit.label,
            mask("　".join(text for text in (one.visit.news, one.visit.said) if text)),
            mask(one.visit.promised),
        )
        for one in met
    ]  # fmt: skip
    title = _about(person, _("Visits on which you were met"), _("Visits that spoke of the deceased"))
    return Part("visits", title, heads, rows)


def _shared(person: Person, mask: Masker) -> Part:
    heads = (_("Day"), _("To whom"), _("What for"), _("Kinds of data"))
    rows: list[tuple[str, ...]] = [
        (local_day(one.sent_at).isoformat(), one.desk.label, mask(one.subject), kinds_words(one))
        for one in given_about(person)
    ]
    return Part("shared", _("Given to departments"), heads, rows)


def _entitlements(person: Person, _mask: Masker) -> Part:
    heads = (_("Entitlement"), _("Category"), _("Sum (yuan)"), _("Calculated as of"))
    mourned = Bereavement.objects.filter(household_id=person.household_id).values("officer")
    found = Entitlement.objects.filter(officer__in=mourned, household=person.household)
    own = found.filter(Q(person=None) | Q(person=person))  # never what another member of the family is owed
    lines = [Line(one) for one in own]
    rows: list[tuple[str, ...]] = [
        (line.rule, line.category, line.amount, line.line.as_of.isoformat()) for line in lines
    ]
    note = _("a calculation for the whole family, not a decision")
    return Part("entitlements", _("Entitlements calculated"), heads, rows, note)


def _claims(person: Person, mask: Masker) -> Part:
    """What was claimed for the person, or for the family together; what the family signed is told by day."""
    heads = (_("Entitlement"), _("Paid by"), _("Sum (yuan)"), _("State"), _("Paid so far (yuan)"))
    card = Claim.objects.filter(household=person.household_id)
    found = card.filter(Q(person=person) | Q(person=None)).prefetch_related("payments")
    rows: list[tuple[str, ...]] = [
        (one.rule, one.payer, yuan(one.claim.amount_fen), one.state, yuan(one.paid_fen))
        for one in map(ToldClaim, found)
    ]
    for signed in Signatory.objects.filter(person=person).select_related("agreement"):
        document, day = mask(signed.agreement.document), signed.agreement.signed_on.isoformat()
        rows.append((_("The family's agreement"), document, "", day, ""))
    return Part("claims", _("Claims"), heads, rows)


def _agreed(person: Person, mask: Masker) -> Part:
    heads = (_("Day"), _("What it is for"), _("Words as told"), _("Withdrawn on"))
    card = person.household_id
    notices = NoticeGiven.objects.filter(household=card)
    consents = Consent.objects.filter(household=card, person=person)
    rows: list[tuple[str, ...]] = [
        (one.on.isoformat(), _("The family was told"), str(one.get_way_display()), "") for one in notices
    ]
    rows += [
        (
            one.since.isoformat(), str(one.get_purpose_display()), mask(one.wording),
            one.withdrawn_on.isoformat() if one.withdrawn_on else "",
        )
        for one in consents
    ]  # fmt: skip
    return Part("agreed", _("Notice and consents"), heads, rows)


def _asked(person: Person, mask: Masker) -> Part:
    heads = (_("Received"), _("What was asked for"), _("Words as told"), _("State"))
    rows: list[tuple[str, ...]] = [
        (
            one.received_on.isoformat(), str(one.get_kind_display()), mask(one.wording),
            str(one.get_state_display()),
        )
        for one in RightsRequest.objects.filter(person=person)
    ]  # fmt: skip
    title = _about(person, _("Your requests"), _("Requests about the deceased"))
    return Part("requests", title, heads, rows)


def _looks(person: Person, _mask: Masker) -> Part:
    heads = (_("Day"), _("What was done"), _("Unit"))
    entries = list(JournalEntry.objects.filter(cards__contains=[person.household_id])[:LOOKS])
    units = dict(Post.objects.filter(pk__in={one.by for one in entries}).values_list("pk", "unit__name"))
    days: dict[tuple[str, str, str], None] = {}
    for one in entries:
        days[local_day(one.at).isoformat(), one.words, units.get(one.by, "") if one.by else ""] = None
    note = _("each kind of look once a day; the full slip is given on request")
    return Part("looks", _("Who looked"), heads, list(days), note)


def as_json(person: Person, parts: list[Part]) -> bytes:
    """The copy for programs: the same parts, with their codes."""
    told_parts: list[dict[str, Any]] = [
        {"code": one.code, "title": one.title, "columns": one.heads, "rows": one.rows, "note": one.note}
        for one in parts
    ]
    whole = {
        "format": "anxin.copy/1",
        "made_on": today().isoformat(),
        "person": str(person.pk),
        "parts": told_parts,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def as_pdf(person: Person, parts: list[Part], by: Post) -> bytes:
    """The copy on A4."""
    return sheet_pdf(
        Sheet(
            title=person.name,
            subtitle=_("Copy of the personal information held"),
            number=person.household.number,
            classification=_about(person, _("For the person concerned"), _("For the one who asks")),
            sections=tuple(_section(one) for one in parts),
            signatures=(_("Handed over by"), _("Received by"), _("Date")),
            foot=_("%(unit)s, made on %(day)s") % {"unit": by.unit.label, "day": today().isoformat()},
            language="en" if get_language() == "en" else "zh",
        )
    )


def _section(part: Part) -> Section:
    if len(part.heads) == 2 and part.rows:
        pairs = KeyValues(tuple(Pair(row[0], row[1], wide=len(row[1]) > 24) for row in part.rows))
        return Section(part.title, pairs, note=part.note)
    whole = (_("Day"), _("Received"), _("Known since"), _("Withdrawn on"), _("Calculated as of"))
    columns = tuple(Column(head, "whole" if head in whole else "text") for head in part.heads)
    return Section(part.title, Table(columns, tuple(part.rows), empty=_("Nothing is held.")), note=part.note)


def packed(person: Person, by: Post, password: str) -> tuple[bytes, int]:
    """PDF and JSON in one archive (AES-256), opened by a word the family chose and nobody keeps. Returns the
    archive and how many parts it holds."""
    parts = parts_of(person)
    out = io.BytesIO()
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        archive.writestr("copy.pdf", as_pdf(person, parts, by))
        archive.writestr("copy.json", as_json(person, parts))
    return out.getvalue(), len(parts)
