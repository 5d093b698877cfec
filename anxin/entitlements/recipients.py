"""Who the lump sum goes to: a set of people, never an order and never a share (F1-8)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from anxin.families import kinship
from anxin.families.models import FallenOfficer, Household, Kinship, Membership, Person
from anxin.families.models.households import Ended
from anxin.policy.api import recipients as by_law

STEP_OR_ADOPTED = frozenset({"27", "37", "57", "58"})
# The right arises with the death: who remarried, was adopted or moved away later keeps it.
STILL_IN = frozenset({"", Ended.REMARRIAGE, Ended.ADOPTION, Ended.MOVED})
ROLES = (
    ("spouse", kinship.SPOUSES),
    ("child", kinship.CHILDREN),
    ("parent", kinship.PARENTS),
    ("sibling", kinship.SIBLINGS),
)


@dataclass(frozen=True)
class Recipient:
    """Somebody in the set. ``sure`` is False where a fact must be checked first (step kin, siblings)."""

    person: Person
    kin_words: str
    role: str
    sure: bool


def kin_of(officer: FallenOfficer) -> dict[uuid.UUID, Kinship]:
    """What everybody is to an officer."""
    return {one.person_id: one for one in Kinship.objects.filter(of=officer.person_id, until=None)}


def recipients_of(
    household: Household, officer: FallenOfficer, kin: Mapping[uuid.UUID, Kinship] | None = None
) -> list[Recipient]:
    """The set, spouse first for reading only. ``kin`` where it was read already; else two queries."""
    kin = kin_of(officer) if kin is None else kin
    members = Membership.objects.filter(household=household, ended__in=STILL_IN, person__died_on=None)
    people = [one.person for one in members.select_related("person") if one.person_id in kin]
    roles = tuple(_role(kin[person.pk].kind) for person in people)
    found = [
        _recipient(person, kin[person.pk], role, answer)
        for person, role, answer in zip(people, roles, _answers(roles), strict=True)
        if answer != "no"
    ]
    return sorted(found, key=lambda one: [role for role, _codes in ROLES].index(one.role))


@lru_cache(512)
def _answers(roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(by_law([roles])[0])


def _role(kind: str) -> str:
    return next((role for role, codes in ROLES if kind in codes), "other")


def _recipient(person: Person, kin: Kinship, role: str, answer: str) -> Recipient:
    step = kin.kind in STEP_OR_ADOPTED and not kin.step_with_upbringing
    return Recipient(person, kinship.words(kin.kind), role, sure=answer == "yes" and not step)


def role_words(found: list[Recipient]) -> str:
    """The set in words: spouse, children, parents; the empty string when nobody is known."""
    names = {
        "spouse": _("spouse"),
        "child": _("children"),
        "parent": _("parents"),
        "sibling": _("siblings, to be checked"),
    }
    return _(", ").join(dict.fromkeys(names[one.role] for one in found))
