"""What each member is to the deceased, when a ledger says only what he is to the surviving head of the
household.

The head is placed first (spouse, parent or child of the deceased), then everybody else through the head.
Whatever was worked out is marked as inferred, and as doubtful where words and ages disagree; a person
confirms it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from anxin.families import kinship
from anxin.families.kinship import FEMALE, MALE, Sex

Role = Literal["spouse", "parent", "child", "sibling"]
GENERATION = 15  # years; parents and children are at least so far apart
SURE_PARENT = 18  # below this, a head without a spouse beside him may as well be an older widow
OTHER_RELATIVE = "97"


@dataclass(frozen=True, slots=True)
class Someone:
    """What kinship is judged by: the word's code (to the head or the deceased), sex, and first possible
    birth.
    """

    code: str | None
    sex: Sex | None
    birth: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """A member's kinship to the deceased."""

    code: str | None
    inferred: bool = True
    doubtful: bool = False


def through_head(deceased: Someone, members: Sequence[Someone]) -> list[Found]:
    """The kinship of every member to the deceased, from what each is to the head (the member with code 02).

    Without a head among them the deceased was the head, so the words are taken as they stand.
    """
    head = next((member for member in members if member.code == "02"), None)
    if head is None:
        return [Found(member.code) for member in members]
    role, doubtful = _role(deceased, head, members)
    if head.sex is None:
        at = members.index(head)
        head = replace(head, sex=_sex_by_spouse(role, deceased, members))
        members = [*members[:at], head, *members[at + 1 :]]
    household = _Household(deceased, head, role, members)
    return [
        Found(_own_code(role, head, deceased), doubtful=doubtful)
        if member is head
        else household.found(member)
        for member in members
    ]


def _years_older(one: Someone, other: Someone) -> float | None:
    if one.birth is None or other.birth is None:
        return None
    return (other.birth - one.birth).days / 365.25


def _role(deceased: Someone, head: Someone, members: Sequence[Someone]) -> tuple[Role, bool]:
    """What the head is to the deceased, and whether that is doubtful."""
    codes = {member.code for member in members}
    older = _years_older(head, deceased)
    has_spouse = not codes.isdisjoint(kinship.SPOUSES)
    has_parents_in_law = not codes.isdisjoint(kinship.PARENTS_IN_LAW)
    same_sex = head.sex is not None and head.sex == deceased.sex
    if older is None:
        return ("parent" if (has_spouse or same_sex) and not has_parents_in_law else "spouse"), True
    if older >= GENERATION:
        return "parent", older < SURE_PARENT and not has_spouse
    if has_parents_in_law:
        return "spouse", older <= -GENERATION
    if older <= -GENERATION:
        return "child", False
    return ("sibling", True) if same_sex else ("spouse", has_spouse)


def _sex_by_spouse(role: Role, deceased: Someone, members: Sequence[Someone]) -> Sex | None:
    """The sex of a head whose number is wrong: the other than that of his spouse."""
    if role == "spouse":
        return _other(deceased.sex)
    return next((_other(member.sex) for member in members if member.code in kinship.SPOUSES), None)


def _own_code(role: Role, head: Someone, deceased: Someone) -> str | None:
    codes = {"spouse": ("11", "12", "10"), "parent": ("51", "52", "50"), "child": ("20", "30", None)}
    if role == "sibling":
        return _sibling(head, deceased)
    man, woman, unknown = codes[role]
    return {MALE: man, FEMALE: woman, None: unknown}[head.sex]


def _sibling(one: Someone, of: Someone) -> str:
    older = _years_older(one, of)
    if older is None or one.sex is None:
        return "70"
    return {MALE: ("73", "71"), FEMALE: ("77", "75")}[one.sex][older > 0]


def _by_sex(sex: Sex | None, man: str, woman: str, unknown: str | None) -> str | None:
    return {MALE: man, FEMALE: woman, None: unknown}[sex]


