"""Applications in Word, filled from the record: which form serves which rule, and what stands in its fields.

Their text is Chinese, as the forms of the departments are. Identity numbers stand in them only where somebody
with the right to reveal them said what for; otherwise the field is left for the pen. Each number revealed is
noted as everywhere in the house.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from anxin.entitlements import words
from anxin.entitlements.claim_reading import claims_of
from anxin.entitlements.reading import OfficerLines
from anxin.entitlements.telling import Told
from anxin.families.models import FallenOfficer, Household, Person
from anxin.families.models.officers import Determination
from anxin.families.papers import value_words
from anxin.families.people import Member, members_of
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.paper.official import long_date
from anxin.ground.paper.sums import capital
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.templatetags.ui import yuan

from .lines import APPLYING, Standing, by_line, equation, is_asked, plain_rule, to_apply_for, with_a_sum

BUILT_IN = Path(__file__).parent / "templates"
GENERAL = "general"
CHINESE = "zh-hans"
PERIODS = {"once": "", "month": "/月", "year": "/年", "day": "/天"}
ON_DUTY = frozenset({Determination.ON_DUTY, Determination.MARTYR, Determination.WORK_INJURY})
SUPPORTING = frozenset({"dependants_pension", "survivors_allowance", "regular_pension"})  # 供养亲属
EMPTY = dict.fromkeys(("name", "sex", "birth", "kin", "id_number", "income", "note"), "")  # a row for the pen
Numbers = Mapping[uuid.UUID, str]


@dataclass(frozen=True)
class Application:
    """One form. ``rules``: what is applied for with it; ``early``: it is handed in before the determination.
    ``everybody``: it lists the whole family in one table, and not only those who apply. Of the general form
    there is one for each rule (``code`` "general.student_aid")."""

    code: str
    name: str | Promise
    rules: frozenset[str]
    early: bool = False
    everybody: bool = False

    @property
    def template(self) -> str:
        """Under which name its template lies."""
        return self.code.partition(".")[0]

    @property
    def is_general(self) -> bool:
        """Is it the general form filled for one rule, and called by that rule?"""
        return self.code.startswith(f"{GENERAL}.")


WORK_INJURY = frozenset(
    {
        "work_injury_lump_sum",
        "work_injury_funeral",
        "work_injury_advance",
        "missing_wage",
        "dependants_pension",
    }
)
APPLICATIONS: tuple[Application, ...] = (
    Application("work_injury", _("Application for a work-injury determination"), WORK_INJURY, early=True),
    Application(
        "death_benefits",
        _("Report on benefits after a death"),
        frozenset(
            {
                "lump_sum", "police_special", "funeral_aid_organ", "pension_fund_funeral",
                "pension_fund_survivors",
            }
        ),
    ),
    Application("dependants", _("Application for dependants' pensions"), WORK_INJURY - {"missing_wage"}),
    Application(
        "survivors", _("Application for the survivors' living allowance"), frozenset({"survivors_allowance"})
    ),
    Application(
        "martyr",
        _("Application for a martyr's praise money and pension"),
        frozenset({"martyr_praise", "martyr_subsidy", "regular_pension"}),
    ),
    Application(GENERAL, _("General application"), frozenset(), everybody=True),
)  # fmt: skip
FORMS: dict[str, Application] = {one.code: one for one in APPLICATIONS}


def applications_for(rule: str) -> list[Application]:
    """The forms with which this is applied for; the general one where no form is made for it."""
    made = [one for one in APPLICATIONS if rule in one.rules]
    return made or [_general(rule)]


def application(code: str) -> Application | None:
    """The form of a code, or None."""
    template, _dot, rule = code.partition(".")
    if template == GENERAL:
        return _general(rule) if rule in words.RULES and applications_for(rule)[0].code == code else None
    return FORMS.get(code)


def _general(rule: str) -> Application:
    return replace(FORMS[GENERAL], code=f"{GENERAL}.{rule}", name=_plain(rule), rules=frozenset({rule}))


def _plain_now(rule: str) -> str:
    return plain_rule(str(words.RULES.get(rule, rule)))


_plain: Callable[[str], Any] = lazy(_plain_now, str)


@dataclass(frozen=True)
class Offer:
    """A form that serves one officer's family, with the lines it asks for."""

    application: Application
    lines: list[Told]


