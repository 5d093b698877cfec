"""A report comes up from another network, in numbers without their lists, and is answered."""

import pytest

from anxin.ground.database.scope import papers
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.notices.actions.opening import open_package
from anxin.notices.actions.packing import pack_answer, pack_report
from anxin.notices.models import (
    FrozenFigure,
    Notice,
    Report,
    State,
)
from anxin.notices.models.packages import PackageKey

from .carrying import be_above, be_below, forged, refused

pytestmark = pytest.mark.django_db


def test_a_report_comes_up_with_its_numbers_and_waits_for_the_level_above(sent_up, city_clerk, tree):
    done = open_package(by=city_clerk, package=sent_up)
    with papers(*city_clerk.area):
        here = Report.objects.get(pk=done.package.record)
        figures = {one.code: one for one in here.figures.all()}
        (section,) = here.sections.all()
    assert (here.number, here.state, here.to_unit, here.unit) == (
        "安组报〔2026〕3号", State.SENT, tree.city_office, tree.county_office,
    )  # fmt: skip
    assert {code: one.value for code, one in figures.items()} == {
        "families.households": 1, "entitlements.gaps": None,
    }  # fmt: skip
    assert here.may_be_settled_by(city_clerk) == city_clerk.may("reports.accept")
    assert "13800001111" not in section.narrative


def test_a_round_is_counted_where_reports_are_accepted(sent_up, city_clerk):
    done = open_package(by=city_clerk, package=sent_up)
    with papers(*city_clerk.area):
        here = Report.objects.get(pk=done.package.record)
        assert (here.round, here.before.serial) == (10, 99)


def test_while_a_report_of_the_round_waits_here_no_other_is_taken(sent_up, city_clerk):
    with papers(*city_clerk.area):
        Report.objects.update(state=State.SENT, settled_by=None, settled_at=None)
    assert refused(city_clerk, sent_up) == "packages.waits_here"


@pytest.mark.parametrize(("state", "reason"), [(State.ACCEPTED, ""), (State.RETURNED, "户数有误，请核对")])
def test_an_answer_settles_the_report_of_the_unit_below(tree, sent, county_clerk, city_clerk, state, reason):
    settled = {"state": state, "reason": reason, "settled_by": city_clerk, "settled_at": now()}
    with papers(*city_clerk.area):
        Report.objects.filter(pk=sent.pk).update(**settled)
    package = pack_answer(by=city_clerk, report=sent, key=be_above(tree))
    be_below()
    with papers(*county_clerk.area):  # in the county's register it is still on its way
        Report.objects.update(state=State.SENT, reason="", settled_by=None, settled_at=None)
    assert not open_package(by=county_clerk, package=package).again
    assert open_package(by=county_clerk, package=package).again
    with papers(*county_clerk.area):
        sent.refresh_from_db()
    assert (sent.state, sent.reason, sent.settled_by) == (state, reason, county_clerk)


def test_a_report_is_answered_once_and_only_if_one_sent_it(tree, sent, county_clerk):
    be_below()
    number = {"mark": sent.mark, "year": sent.year, "serial": sent.serial, "state": "accepted", "reason": ""}
    unknown = {"unit": sent.unit.code, "report": number | {"serial": 4}}
    assert refused(county_clerk, forged(unknown, kind="answer")) == "packages.report_unknown"
    for wrong in ({"state": "draft"}, {"state": "returned"}, {"reason": "x"}):
        told = {"unit": sent.unit.code, "report": number | wrong}
        assert refused(county_clerk, forged(told, kind="answer")) == "packages.content"


def test_only_what_ones_own_unit_settled_is_answered(tree, sent, city_clerk):
    with pytest.raises(Refused) as no:
        pack_answer(by=city_clerk, report=sent, key=be_above(tree))
    assert no.value.code == "packages.not_settled"


def test_no_row_of_a_family_goes_along(sent_up, city_clerk, household):
    done = open_package(by=city_clerk, package=sent_up)
    with papers(*city_clerk.area):
        rows = FrozenFigure.objects.filter(report=done.package.record).values_list("row_ids", flat=True)
        assert [list(one) for one in rows] == [[], []]


def test_a_report_opened_twice_stands_once(sent_up, city_clerk):
    open_package(by=city_clerk, package=sent_up)
    assert open_package(by=city_clerk, package=sent_up).again
    with papers(*city_clerk.area):
        assert Report.objects.filter(serial=3).count() == 1


def test_a_report_of_a_unit_that_the_key_does_not_stand_for_is_refused(sent_up, city_clerk, tree):
    PackageKey.objects.partners().update(unit=tree.neighbour)
    assert refused(city_clerk, sent_up) == "packages.unit_unknown"


def test_a_report_on_a_notice_that_is_not_here_says_so(sent_up, city_clerk):
    Notice.objects.update(is_first=False)
    assert refused(city_clerk, sent_up) == "packages.notice_unknown"


def test_a_report_that_was_not_sent_up_is_not_packed(sent, county_clerk):
    key = be_below()
    with papers(*county_clerk.area):
        Report.objects.update(state=State.SIGNED, sent_by=None, sent_at=None)
    with pytest.raises(Refused) as no:
        pack_report(by=county_clerk, report=sent, key=key)
    assert no.value.code == "packages.not_sent"