class _Household:
    """Places the others through a head whose role is known."""

    def __init__(self, deceased: Someone, head: Someone, role: Role, members: Sequence[Someone]) -> None:
        self._deceased, self._head, self._role = deceased, head, role
        self._codes = [member.code for member in members]

    def found(self, member: Someone) -> Found:
        """The kinship of one member other than the head."""
        if member.code is None:
            return Found(None)
        if member.code in {OTHER_RELATIVE, "98", "99"}:
            return Found(member.code)
        return {
            "spouse": self._through_spouse,
            "parent": self._through_parent,
            "child": self._through_child,
            "sibling": self._through_sibling,
        }[self._role](member, member.code)

    def _man(self) -> bool:
        return self._deceased.sex == MALE

    def _through_spouse(self, member: Someone, code: str) -> Found:
        if code in {"53", "55"}:
            return Found("51")
        if code in {"54", "56"}:
            return Found("52")
        if code in {"51", "57"}:
            return Found("55" if self._man() else "53")
        if code in {"52", "58"}:
            return Found("56" if self._man() else "54")
        if kinship.KINSHIP[code].generation < 0 and code not in {"93", "94", "95", "96"}:
            return Found(code)
        if code in kinship.SPOUSES:  # the head has married again
            return Found(OTHER_RELATIVE, doubtful=True)
        return Found(OTHER_RELATIVE)

    def _through_parent(self, member: Someone, code: str) -> Found:
        if code in kinship.SPOUSES:
            return Found(_by_sex(member.sex or _other(self._head.sex), "51", "52", "50"))
        if code in kinship.CHILDREN:
            return self._child_of_parent(member, code)
        if code in {"38", "28"}:
            return self._wed_to_child_of_parent(code)
        if code in kinship.GRANDCHILDREN:
            return self._grandchild_of_parent(member, code)
        if code in kinship.PARENTS or code in kinship.PARENTS_IN_LAW:
            return Found(self._grandparent(code))
        return Found(OTHER_RELATIVE)

    def _child_of_parent(self, member: Someone, code: str) -> Found:
        """A child of the head is a sibling, unless so young that the word was meant as to the deceased."""
        younger = _years_older(self._deceased, member)
        if younger is not None and younger >= GENERATION:
            return Found(code, doubtful=True)
        sex = MALE if code in kinship.SONS else FEMALE
        return Found(_sibling(Someone(code, sex, member.birth), self._deceased))

    def _wed_to_child_of_parent(self, code: str) -> Found:
        own = code == ("38" if self._man() else "28")
        if not own:
            return Found(OTHER_RELATIVE)
        return Found("12" if self._man() else "11", doubtful=self._codes.count(code) > 1)

    def _grandchild_of_parent(self, member: Someone, code: str) -> Found:
        through_son, through_daughter = code in {"41", "42"}, code in {"43", "44"}
        woman = member.sex == FEMALE if code in {"40", "49"} else code in {"42", "44"}
        if (through_son and not self._man()) or (through_daughter and self._man()):
            return Found(("95", "96")[woman] if through_daughter else ("93", "94")[woman])
        has_siblings = not kinship.CHILDREN.isdisjoint(code for code in self._codes if code)
        return Found(("20", "30")[woman], doubtful=has_siblings)

    def _grandparent(self, code: str) -> str:
        fathers_side = (self._head.sex == MALE) == (code in kinship.PARENTS)
        woman = kinship.KINSHIP[code].sex == FEMALE
        return (("61", "62") if fathers_side else ("63", "64"))[woman]

    def _through_child(self, member: Someone, code: str) -> Found:
        if code in kinship.PARENTS:
            other = _other(self._deceased.sex)
            return Found(
                _by_sex(kinship.KINSHIP[code].sex or other, "11", "12", "10"), doubtful=code in {"57", "58"}
            )
        if code in kinship.GRANDPARENTS:
            return Found(self._grandparent_of_child(code))
        if code in kinship.SIBLINGS:
            return Found(_by_sex(kinship.KINSHIP[code].sex or member.sex, "20", "30", None))
        if code in kinship.SPOUSES:
            return Found(_by_sex(_other(self._head.sex), "28", "38", OTHER_RELATIVE))
        if code in {"72", "74", "76", "78"}:
            return Found("38" if code in {"72", "74"} else "28")
        if code in kinship.CHILDREN:
            woman = code in kinship.DAUGHTERS
            return Found((("43", "44") if self._head.sex == FEMALE else ("41", "42"))[woman])
        return Found(OTHER_RELATIVE)

    def _grandparent_of_child(self, code: str) -> str:
        woman = kinship.KINSHIP[code].sex == FEMALE
        own = code in ({"61", "62"} if self._man() else {"63", "64"})
        if own:
            return ("51", "52")[woman]
        return (("55", "56") if self._man() else ("53", "54"))[woman]

    def _through_sibling(self, member: Someone, code: str) -> Found:
        if code in kinship.PARENTS or code in kinship.GRANDPARENTS:
            return Found(code, doubtful=True)
        if code in kinship.SIBLINGS:
            return Found(_sibling(member, self._deceased), doubtful=True)
        return Found(OTHER_RELATIVE, doubtful=True)


def _other(sex: Sex | None) -> Sex | None:
    return None if sex is None else (FEMALE if sex == MALE else MALE)
