"""The standing catalogue: agreed once by the departments, cited by every measure or not with a reason."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from anxin.care.actions import (
    Agreed,
    bring_into_force,
    decide_measure,
    end_entry,
    put_out,
    sign_entry,
    withdraw_entry,
    write_entry,
)
from anxin.care.models import CatalogueEntry, CatalogueSignature
from anxin.care.queries import contact_of, entries_for
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused


@pytest.fixture
def written(county_clerk, five) -> CatalogueEntry:
    said = Agreed(five["health"], "medical", "家庭医生签约", "为家庭成员签约家庭医生", "通知第三条")
    return write_entry(by=county_clerk, said=said, signers=[five["finance"]])


def agree(clerk, entry: CatalogueEntry, since=None) -> CatalogueEntry:
    entry = put_out(by=clerk, entry=entry) if entry.state == "draft" else entry
    for one in CatalogueSignature.objects.filter(entry=entry):
        sign_entry(by=clerk, entry=entry, desk=one.desk, on=today())
    return bring_into_force(by=clerk, entry=entry, since=since or today())


def code(act) -> str:
    with pytest.raises(Refused) as no, transaction.atomic():
        act()
    return no.value.code


def test_an_entry_comes_into_force_once_all_have_signed(county_clerk, written, five, household):
    out = put_out(by=county_clerk, entry=written)
    sign_entry(by=county_clerk, entry=out, desk=five["health"], on=today())
    with pytest.raises(Refused, match="安和县财政局"), transaction.atomic():
        bring_into_force(by=county_clerk, entry=out, since=today())
    assert list(entries_for(household.path)) == []

    signature = sign_entry(by=county_clerk, entry=out, desk=five["finance"], on=today())
    bring_into_force(by=county_clerk, entry=out, since=today())
    assert signature.contact == contact_of(five["finance"])
    assert list(entries_for(household.path)) == [out]


def test_who_was_no_contact_that_day_signed_nothing(county_clerk, written, five):
    out = put_out(by=county_clerk, entry=written)
    before = today() - timedelta(days=1)
    assert (
        code(lambda: sign_entry(by=county_clerk, entry=out, desk=five["health"], on=before))
        == "care.no_contact_that_day"
    )


def test_a_new_version_takes_over_where_the_old_one_ends(county_clerk, written, five, household):
    first = agree(county_clerk, written)
    said = Agreed(five["health"], "medical", "家庭医生签约和体检", "每年体检一次", "通知第三条")
    second = agree(county_clerk, write_entry(by=county_clerk, said=said, signers=[], after=first))
    first.refresh_from_db()

    assert (first.mark, second.mark) == ("1-1", "1-2")
    assert first.until == second.since
    assert list(entries_for(household.path)) == [second]


def test_one_version_is_worked_on_at_a_time(county_clerk, written, five):
    said = Agreed(five["health"], "medical", "另一版", "每年体检一次", "通知第三条")
    assert (
        code(lambda: write_entry(by=county_clerk, said=said, signers=[], after=written))
        == "care.version_under_way"
    )


def test_a_measure_cites_an_entry_in_force_or_says_why_not(county_clerk, written, need, soon):
    entry = agree(county_clerk, written)
    shared = {"by": county_clerk, "need": need, "domain": "health", "words": "签约", "due": soon,
              "ground": "通知"}  # fmt: skip
    assert decide_measure(**shared, entry=entry).entry == entry
    assert code(lambda: decide_measure(**shared)) == "care.no_basis"
    assert code(lambda: decide_measure(**shared, entry=entry, case_by_case="特殊")) == "care.no_basis"
    end_entry(by=county_clerk, entry=entry, reason="政策已调整")
    assert code(lambda: decide_measure(**shared, entry=entry)) == "care.entry_not_in_force"


def test_a_neighbour_cites_and_changes_nothing_of_it(county_clerk, neighbour_clerk, written, tree):
    entry = agree(county_clerk, written)
    assert list(entries_for(tree.neighbour.path)) == []
    assert code(lambda: end_entry(by=neighbour_clerk, entry=entry, reason="不要")) == "care.unit_out_of_scope"


def test_giving_an_entry_up_needs_a_reason(county_clerk, written):
    assert (
        code(lambda: withdraw_entry(by=county_clerk, entry=written, reason=" ")) == "lifecycle.reason_missing"
    )
    assert withdraw_entry(by=county_clerk, entry=written, reason="并入其他条目").state == "withdrawn"


def test_the_database_holds_one_version_in_force_at_a_time(county_clerk, written, five):
    first = agree(county_clerk, written)
    with pytest.raises(IntegrityError, match="one_version_in_force"), transaction.atomic():
        CatalogueEntry.objects.create(
            unit=first.unit, number=first.number, version=9, desk=first.desk, theme="medical", title="二",
            text="二", ground="二", state="in_force", since=today(), entered_by=county_clerk,
            entered_at=first.entered_at,
        )  # fmt: skip
