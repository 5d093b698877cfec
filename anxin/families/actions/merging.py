"""Merging a ledger into the register: match, fill what is blank, add what is new, overwrite nothing.

The same ledger twice changes nothing: people are matched by the keyed hash of the identity number, else by
name and birth date inside the card, and a fact that already stands is not added again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from anxin.families.events import CardsChanged
from anxin.families.models import Bereavement, Fact, FallenOfficer, Household, Person, Source
from anxin.ground.access.models import Post
from anxin.ground.database.fields import digest
from anxin.ground.jobs.events import publish
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

from .building import Rows, build_facts, build_member, touch
from .details import CardDetails, MemberDetails, OfficerDetails, Origin, PersonDetails
from .opening import open_cards


@dataclass
class Merged:
    """What a merge did: cards opened or changed, people and facts added, facts kept against the paper."""

    opened: int = 0
    changed: int = 0
    people: int = 0
    facts: int = 0
    kept: int = 0
    households: list[Household] = field(default_factory=list)  # one for each card given, in the same order


@dataclass
class _Standing:
    """What already stands about one card."""

    household: Household
    officer: FallenOfficer
    people: list[Person]
    facts: dict[tuple[object, str], list[Fact]]


@transaction.atomic
def merge(*, by: Post, unit: Unit, cards: Sequence[CardDetails], origin: Origin) -> Merged:
    """Merge cards into the register of ``unit`` and its subtree, all or nothing."""
    done = Merged()
    standing = _find(unit, cards)
    new = [card for card, found in zip(cards, standing, strict=True) if found is None]
    opened = iter(open_cards(by=by, unit=unit, cards=new, origin=origin))
    done.opened = len(new)
    done.people += sum(len(card.members) for card in new)
    rows, changed = Rows(), []
    for card, found in zip(cards, standing, strict=True):
        done.households.append(found.household if found else next(opened))
        if found and _merge_card(found, card, origin, by, rows, done):
            changed.append(found.household)
    rows.save()
    if changed:
        done.changed = len(changed)
        touch(changed, by)
        publish(CardsChanged(changed, by))
    record(
        "families.merged", by=by, path=unit.path, cards=[card.pk for card in changed], ledger=origin.ledger,
        opened=done.opened, changed=done.changed, people=done.people, facts=done.facts, kept=done.kept,
    )  # fmt: skip
    return done


def _find(unit: Unit, cards: Sequence[CardDetails]) -> list[_Standing | None]:
    """The standing card of each of ``cards``: by the officer's number, else by name and day of death."""
    officers = (
        FallenOfficer.objects.under(unit.path)
        .filter(person__name__in={card.officer.name for card in cards})
        .select_related("person")
    ) | FallenOfficer.objects.under(unit.path).filter(
        person__id_digest__in={digest(card.officer.id_number) for card in cards if card.officer.id_number}
    ).select_related("person")
    known = list(officers)
    found = [_officer_of(card.officer, known) for card in cards]
    standing = _load([officer for officer in found if officer is not None])
    return [standing.get(officer.pk) if officer else None for officer in found]


def _officer_of(details: OfficerDetails, known: Iterable[FallenOfficer]) -> FallenOfficer | None:
    wanted = digest(details.id_number) if details.id_number else ""
    for officer in known:
        if wanted and officer.person.id_digest:
            if officer.person.id_digest == wanted:
                return officer
        elif officer.person.name == details.name and officer.person.died_on == details.died_on:
            return officer
    return None


