"""Whom a ledger means: the standing card of a family, the person of that card behind a row.

A sound identity number decides. Without one a name does, present or former, unless a birth date or a day of
death speaks against it; then the rest of the family or the kinship has to agree. Clerks correct names, dates
and numbers by hand, and the old paper that comes in again must still find the same people.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from anxin.families.models import (
    Bereavement,
    Fact,
    FallenOfficer,
    Household,
    Kinship,
    Membership,
    Person,
    SearchToken,
)
from anxin.families.pinyin import fold
from anxin.ground.database.fields import digest

from .details import CardDetails, MemberDetails, PersonDetails

VAGUE = "97"  # other relative: two of them need not be the same


@dataclass
class Standing:
    """What already stands about one card."""

    household: Household
    officer: FallenOfficer
    people: list[Person] = field(default_factory=list)  # members, those who have left too
    gone: set[UUID] = field(default_factory=set)  # who no longer belongs to the household
    kin: dict[UUID, str] = field(default_factory=dict)
    facts: dict[tuple[UUID | None, str], list[Fact]] = field(default_factory=lambda: defaultdict(list))
    claimed: bool = False  # another family of this ledger has already been recognised in it


def find(cards: Sequence[CardDetails]) -> list[Standing | None]:
    """The standing card of each of ``cards``, wherever in the post's scope it is kept; None: no card yet."""
    by_number, by_name = _index(_standing(_officers(cards)))
    found: list[Standing | None] = []
    for card in cards:
        number = digest(card.officer.id_number)
        known = by_number.get(number) or [
            one for one in by_name.get(card.officer.name, ()) if _same_officer(card, one)
        ]
        found.append(_best(card, known))
    return found


def pair(members: Sequence[MemberDetails], card: Standing) -> list[Person | None]:
    """The person of the card behind each row; None for somebody new. Nobody is two rows, numbers go first."""
    free, numbers = list(card.people), [digest(one.id_number) for one in members]
    found: list[Person | None] = [None] * len(members)
    for same in (_by_number, _by_name_and_birth, _by_name_alone):
        for place, details in enumerate(members):
            if found[place] is None:
                fits = (one for one in free if same(details, numbers[place], one, card.kin.get(one.pk, "")))
                found[place] = next(fits, None)
                free = [one for one in free if one is not found[place]]
    return found


def _by_number(_details: MemberDetails, number: str, person: Person, _kin: str) -> bool:
    return number != "" and number == person.id_digest


def _by_name_and_birth(details: MemberDetails, number: str, person: Person, _kin: str) -> bool:
    return _named(details, person) and not (number and person.id_digest) and _agree(details, person) is True


def _by_name_alone(details: MemberDetails, number: str, person: Person, kin: str) -> bool:
    """Where number or birth differ, the same name counts only for the same relative: one was corrected."""
    if not _named(details, person):
        return False
    differ = bool(number and person.id_digest) or _agree(details, person) is False
    return not differ or (kin == details.kinship and kin != VAGUE)


def _named(details: PersonDetails, person: Person) -> bool:
    return details.name == person.name or details.name in person.former_names


def _agree(details: PersonDetails, person: Person) -> bool | None:
    """Whether two birth dates may be the same; None when one is unknown."""
    if details.birth is None or person.birth is None:
        return None
    return details.birth.consistent_with(person.birth)


def _officers(cards: Sequence[CardDetails]) -> list[FallenOfficer]:
    """Officers with a number or a name, present or former, of the ledger. Asked table by table: see bulk."""
    numbers = {digest(card.officer.id_number) for card in cards} - {""}
    words = {fold(card.officer.name) for card in cards}
    numbered = Person.objects.filter(id_digest__in=numbers)
    named = SearchToken.objects.filter(token__in=words)
    ids = {*numbered.values_list("pk", flat=True), *named.values_list("person_id", flat=True)}
    people = {person.pk: person for person in Person.objects.filter(pk__among=ids)}
    officers = list(FallenOfficer.objects.filter(person__pk__among=ids))
    for officer in officers:
        officer.person = people[officer.person_id]
    return officers


def _standing(officers: Sequence[FallenOfficer]) -> list[Standing]:
    """Everything that stands about these officers' cards, in seven queries."""
    by_id = {officer.pk: officer for officer in officers}
    links = list(Bereavement.objects.filter(officer__pk__among=by_id))
    households = Household.objects.in_bulk([link.household_id for link in links])
    cards = [Standing(households[link.household_id], by_id[link.officer_id]) for link in links]
    of: dict[UUID, list[Standing]] = defaultdict(list)
    for card in cards:
        of[card.household.pk].append(card)
    _load_people(of)
    for fact in Fact.objects.filter(household__pk__among=of).newest_first():
        for card in of[fact.household_id]:
            card.facts[fact.person_id, fact.code].append(fact)
    return cards


def _load_people(of: dict[UUID, list[Standing]]) -> None:
    for person in Person.objects.filter(household__pk__among=of):
        for card in of[person.household_id]:
            if person.pk != card.officer.person_id:
                card.people.append(person)
    left = Membership.objects.filter(household__pk__among=of, until__isnull=False)
    for household, one in left.values_list("household_id", "person_id"):
        for card in of[household]:
            card.gone.add(one)
    officers = {card.officer.person_id: card for cards in of.values() for card in cards}
    kin = Kinship.objects.filter(of__pk__among=officers, until=None)
    for one, officer, kind in kin.values_list("person_id", "of_id", "kind"):
        officers[officer].kin[one] = kind


def _index(cards: Iterable[Standing]) -> tuple[dict[str, list[Standing]], dict[str, list[Standing]]]:
    """The cards by their officer's number, and by every name he or she has borne."""
    by_number: dict[str, list[Standing]] = defaultdict(list)
    by_name: dict[str, list[Standing]] = defaultdict(list)
    for card in cards:
        person = card.officer.person
        if person.id_digest:
            by_number[person.id_digest].append(card)
        for name in {person.name, *person.former_names}:
            by_name[name].append(card)
    return by_number, by_name


def _same_officer(card: CardDetails, one: Standing) -> bool:
    """Whether an officer of this name is the same: by the day of death, by the unit, else by the family."""
    details, person = card.officer, one.officer.person
    told, known = details.died_on, person.died_on
    if details.id_number and person.id_digest:
        return _shared(card, one) > 0
    if told and known:
        return told.consistent_with(known) or _shared(card, one) > 0
    same_unit = details.unit_text != "" and details.unit_text == one.officer.unit_text
    return same_unit or not card.members or not one.people or _shared(card, one) > 0


def _shared(card: CardDetails, one: Standing) -> int:
    """How many people of the ledger's family stand on the card."""
    return sum(person is not None for person in pair(card.members, one))


def _best(card: CardDetails, known: Sequence[Standing]) -> Standing | None:
    """One officer may have two households, parents and widow living apart: which of the cards is meant."""
    if not known:
        return None
    best = max(known, key=lambda one: _likeness(card, one)) if len(known) > 1 else known[0]
    apart = card.outside_number != "" and best.household.outside_number != ""
    if (best.claimed or apart) and not any(_likeness(card, best)[:2]):
        return None
    best.claimed = True
    return best


def _likeness(card: CardDetails, one: Standing) -> tuple[bool, int, bool]:
    """The ledger's own number of the household, how many people are shared, not yet another family's."""
    same = card.outside_number != "" and card.outside_number == one.household.outside_number
    same = same or (card.number != "" and card.number == one.household.number)
    return same, _shared(card, one), not one.claimed
