"""The rules that bring the dates of a person: one row a rule, with its ground, scope and validity.

Ages and grounds are those of the law as it was read (shared POLICY, entitlements); what is only remembered
(M) or custom stands here marked, is shown as such, and makes no to-do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.families.kinship import CHILDREN, FEMALE, GRANDCHILDREN, GRANDPARENTS, PARENTS, SIBLINGS, SPOUSES

from .kinds import KINDS, KindOf
from .shapes import Life

YOUNG: Final = CHILDREN | GRANDCHILDREN | SIBLINGS
ELDERS: Final = PARENTS | GRANDPARENTS
OLDER: Final = SPOUSES | ELDERS
OF_THE_LINE: Final = SPOUSES | PARENTS
AT_COLLEGE: Final = frozenset({"college", "postgraduate"})


class Scope(StrEnum):
    """Whom a rule is about. What is not known excludes nobody: a date too many is looked at by a human."""

    ALL = "all"
    STUDENT = "student"
    LATE_STUDENT = "late_student"
    WIFE_OR_MOTHER = "wife_or_mother"
    WIFE_OR_FOREMOTHER = "wife_or_foremother"
    PUPIL = "pupil"

    @property
    def label(self) -> Promise:
        """In the reader's language."""
        return SCOPES[self]

    def holds(self, life: Life) -> bool:
        """Is somebody of this kinship, sex and schooling meant?"""
        return _HOLDS[self](life)


SCOPES: Final = {
    Scope.ALL: _("every member of the family"),
    Scope.PUPIL: _("children of the family who are not known to be out of school"),
    Scope.STUDENT: _(
        "children, grandchildren and siblings of the officer who are not known to be out of school"
    ),
    Scope.LATE_STUDENT: _("those known to be at university or in postgraduate studies"),
    Scope.WIFE_OR_MOTHER: _("the officer's wife and mother"),
    Scope.WIFE_OR_FOREMOTHER: _("the officer's wife, mother and grandmothers"),
}
_HOLDS: Final[dict[Scope, Callable[[Life], bool]]] = {
    Scope.ALL: lambda life: True,
    Scope.PUPIL: lambda life: life.kin not in OLDER,
    Scope.STUDENT: lambda life: (life.kin in YOUNG or not life.kin) and life.study != "none",
    Scope.LATE_STUDENT: lambda life: life.study in AT_COLLEGE,
    Scope.WIFE_OR_MOTHER: lambda life: _woman(life) and life.kin in OF_THE_LINE,
    Scope.WIFE_OR_FOREMOTHER: lambda life: _woman(life) and life.kin in OLDER,
}


def _woman(life: Life) -> bool:
    return life.sex == FEMALE or (life.sex not in "12" and life.kin not in ("11", "51", "57", "61", "63"))


@dataclass(frozen=True)
class Ground:
    """What a rule rests on: title and article as the document writes them (Chinese in both languages), and
    how sure that is: Q the text was read, S a copy or report was read, M from memory, C a custom or a
    convention of this house."""

    text: str
    sure: str


@dataclass(frozen=True)
class Rule:
    """One rule. ``age``: the age that brings it, None for a rule that has none. ``what``: what is looked at
    then. In force for days from ``since`` to ``until`` (None: open)."""

    kind: str
    age: int | None
    scope: Scope
    what: Promise
    grounds: tuple[Ground, ...]
    since: date | None = None
    until: date | None = None

    @property
    def kind_of(self) -> KindOf:
        """Its words and its mark."""
        return KINDS[self.kind]

    @property
    def years(self) -> int:
        """The age as a number; 0 for a rule without one."""
        return self.age or 0

    @property
    def confirmed(self) -> bool:
        """Was anything of its ground read, or is it custom? From memory only: shown, never a to-do."""
        return any(ground.sure in "QSC" for ground in self.grounds)

    def in_force(self, day: date) -> bool:
        """Does it hold for this day?"""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


_ALLOWANCE = Ground("民发〔1980〕5号、财事〔1980〕34号", "S")
_DEPENDANTS = Ground("因工死亡职工供养亲属范围规定（劳动和社会保障部令第18号）第二条至第五条", "Q")
_MARTYRS = Ground("烈士褒扬条例（2024年修订）第十七条、第十八条", "Q")
_ELDERS = Ground("中华人民共和国老年人权益保障法第三十三条", "Q")
_SCHOOL_YEAR = Ground("学年自9月1日起（本系统约定）", "C")
_NEXT = _("allowance for the aged: the next amount")

