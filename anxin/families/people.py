"""Small questions about people that pages and papers ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from anxin.ground.days.ages import under
from anxin.ground.days.clock import today
from anxin.ground.ui.masks import masked, masked_text

from .dictionary import FIELDS, Field, Kind, Theme, source_words
from .kinship import KINSHIP
from .models import Fact, Household, Kinship, Membership, Person

ELDER, ADULT, CHILD = 60, 18, 14  # 老年人权益保障法 2; 未成年人保护法 2; PIPL 28


def is_elder(person: Person) -> bool:
    """60 or older today; False where the birth date leaves it open."""
    return person.age is not None and person.age >= ELDER


def has_died(person: Person) -> bool:
    """The officer whom the card mourns, or anybody with a day of death."""
    return bool(person.died_on) or hasattr(person, "fallen")


def is_minor(person: Person) -> bool:
    """Under 18 today; False where the birth date leaves it open."""
    return person.age is not None and person.age < ADULT


def is_child(person: Person) -> bool:
    """Under 14 today, or perhaps so where a part of the birth date is missing: such a file stands behind the
    interruption page (see families.views.children)."""
    return (
        person.birth is not None and not person.died_on and under(person.birth, CHILD, today()) is not False
    )


def child_mark(person: Person) -> dict[str, Any]:
    """What the journal notes besides about a look at somebody under 14: the yearly audit counts these."""
    return {"child": True} if is_child(person) else {}


def may_be_child(person: Person) -> bool:
    """Under 14 today, or perhaps: what leaves the house treats an open birth date as a child's."""
    if person.birth is None or person.died_on:
        return False
    return under(person.birth, CHILD, today()) is not False


def may_be_minor(person: Person) -> bool:
    """Under 18 today, or perhaps so where a part of the birth date is missing: nothing is put into this
    person's hands."""
    return person.birth is not None and under(person.birth, ADULT, today()) is not False


@dataclass(frozen=True)
class Told:
    """A fact as a page shows it: the field's label, the value in words, where it comes from. The value is
    under its field's mask unless it was revealed for this one page."""

    field: Field
    fact: Fact
    revealed: bool = False

    @property
    def value(self) -> str:
        """The value as it may be shown, a code in words."""
        words = self.field.words(self.fact.value)
        return words if self.revealed else masked(self.field.mask, words)

    @property
    def is_masked(self) -> bool:
        """Is the whole value kept back?"""
        return self.field.mask == "hidden" and not self.revealed

    @property
    def is_money(self) -> bool:
        """Is the value a sum?"""
        return self.field.kind is Kind.FEN

    @property
    def source(self) -> str:
        """Kind of source and its own words."""
        kind, words = self.fact.get_source_display(), masked_text(source_words(self.fact.source_text))
        return f"{kind}　{words}" if words else kind

    @property
    def money(self) -> int:
        """The sum in fen."""
        return int(self.fact.value)


@dataclass(frozen=True)
class ThemeFacts:
    """The current facts of one theme."""

    theme: Theme
    told: list[Told]


def told(fact: Fact, shown: object = None) -> Told:
    """A fact with its dictionary entry; ``shown`` is the id of the one fact revealed on this page."""
    return Told(FIELDS[fact.code], fact, revealed=shown is not None and fact.pk == shown)


def by_theme(facts: Iterable[Fact], shown: object = None, *, whole: bool = False) -> list[ThemeFacts]:
    """Facts grouped by theme, in the order of the card; themes without a fact are left out. ``whole``: none
    is masked, for a paper that gives somebody their own record."""
    known = [told(fact, fact.pk if whole else shown) for fact in facts if fact.code in FIELDS]
    grouped = [ThemeFacts(theme, [one for one in known if one.field.theme is theme]) for theme in Theme]
    return [group for group in grouped if group.told]


@dataclass(frozen=True)
class Member:
    """A person of the household as the card shows: what to the deceased, head or not, facts. A child's facts
    are not among them: they stand on the child's own page, behind the interruption page."""

    person: Person
    membership: Membership
    kin: Kinship | None
    is_head: bool
    facts: list[Told]

    @property
    def is_child(self) -> bool:
        """Under 14 today."""
        return is_child(self.person)

    @property
    def kin_words(self) -> str:
        """What this person is to the deceased, in words."""
        return str(KINSHIP[self.kin.kind].words) if self.kin and self.kin.kind in KINSHIP else ""

    @property
    def kin_order(self) -> str:
        """Spouse, then children, then parents, then others: the order of the card."""
        code = self.kin.kind if self.kin else "97"
        return {"1": "0", "2": "1", "3": "1", "5": "2"}.get(code[0], "3") + (
            self.person.birth.isoformat() if self.person.birth else "9"
        )


def members_of(household: Household, *, ended: bool = False) -> list[Member]:
    """The members of a household in the order of the card, with their current facts; four queries."""
    memberships = Membership.objects.filter(household=household, until__isnull=not ended).select_related(
        "person__fallen"
    )
    kin = {one.person_id: one for one in Kinship.objects.filter(person__household=household, until=None)}
    facts: dict[object, list[Told]] = {}
    for fact in Fact.objects.filter(household=household, person__isnull=False).current():
        if fact.code in FIELDS:
            facts.setdefault(fact.person_id, []).append(told(fact))
    members = [
        Member(
            one.person,
            one,
            kin.get(one.person_id),
            one.person_id == household.head_id,
            [] if is_child(one.person) else facts.get(one.person_id, []),
        )
        for one in memberships
    ]
    return sorted(members, key=lambda member: member.kin_order)