def offers(group: OfficerLines, claims: Standing | None = None) -> list[Offer]:
    """The forms for what may be had of one officer, each with its lines. With the ``claims`` of the family:
    for what is left to apply for. The form of the determination itself is there until it is made."""
    left = [told for told in (*with_a_sum(group), *to_apply_for(group)) if not is_asked(told, claims or {})]
    wanted = dict.fromkeys(one.code for told in group.told for one in applications_for(told.line.rule))
    found = []
    for code in wanted:
        form = application(code)
        assert form is not None
        lines = [told for told in left if told.line.rule in form.rules and not form.early]
        if lines or (form.early and group.pending):
            found.append(Offer(form, lines))
    return found


def fields_of(
    form: Application, household: Household, group: OfficerLines, by: Post, numbers: Numbers | None = None
) -> dict[str, Any]:
    """What stands in the fields of a form: of what was not applied for yet, or else of all it serves."""
    numbers = numbers or {}
    members = [one for one in members_of(household) if one.person.pk != group.officer.person_id]
    with override(CHINESE):
        lines = _lines(form, household, group)
        named = _named(form, group, lines, members)
        others = [] if form.everybody else [one for one in members if one not in named]
        return {
            "title": str(form.name), "unit": by.unit.name, "number": household.number,
            "filled_on": long_date(today()),
            "deceased": _deceased(group.officer, numbers),
            "applicant": _applicant(household, members, numbers),
            "relatives": [_relative(one, numbers) for one in named] or [dict(EMPTY)],
            "others": [_relative(one, numbers) for one in others],
            "lines": [_line(told) for told in lines],
            **_sums([told for told in lines if not told.is_application]),
            **_paid_by(lines),
            "deadlines": _deadlines(group, form),
        }  # fmt: skip


def _lines(form: Application, household: Household, group: OfficerLines) -> list[Told]:
    served = [told for told in (*with_a_sum(group), *to_apply_for(group)) if told.line.rule in form.rules]
    claims = by_line(claims_of(household))
    return [told for told in served if not is_asked(told, claims)] or served


def _named(
    form: Application, group: OfficerLines, lines: Sequence[Told], members: Sequence[Member]
) -> list[Member]:
    """Whom the form lists as those it is for: those of its lines; where these are for the family as a whole,
    those whom another line of the death supports; of a martyr also those who share the praise money."""
    if form.everybody:
        return list(members)
    people = {told.line.person_id for told in lines}
    if form.code == "death_benefits":
        people |= {told.line.person_id for told in with_a_sum(group) if told.line.rule in SUPPORTING}
    if form.code == "martyr":
        people |= {one.person.pk for one in group.recipients}
    return [one for one in members if one.person.pk in people]


def _deceased(officer: FallenOfficer, numbers: Numbers) -> dict[str, str]:
    person = officer.person
    return {
        "name": person.name, "sex": person.get_sex_display() if person.sex in ("1", "2") else "",
        "birth": _day(person.birth), "id_number": numbers.get(person.pk, ""),
        "work_start": _day(officer.work_start), "unit": officer.unit_text, "post": officer.post_text,
        "died_on": _day(person.died_on), "cause": masked_text(officer.death_cause),
        "category": str(officer.get_determination_display()),
        "nature": f"因公（{'√' if officer.determination in ON_DUTY else '　'}）　非因公（　）",
        "document": masked_text(officer.determined_document), "body": officer.determined_body,
        "basic_pay": yuan(officer.basic_pay_fen),
    }  # fmt: skip