AGES: Final = (
    Rule(
        "age_14", 14, Scope.ALL, _("the file is no longer that of a child under 14"),
        (
            Ground("中华人民共和国个人信息保护法第二十八条、第三十一条", "Q"),
            Ground("未成年人网络保护条例第三十六条", "Q"),
        ),
        date(2021, 11, 1),
    ),
    Rule(
        "age_16", 16, Scope.ALL,
        _("allowance for survivors below 16 or at an ordinary middle school, support for the destitute"),
        (_ALLOWANCE, Ground("社会救助暂行办法第十四条", "Q")), date(1980, 2, 1),
    ),
    Rule(
        "age_18", 18, Scope.ALL,
        _("pension for dependants, allowance for orphans, regular pension: go on, change or end"),
        (_DEPENDANTS, _MARTYRS, Ground("国办发〔2010〕54号", "S")), date(2004, 1, 1),
    ),
    Rule(
        "age_22", 22, Scope.STUDENT,
        _("usual end of a first degree: what is paid to students, help with a job"),
        (_MARTYRS, Ground("本科毕业的通常年龄（本系统约定）", "C")), date(2004, 1, 1),
    ),
    Rule(
        "age_24", 24, Scope.LATE_STUDENT,
        _("usual end of longer studies: what is paid to students, help with a job"),
        (_MARTYRS, Ground("较长学业毕业的通常年龄（本系统约定）", "C")), date(2004, 1, 1),
    ),
    Rule(
        "age_50", 50, Scope.WIFE_OR_MOTHER, _("allowance for survivors may begin"),
        (_ALLOWANCE,), date(1980, 2, 1),
    ),
    Rule(
        "age_55", 55, Scope.WIFE_OR_FOREMOTHER, _("pension for dependants may begin"),
        (_DEPENDANTS,), date(2004, 1, 1),
    ),
    Rule(
        "age_60", 60, Scope.ALL, _("counts as an elder; pensions and allowances by age may begin"),
        (Ground("中华人民共和国老年人权益保障法第二条", "Q"), _DEPENDANTS, _ALLOWANCE), date(1980, 2, 1),
    ),
    Rule(
        "age_65", 65, Scope.ALL, _("yearly health check for elders at the township health centre"),
        (Ground("国家基本公共卫生服务规范，老年人健康管理（待核）", "M"),),
    ),
    Rule("age_70", 70, Scope.ALL, _("what the place gives from 70 on"), (Ground("地方规定（待核）", "M"),)),
    Rule("age_80", 80, Scope.ALL, _("allowance for the aged: apply"), (_ELDERS,), date(2013, 7, 1)),
    Rule(
        "age_85", 85, Scope.ALL, _("look again at who cares for the elder"),
        (Ground("照护评估（本系统约定）", "M"),),
    ),
    Rule("age_90", 90, Scope.ALL, _NEXT, (_ELDERS,), date(2013, 7, 1)),
    Rule("age_100", 100, Scope.ALL, _NEXT, (_ELDERS,), date(2013, 7, 1)),
)  # fmt: skip

STUDIES: Final = (
    Rule(
        "study_preschool", 3, Scope.PUPIL, _("a place, and aid for children in need"),
        (Ground("中华人民共和国学前教育法第六十五条", "Q"), _SCHOOL_YEAR),
    ),
    Rule(
        "study_primary", 6, Scope.PUPIL, _("a place, and who takes the child there"),
        (Ground("中华人民共和国义务教育法第十一条（待核）", "M"), _SCHOOL_YEAR),
    ),
    Rule("study_junior", None, Scope.PUPIL, _("a place; boarding or not"), (_SCHOOL_YEAR,)),
    Rule(
        "study_senior", None, Scope.PUPIL, _("examination and choice of school; grant for those in need"),
        (_SCHOOL_YEAR,),
    ),
    Rule(
        "study_college", None, Scope.PUPIL, _("examination and choice; grant, loan, or help with a job"),
        (_SCHOOL_YEAR,),
    ),
    Rule("study_ends", None, Scope.PUPIL, _("help with a job; what was paid to a student"), (_SCHOOL_YEAR,)),
)  # fmt: skip

_PLAN = Ground("天津市2020年九部门办法（春节、七一走访）", "S")
_CUSTOM = Ground("传统节日", "C")
FAMILY: Final = (
    Rule(
        "festival_spring", None, Scope.ALL, _("visit before the day; money arrives before it"),
        (_PLAN, Ground("中央组织部2018年元旦春节走访慰问通知", "S")),
    ),
    Rule("festival_qingming", None, Scope.ALL, _("a quiet day"), (_CUSTOM,)),
    Rule("festival_dragon_boat", None, Scope.ALL, _("a greeting"), (_CUSTOM,)),
    Rule("festival_party_day", None, Scope.ALL, _("visit before the day"), (_PLAN,)),
    Rule("festival_mid_autumn", None, Scope.ALL, _("a greeting"), (_CUSTOM,)),
    Rule(
        "festival_double_ninth", 60, Scope.ALL, _("a greeting to families with somebody of 60 or more"),
        (_CUSTOM, Ground("中华人民共和国老年人权益保障法第二条", "Q")),
    ),
    Rule("school_starts", None, Scope.PUPIL, _("a word to families with pupils"), (_SCHOOL_YEAR,)),
    Rule("memorial", None, Scope.ALL, _("a quiet day"), (Ground("不打扰日（本系统约定）", "C"),)),
    Rule("birthday", None, Scope.ALL, _("a greeting, if the family likes it"), (_CUSTOM,)),
)  # fmt: skip

# Reviews and deadlines come from the calculation of entitlements: the law is reckoned there, not here.
_CALCULATED = (Ground("待遇测算（见待遇页的依据）", "Q"),)
CALCULATED: Final = tuple(
    Rule(code, None, Scope.ALL, _("as the calculated entitlements say"), _CALCULATED)
    for code in KINDS
    if code.startswith(("review_", "deadline_"))
)
RULES: Final = (*AGES, *STUDIES, *FAMILY, *CALCULATED)
RULE_OF: Final = {rule.kind: rule for rule in RULES}


@cache
def version() -> str:
    """What tells one state of the rules and kinds from another: stored duties follow a change of them."""
    told = [
        (one.kind, one.age, one.scope.value, one.since, one.until, one.kind_of.asks, one.kind_of.decides)
        for one in RULES
    ]
    return sha256(repr(told).encode()).hexdigest()[:16]
