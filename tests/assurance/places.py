"""Six places of the tree, each with one of everything: a family with its need, measure, promise and request,
a ledger, a signed report. All of it made through the product's own acts, by a clerk of that place."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import anxin.demo
from anxin.care.actions import (
    Letter,
    NextStep,
    decide_measure,
    record_need,
    record_visit,
    send,
    set_work_lead,
)
from anxin.care.models import DepartmentRequest, Measure, Need, Promise
from anxin.families.actions import MemberDetails, Origin, add_member, correct_person
from anxin.families.identity import with_check_digit
from anxin.families.models import FallenOfficer, Household, Person, Source
from anxin.ground.access.actions import appoint
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.notices.actions import draft_report, send_report, sign_report
from anxin.notices.models import Report
from anxin.surveys import actions as surveys
from anxin.surveys.models import Ledger
from tests.cast import family, hire

BOOK = Path(anxin.demo.__file__).parent / "samples" / "allowance.xlsx"


@dataclass
class Place:
    """One unit and what it keeps."""

    name: str
    unit: Any
    clerk: Post
    household: Household
    officer: FallenOfficer
    member: Person
    need: Need
    measure: Measure
    request: DepartmentRequest
    promise: Promise
    ledger: Ledger
    report: Report | None

    def child(self) -> Person:
        """A son of six, added to the family when first asked for."""
        found = Person.objects.filter(household=self.household, name="周小满").first()
        details = MemberDetails(
            name="周小满", sex="1", birth=PartialDate(today().year - 6, 1, 1), kinship="20"
        )
        paper = Origin(Source.PAPER, "户口簿", today())
        return found or add_member(
            by=self.clerk, household=self.household, officer=self.officer, details=details, origin=paper
        )


@cache
def book() -> Any:
    """A department's workbook, read once: reading takes a process of its own."""
    return surveys.read(BOOK)


def furnish(name: str, unit: Any, office: Any, desk: Any) -> Place:
    """One of everything at ``unit``, made by a clerk of ``office``; the request goes to ``desk``."""
    clerk = hire(f"keeper-{name}", office, Role.CLERK, "梁文", scope_root=unit)
    with scope(unit.path):
        set_work_lead(by=clerk, unit=unit, post=clerk)
        household = family(clerk, unit, f"甲{unit.path[-2:]}")
        member = _numbered(clerk, Person.objects.get(household=household, name="陈桂香"), name)
        return Place(
            name, unit, clerk, household, FallenOfficer.objects.get(person__household=household), member,
            *_care(clerk, household, member, unit, desk), _ledger(clerk, unit), _report(clerk),
        )  # fmt: skip


def _numbered(clerk: Post, member: Person, name: str) -> Person:
    """The mother with an identity number of her own."""
    number = with_check_digit(f"99010119510220{crc32(name.encode()) % 499 * 2:03d}")
    return correct_person(
        by=clerk, person=member, values={"id_number": number, "phone": "0000 731 4457"},
        origin=Origin(Source.PAPER, "户口簿", today()),
    )  # fmt: skip


def _care(
    clerk: Post, household: Household, member: Person, unit: Any, desk: Any
) -> tuple[Need, Measure, DepartmentRequest, Promise]:
    soon = today() + timedelta(days=10)
    need = record_need(by=clerk, household=household, person=member, theme="medical", words="膝关节不好",
                       source="family", found_on=today(), how="asked")  # fmt: skip
    planned, asked = (
        decide_measure(
            by=clerk,
            need=need,
            unit=unit,
            words=words,
            due=soon,
            ground="通知第三条",
            case_by_case="目录尚无此项",
        )  # fmt: skip
        for words in ("上门走访", "签约家庭医生")
    )
    facts = frozenset({"name", "sex", "age", "number", "contact"})
    letter = Letter(desk=desk, subject="家庭医生签约", asked="签约", ground="通知第三条", due=soon,
                    people=[member], facts=facts)  # fmt: skip
    visit = record_visit(by=clerk, household=household, on=today(), met=[member], news="尚好",
                         promised="问学校", steps=[NextStep("问学校", clerk, soon)])  # fmt: skip
    return need, planned, send(by=clerk, measure=asked, letter=letter), visit.promises.get()


def _ledger(clerk: Post, unit: Any) -> Ledger:
    return surveys.keep(
        by=clerk, unit=unit, name=f"{unit.code}.xlsx", content=BOOK.read_bytes(), found=book(), on=today()
    )


def _report(clerk: Post) -> Report | None:
    """The report of the place, signed and sent up; None where nobody stands above to report to."""
    try:
        report = draft_report(by=clerk)
    except Refused:
        return None
    leader = appoint(
        by=OPERATOR,
        account=None,
        unit=clerk.unit,
        role=Role.LEADER,
        name="高振国",
        scope_root=clerk.scope_root,
    )
    return send_report(by=clerk, report=sign_report(by=leader, report=report))