def _applicant(household: Household, members: Sequence[Member], numbers: Numbers) -> dict[str, str]:
    """The head of the household, if recorded: telephone and address are for the pen."""
    head = next((one for one in members if one.person.pk == household.head_id), None)
    return {
        "name": head.person.name if head else "", "kin": head.kin_words if head else "",
        "id_number": numbers.get(head.person.pk, "") if head else "", "phone": "", "address": "",
    }  # fmt: skip


def _relative(member: Member, numbers: Numbers) -> dict[str, str]:
    person = member.person
    income = next((value_words(one) for one in member.facts if one.field.code == "monthly_income"), "")
    return {
        "name": person.name, "sex": person.get_sex_display() if person.sex in ("1", "2") else "",
        "birth": _day(person.birth), "kin": member.kin_words, "id_number": numbers.get(person.pk, ""),
        "income": f"月收入{income}元" if income else "", "note": "",
    }  # fmt: skip


def _line(told: Told) -> dict[str, str]:
    """One line of a form; what is decided on application has no sum."""
    person = told.line.person
    asked = told.is_application
    return {
        "name": plain_rule(told.rule), "person": person.name if person else "遗属共同",
        "amount": "由主管部门审核" if asked else (told.range or told.amount) + PERIODS[told.line.period],
        "arithmetic": "" if asked else equation(told) or told.terms, "ground": told.ground,
    }  # fmt: skip


def _sums(lines: Sequence[Told]) -> dict[str, str]:
    """The total of the lines, where they are of one period; since when."""
    periods = {told.line.period for told in lines}
    total = sum(told.line.amount_fen or 0 for told in lines)
    one = len(periods) == 1
    tail = PERIODS[periods.pop()] if one else ""
    starts = sorted({told.line.starts for told in lines if told.line.starts})
    return {
        "total": f"{yuan(total)}元{tail}" if one else "",
        "total_capital": capital(total) + tail if one else "",
        "since": f"{starts[0].year}年{starts[0].month}月" if starts else "",
    }  # fmt: skip


def _paid_by(lines: Sequence[Told]) -> dict[str, str]:
    return {
        "payer": "、".join(dict.fromkeys(told.payer for told in lines if told.payer)),
        "ground": "；".join(dict.fromkeys(told.ground for told in lines if told.ground)),
    }


def _deadlines(group: OfficerLines, form: Application) -> str:
    """Until when to hand it in. Asking for the determination comes before it, so there scenarios count."""
    lines = group.told if form.early else with_a_sum(group)
    coded = ((code, on) for told in lines if told.line.rule in form.rules for code, on in told.line.deadlines)
    found = {(date.fromisoformat(on), code) for code, on in coded if (code in APPLYING) == form.early}
    return "；".join(f"{words.DEADLINES[code]}：{long_date(on)}" for on, code in sorted(found))


def _day(value: PartialDate | None) -> str:
    return value.isoformat() if value else ""


def people_of(household: Household, officer: FallenOfficer) -> list[Person]:
    """Whose numbers a form has fields for."""
    return [officer.person, *(one.person for one in members_of(household))]


SAMPLE: dict[str, Any] = {
    "title": "一次性抚恤金", "unit": "安和县委组织部", "number": "AH-0001", "filled_on": "2026年11月28日",
    "deceased": dict.fromkeys(
        ("name", "sex", "birth", "id_number", "work_start", "unit", "post", "died_on", "cause", "category",
         "nature", "document", "body", "basic_pay"), "样例"),
    "applicant": dict.fromkeys(("name", "kin", "id_number", "phone", "address"), "样例"),
    "relatives": [dict.fromkeys(("name", "sex", "birth", "kin", "id_number", "income", "note"), "样例")] * 2,
    "others": [dict.fromkeys(("name", "sex", "birth", "kin", "id_number", "income", "note"), "样例")],
    "lines": [dict.fromkeys(("name", "person", "amount", "arithmetic", "ground"), "样例")] * 2,
    "total": "1.00元", "total_capital": "壹元整", "payer": "原单位", "ground": "样例", "since": "2026年12月",
    "deadlines": "样例",
}  # fmt: skip
