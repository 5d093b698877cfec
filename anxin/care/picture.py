"""一户一图 of a household: its people by kinship to the officer, and the ring of those who support it."""

from collections.abc import Iterable
from typing import Literal

from django.utils.translation import gettext

from anxin.families.kinship import CHILDREN, KINSHIP, PARENTS, PARENTS_IN_LAW, SIBLINGS, SPOUSES
from anxin.families.models import FallenOfficer, Household, Person
from anxin.families.people import Member
from anxin.ground.ui.pictures.shapes import Ecomap, Kin, Support
from anxin.ground.ui.templatetags.ui import partial

from .queries import family_title

SEX: dict[str, Literal["m", "f", ""]] = {"1": "m", "2": "f"}
TOP, LOWEST = -1, 3  # rows of the picture: grandparents, parents, the officer's own, children, grandchildren


def picture_of(
    household: Household, officers: Iterable[FallenOfficer], members: list[Member], ring: Iterable[Support]
) -> Ecomap:
    """The whole picture, from the records as they stand."""
    fallen = [officer.person for officer in officers]
    notes = [gettext("%(n)d people") % {"n": len(members)}]
    if household.head:
        notes[0] = gettext("%(n)d people, head: %(name)s") % {"n": len(members), "name": household.head.name}
    title = gettext("Picture of the %(family)s") % {"family": family_title(household)}
    return Ecomap(title, tuple(people_of(fallen, members)), tuple(ring), tuple(notes))


def people_of(fallen: list[Person], members: list[Member]) -> Iterable[Kin]:
    """Everybody of the family by kinship to the officer, the officers first."""
    keys = {
        code: [str(one.person.pk) for one in members if _code(one) in code]
        for code in (SPOUSES, PARENTS, PARENTS_IN_LAW)
    }
    officers = [str(person.pk) for person in fallen]
    couple = tuple((officers + keys[SPOUSES])[:2])
    for person in fallen:
        yield _kin(
            person,
            "",
            1,
            partners=couple[1:] if str(person.pk) == couple[0] else (),
            parents=tuple(keys[PARENTS][:2]),
        )
    for member in members:
        yield _member(member, couple, keys)


def _member(member: Member, couple: tuple[str, ...], keys: dict[frozenset[str], list[str]]) -> Kin:
    code = _code(member)
    parents: tuple[str, ...] = ()
    if code in CHILDREN:
        parents = couple
    elif code in SIBLINGS:
        parents = tuple(keys[PARENTS][:2])
    elif code in SPOUSES:
        parents = tuple(keys[PARENTS_IN_LAW][:2])
    own = str(member.person.pk)
    pair = next((found for group in (PARENTS, PARENTS_IN_LAW) if own in (found := keys[group][:2])), [])
    words = member.kin_words
    return _kin(
        member.person, words, _row(code), partners=tuple(one for one in pair if one != own), parents=parents
    )


def _code(member: Member) -> str:
    return member.kin.kind if member.kin else "97"


def _row(code: str) -> int:
    generation = KINSHIP[code].generation if code in KINSHIP else 0
    return min(max(1 - generation, TOP), LOWEST)


def _kin(person: Person, word: str, row: int, *, partners: tuple[str, ...], parents: tuple[str, ...]) -> Kin:
    gone = partial(person.died_on) if person.died_on else ("known" if hasattr(person, "fallen") else "")
    return Kin(
        str(person.pk), person.name, word, SEX.get(person.sex, ""), row,
        age=person.age, gone=gone, partners=partners, parents=parents,
    )  # fmt: skip
