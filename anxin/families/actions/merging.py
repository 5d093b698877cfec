"""Merging a ledger into the register: match, fill what is blank, add what is new, overwrite nothing.

The same ledger twice changes nothing: families and people are recognised (see matching), and a fact that
already stands is not added again.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from anxin.families.events import CardsChanged
from anxin.families.models import Fact, FallenOfficer, Household, Person, Source
from anxin.ground.access.models import Post
from anxin.ground.database.fields import digest
from anxin.ground.jobs.events import publish
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

from .building import Rows, build_facts, build_member, touch
from .details import CardDetails, MemberDetails, OfficerDetails, Origin, PersonDetails
from .matching import Standing, find, pair
from .opening import open_cards

Record = Household | Person | FallenOfficer
BLANK = (None, "", "0")
BATCH = 500


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
class _Filled:
    """Records whose blank columns a ledger filled, by the columns, so that each group is one statement."""

    groups: dict[tuple[type[Record], tuple[str, ...]], list[Record]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def fill(self, record_: Record, values: Mapping[str, object]) -> bool:
        """Set only those columns that are blank; what is known stays."""
        news = {
            name: value
            for name, value in values.items()
            if value not in BLANK and getattr(record_, name) in BLANK
        }
        for name, value in news.items():
            setattr(record_, name, value)
        if news:
            self.groups[type(record_), tuple(sorted(news))].append(record_)
        return bool(news)

    def save(self) -> None:
        for (model, columns), records in self.groups.items():
            model.objects.bulk_update(records, columns, BATCH)  # type: ignore[arg-type]  # all of this model


@dataclass
class _Merging:
    """One ledger on its way into the register."""

    by: Post
    origin: Origin
    done: Merged = field(default_factory=Merged)
    rows: Rows = field(default_factory=Rows)
    filled: _Filled = field(default_factory=_Filled)

    def card(self, found: Standing, card: CardDetails) -> bool:
        """Bring one standing card up to what the ledger says; True when anything changed."""
        before = self.done.people, self.done.facts
        names = ("address", "phone", "town", "outside_number")
        filled = self.filled.fill(found.household, {name: getattr(card, name) for name in names})
        filled |= self._officer(found.officer, card.officer)
        for details, person in zip(card.members, pair(card.members, found), strict=True):
            filled |= self._member(found, details, person)
        self._facts(found, None, card.facts)
        return filled or before != (self.done.people, self.done.facts)

    def _member(self, found: Standing, details: MemberDetails, person: Person | None) -> bool:
        if person is None:
            head = found.household.head_id
            person = build_member(self.rows, found.household, found.officer, details, self.origin, self.by)
            found.household.head_id = head
            found.people.append(person)
            found.kin[person.pk] = details.kinship
            self.done.people += 1
            filled = False
        else:
            filled = self._person(person, details)
            self._facts(found, person, details.facts)
        if details.is_head and person.pk not in found.gone:
            filled |= self.filled.fill(found.household, {"head_id": person.pk})
        return filled

    def _person(self, person: Person, details: PersonDetails) -> bool:
        values: dict[str, object] = {"sex": details.sex, "birth": details.birth}
        if details.id_number and not person.id_digest:
            values |= {"id_number": details.id_number, "id_digest": digest(details.id_number)}
        if isinstance(details, MemberDetails):
            values["phone"] = details.phone
        if isinstance(details, OfficerDetails):
            values["died_on"] = details.died_on
        return self.filled.fill(person, values)

    def _officer(self, officer: FallenOfficer, details: OfficerDetails) -> bool:
        names = (
            "unit_text", "post_text", "work_start", "death_cause", "channel", "employment", "basic_pay_fen",
        )  # fmt: skip
        values = {name: getattr(details, name) for name in names}
        if officer.determination == "pending" and details.determination not in ("", "pending"):
            officer.determination, values["determination"] = "", details.determination
        filled = self.filled.fill(officer, values)
        return self._person(officer.person, details) or filled

    def _facts(self, found: Standing, person: Person | None, values: Mapping[str, str]) -> None:
        """Add the facts that are news; keep a newer or hand-made fact against an older or undated paper."""
        for code, value in values.items():
            told = found.facts.get((person.pk if person else None, code), [])
            if value == "" or _stands(told, value, self.origin):
                continue
            if told and _outranks(told[0], self.origin):
                self.done.kept += 1
                continue
            self.rows.facts += build_facts(found.household, person, {code: value}, self.origin, self.by)
            self.done.facts += 1


@transaction.atomic
def merge(*, by: Post, unit: Unit, cards: Sequence[CardDetails], origin: Origin) -> Merged:
    """Merge cards into the register of ``unit`` and its subtree, all or nothing."""
    merging = _Merging(by, origin)
    standing = find(cards)
    new = [card for card, found in zip(cards, standing, strict=True) if found is None]
    opened = iter(open_cards(by=by, unit=unit, cards=new, origin=origin))
    changed: dict[object, Household] = {}
    for card, found in zip(cards, standing, strict=True):
        household = found.household if found else next(opened)
        merging.done.households.append(household)
        if found and merging.card(found, card):
            changed[household.pk] = household
    merging.rows.save()
    merging.filled.save()
    done = merging.done
    done.opened, done.changed = len(new), len(changed)
    done.people += sum(len(card.members) for card in new)
    _tell(by, unit, origin, list(changed.values()), done)
    return done


def _tell(by: Post, unit: Unit, origin: Origin, changed: list[Household], done: Merged) -> None:
    if changed:
        touch(changed, by)
        publish(CardsChanged(changed, by))
    record(
        "families.merged", by=by, path=unit.path, cards=[card.pk for card in changed], ledger=origin.ledger,
        opened=done.opened, changed=done.changed, people=done.people, facts=done.facts, kept=done.kept,
    )  # fmt: skip


def _stands(told: Sequence[Fact], value: str, origin: Origin) -> bool:
    """Is this what was told last, or what a paper of the same day has told before?"""
    return any(fact.value == value and (fact is told[0] or fact.on == origin.on) for fact in told)


def _outranks(fact: Fact, origin: Origin) -> bool:
    """Does a fact that stands outrank what a paper says? Made by hand: unless the paper is clearly newer. A
    paper without a day never outranks what has one."""
    if fact.dated and not origin.dated:
        return True
    return fact.on > origin.on if fact.source == Source.LEDGER else fact.on >= origin.on