def _load(officers: Sequence[FallenOfficer]) -> dict[object, _Standing]:
    """Everything that stands about these officers' cards, in four queries."""
    links = Bereavement.objects.filter(officer__in=officers).select_related("household", "officer__person")
    households = [link.household for link in links]
    people: dict[object, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(household__in=households).prefetch_related("tokens"):
        people[person.household_id].append(person)
    facts: dict[object, dict[tuple[object, str], list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in Fact.objects.filter(household__in=households).order_by("-on", "-entered_at"):
        facts[fact.household_id][fact.person_id, fact.code].append(fact)
    return {
        link.officer_id: _Standing(
            link.household, link.officer, people[link.household_id], facts[link.household_id]
        )
        for link in links
    }


def _merge_card(
    found: _Standing, card: CardDetails, origin: Origin, by: Post, rows: Rows, done: Merged
) -> bool:
    """Bring one standing card up to what the ledger says; True when anything changed."""
    before = done.people, done.facts
    filled = _fill(
        found.household,
        {name: getattr(card, name) for name in ("address", "phone", "town", "outside_number")},
    )
    filled |= _fill_officer(found.officer, card.officer)
    unmatched = [person for person in found.people if person.pk != found.officer.person_id]
    for details in card.members:
        person = _person_of(details, unmatched)
        if person is None:
            build_member(rows, found.household, found.officer, details, origin, by)
            done.people += 1
            continue
        unmatched.remove(person)
        filled |= _fill_person(person, details)
        _add_facts(found, person, details.facts, origin, by, rows, done)
    _add_facts(found, None, card.facts, origin, by, rows, done)
    return filled or before != (done.people, done.facts)


def _person_of(details: MemberDetails, people: Sequence[Person]) -> Person | None:
    """The person of the card that a row means: by number, else by a name he or she has borne."""
    wanted = digest(details.id_number) if details.id_number else ""
    for person in people:
        if wanted and person.id_digest == wanted:
            return person
    for person in people:
        both_numbered = wanted and person.id_digest
        if not both_numbered and details.name in {word.token for word in person.tokens.all()} | {person.name}:
            return person
    return None


def _fill(record_: Household | Person | FallenOfficer, values: Mapping[str, object]) -> bool:
    """Set only those columns that are blank; what is known stays."""
    blank = {
        name: value
        for name, value in values.items()
        if value not in (None, "", "0") and getattr(record_, name) in (None, "", "0")
    }
    for name, value in blank.items():
        setattr(record_, name, value)
    if blank:
        record_.save(update_fields=list(blank))
    return bool(blank)


def _fill_person(person: Person, details: PersonDetails) -> bool:
    values: dict[str, object] = {"sex": details.sex, "birth": details.birth, "id_number": details.id_number}
    if details.id_number and not person.id_digest:
        values["id_digest"] = digest(details.id_number)
    if isinstance(details, MemberDetails):
        values["phone"] = details.phone
    return _fill(person, values)


def _fill_officer(officer: FallenOfficer, details: OfficerDetails) -> bool:
    names = ("unit_text", "post_text", "work_start", "death_cause", "channel", "employment", "basic_pay_fen")
    filled = _fill(officer, {name: getattr(details, name) for name in names})
    if officer.determination == "pending" and details.determination not in ("", "pending"):
        officer.determination = details.determination
        officer.save(update_fields=["determination"])
        filled = True
    filled |= _fill_person(officer.person, details)
    return _fill(officer.person, {"died_on": details.died_on}) or filled


def _add_facts(
    found: _Standing,
    person: Person | None,
    values: Mapping[str, str],
    origin: Origin,
    by: Post,
    rows: Rows,
    done: Merged,
) -> None:
    """Add the facts that are news; keep a newer or hand-made fact against an older or undated paper."""
    for code, value in values.items():
        told = found.facts.get((person.pk if person else None, code), [])
        if value == "" or any(
            fact.value == value and (fact is told[0] or fact.on == origin.on) for fact in told
        ):
            continue
        if told and _outranks(told[0], origin):
            done.kept += 1
            continue
        rows.facts += build_facts(found.household, person, {code: value}, origin, by)
        done.facts += 1


def _outranks(fact: Fact, origin: Origin) -> bool:
    """Does a fact that stands outrank what a paper says? Made by hand: unless the paper is clearly newer."""
    if fact.source == Source.LEDGER:
        return fact.on > origin.on
    return not origin.dated or fact.on >= origin.on
