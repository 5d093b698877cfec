"""The journal says who did what; no name, number or sentence of a person ever stands in it."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation

import anxin
from anxin.families.actions import (
    CardDetails,
    MemberDetails,
    OfficerDetails,
    Origin,
    add_member,
    correct_officer,
    correct_person,
    end_membership,
    merge,
    open_card,
    record_fact,
    reveal,
)
from anxin.families.models import FallenOfficer, Membership, Source
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.words import told, words_of

from .conftest import OTHER_NUMBER, OWN_NUMBER, PHONE

PLANTED = {
    "officer": "植干部", "member": "植成员", "renamed": "植新名", "number": OWN_NUMBER, "other": OTHER_NUMBER,
    "phone": PHONE, "address": "植路八号", "fact": "植病情", "unit": "植单位", "post": "植职务",
    "cause": "植原因", "document": "植文号", "source": "植来源", "birth": "1951-02-20", "pay": "486123",
}  # fmt: skip
HOUSE = Path(anxin.__file__).parent
ACT = re.compile(r"""record\(\s*["']([a-z_]+\.[a-z_]+)["']""")


def acts_of_the_house() -> set[str]:
    """Every act code that any room writes."""
    sources = (path for path in HOUSE.rglob("*.py") if "tests" not in path.parts)
    return {act for path in sources for act in ACT.findall(path.read_text(encoding="utf-8"))}


def whole_journal() -> str:
    """Every row of the journal as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, ' ') FROM journal_entry e")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_no_planted_value_reaches_the_journal(county_clerk, tree, in_county):
    told_by = Origin(Source.PAPER, PLANTED["source"], today())
    officer = OfficerDetails(
        name=PLANTED["officer"], id_number=PLANTED["other"], birth=PartialDate(1951, 2, 20),
        unit_text=PLANTED["unit"], post_text=PLANTED["post"], death_cause=PLANTED["cause"],
        determined_document=PLANTED["document"], basic_pay_fen=int(PLANTED["pay"]),
    )  # fmt: skip
    member = MemberDetails(
        name=PLANTED["member"], id_number=PLANTED["number"], phone=PLANTED["phone"], kinship="12"
    )
    card = CardDetails(officer=officer, address=PLANTED["address"], facts={"wishes": PLANTED["fact"]})
    household = open_card(by=county_clerk, unit=tree.county, details=card, origin=told_by)
    fallen = FallenOfficer.objects.get(person__household=household)
    person = add_member(by=county_clerk, household=household, officer=fallen, details=member, origin=told_by)
    correct_person(by=county_clerk, person=person, values={"name": PLANTED["renamed"]}, origin=told_by)
    correct_officer(by=county_clerk, officer=fallen, values={"post_text": PLANTED["post"]}, origin=told_by)
    record_fact(
        by=county_clerk,
        household=household,
        person=person,
        code="health",
        value=PLANTED["fact"],
        origin=told_by,
    )
    reveal(by=county_clerk, person=person, column="id_number", purpose="check")
    merge(by=county_clerk, unit=tree.county, cards=[card], origin=told_by)
    leaving = Membership.objects.get(person=person)
    end_membership(by=county_clerk, membership=leaving, because="death", on=today(), origin=told_by)

    text = whole_journal()
    assert "families.membership_ended" in text
    assert [name for name, value in PLANTED.items() if value in text] == []


def test_every_act_of_the_house_has_words_in_both_languages():
    acts = acts_of_the_house()
    assert {"families.opened", "surveys.ledger_merged"} <= acts
    assert acts - told() == set()
    for act in sorted(acts):
        with translation.override("en"):
            english = words_of(act)
        with translation.override("zh-hans"):
            chinese = words_of(act)
        assert english != act
        assert chinese != english, act
        assert re.search(r"[\u4e00-\u9fff]", chinese), act
