"""What of the entitlements waits on somebody's desk: the group 待申领."""

from datetime import timedelta

import pytest
from django.urls import reverse

from anxin.entitlements.actions import apply_for, start_claim
from anxin.entitlements.models import Claim, Entitlement
from anxin.ground.days.clock import today
from tests.cast import family


@pytest.fixture
def line(household, in_county):
    return Entitlement.objects.get(household=household, rule="lump_sum")


def test_a_line_that_nobody_claimed_waits_on_the_clerks_day(page, county_clerk, line):
    told = page(county_clerk)
    assert "待申领" in told
    assert "周明远家庭：一次性抚恤金" in told
    assert reverse("entitlements:claims", kwargs={"card": line.household_id}) in told


def test_a_claim_waits_with_its_last_day_until_it_is_handed_in(page, county_clerk, line):
    day = today() + timedelta(days=30)
    Entitlement.objects.filter(pk=line.pk).update(deadlines=[["unit_applies", day.isoformat()]])
    line.refresh_from_db()
    claim = start_claim(by=county_clerk, line=line)
    told = page(county_clerk)
    assert f'datetime="{day.isoformat()}"' in told
    assert reverse("entitlements:claim", kwargs={"card": line.household_id, "claim": claim.pk}) in told
    apply_for(by=county_clerk, claim=claim, on=today())
    assert "一次性抚恤金" not in page(county_clerk)


def test_the_nearest_last_day_comes_first_and_the_rest_is_one_link_away(page, county_clerk, line, tree):
    for number in range(7):
        family(county_clerk, tree.county, f"赵启{number}")
    last = Entitlement.objects.filter(rule="lump_sum").order_by("path").last()
    start_claim(by=county_clerk, line=last)
    Claim.objects.update(apply_by=today(), deadlines=[["unit_applies", str(today())]])
    told = page(county_clerk)
    assert told.index("赵启6家庭：") < told.index("周明远家庭：一次性")
    assert "全部待申领" in told
    assert reverse("oversight:figure", kwargs={"code": "entitlements.owed_unclaimed"}) in told


def test_the_responsible_person_sees_what_waits_for_the_families_given_to_him(
    page, township_officer, named, line, county_clerk, tree
):
    family(county_clerk, tree.county, "赵启")
    told = page(township_officer)
    assert "周明远家庭：一次性抚恤金" in told
    assert "赵启" not in told


def test_a_neighbour_finds_none_of_it_on_his_day(page, neighbour_clerk, line):
    assert "待申领" not in page(neighbour_clerk)


# — A determination that is to be applied for —


@pytest.fixture
def undetermined(line):
    """The death is not determined; the law names a day for the unit and one for the relatives."""

    def put(unit, relatives):
        days = [["unit_applies", str(unit)], ["family_applies", str(relatives)]]
        Entitlement.objects.filter(pk=line.pk).update(pending=True, deadlines=days)
        return line

    return put


def test_the_days_to_apply_for_a_determination_are_tasks_of_the_clerk(page, county_clerk, undetermined):
    unit, relatives = today() + timedelta(days=20), today() + timedelta(days=300)
    line = undetermined(unit, relatives)
    told = page(county_clerk)
    assert "周明远家庭：申请工伤认定" in told
    assert "单位申请工伤认定期限" in told
    assert f'datetime="{unit.isoformat()}"' in told
    assert reverse("entitlements:card", kwargs={"card": line.household_id}) in told


def test_once_the_units_day_has_passed_that_of_the_relatives_counts(page, county_clerk, undetermined):
    relatives = today() + timedelta(days=300)
    undetermined(today() - timedelta(days=1), relatives)
    told = page(county_clerk)
    assert "近亲属申请工伤认定期限" in told
    assert f'datetime="{relatives.isoformat()}"' in told


def test_what_nobody_can_apply_for_any_more_is_no_task(page, county_clerk, undetermined):
    undetermined(today() - timedelta(days=400), today() - timedelta(days=1))
    assert "申请工伤认定" not in page(county_clerk)


def test_the_responsible_person_has_the_task_too(page, township_officer, named, undetermined):
    undetermined(today() + timedelta(days=20), today() + timedelta(days=300))
    assert "周明远家庭：申请工伤认定" in page(township_officer)
