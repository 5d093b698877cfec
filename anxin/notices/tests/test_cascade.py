"""The cascade: a notice comes down level by level, is signed for once, and every count is right at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from django.db import connection, transaction

from anxin.ground.access.actions import appoint
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.ground.units.models import Kind, Level, Unit
from anxin.notices.actions import chase, issue, receive, receive_on_paper
from anxin.notices.arriving import pass_on
from anxin.notices.delivering import deliver
from anxin.notices.models import Chase, Delivery, Dispatch, Notice, NoticeAddressee, Stand, Tally, TallyChange
from anxin.notices.tallying import Count, counts, fold

pytestmark = pytest.mark.django_db


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused with this code."""
    with pytest.raises(Refused) as refusal, transaction.atomic():
        yield
    assert refusal.value.code == f"notices.{code}"


def at(notice: Notice, unit: Unit) -> Delivery:
    return Delivery.objects.get(notice=notice, unit=unit)


def live(notice: Notice, path: str, level: int) -> Count:
    """The count as the deliveries themselves tell it."""
    found = list(Delivery.objects.filter(notice=notice, level=level).under(path))
    stands = [one.stand for one in found]
    return Count(
        due=len(found) - stands.count("exempt"), signed=stands.count("signed"),
        waiting=stands.count("waiting"), far=stands.count("far"), exempt=stands.count("exempt"),
        extended=sum(one.extended_to is not None for one in found),
        reported=sum(one.reported_at is not None for one in found),
        paper=sum(one.on_paper and one.stand == "waiting" for one in found),
    )  # fmt: skip


def assert_counts_are_live(notice: Notice) -> None:
    regions = Unit.objects.filter(kind=Kind.REGION, level__lt=Level.VILLAGE)
    for region, level in product(regions, Level.values):
        children = list(Unit.objects.filter(parent=region).values_list("path", flat=True))
        told = counts(notice.pk, region.path, children)
        assert told.get((region.path, level), Count()) == live(notice, region.path, level), (region, level)
        for child in (one for one in children if level < Level.VILLAGE or len(one) < 20):
            assert told.get((child, level), Count()) == live(notice, child, level), (child, level)


def test_everybody_addressed_gets_it_once_and_a_region_through_its_organisation_department(notice, tree):
    names = set(Delivery.objects.filter(notice=notice).values_list("unit__name", flat=True))
    assert {"中共安和县委组织部", "中共邻水县委组织部", "河东镇", "凤林村", "安和县民政局"} <= names
    assert "安和县" not in names
    assert Delivery.objects.count() == Dispatch.objects.get().done == 9


def test_it_stands_with_the_topmost_unit_first_and_waits_for_each_above(notice, tree, villages):
    assert list(Delivery.objects.to_sign().values_list("unit__name", flat=True)) == ["澜江省"]
    assert at(notice, villages[0]).above == at(notice, tree.town)
    assert at(notice, tree.health).above == at(notice, tree.county_office)
    assert at(notice, tree.county_office).above == at(notice, tree.city_office)


def test_a_department_beside_the_line_stands_in_the_row_of_the_townships(notice, tree):
    assert at(notice, tree.health).level == Level.TOWNSHIP
    assert at(notice, tree.county_office).path == tree.county.path


def test_signing_for_passes_on_to_those_directly_below(notice, tree, city_clerk, county_clerk):
    sign_down(notice, tree, city_clerk)
    assert at(notice, tree.county_office).stand == Stand.WAITING
    assert at(notice, tree.town).stand == Stand.FAR
    receive(by=county_clerk, delivery=at(notice, tree.county_office))
    assert at(notice, tree.town).stand == Stand.WAITING


def sign_down(notice, tree, city_clerk):
    """The province's paper is entered, the city signs."""
    Delivery.objects.filter(unit=tree.province).update(received_at=now(), received_by=city_clerk)
    pass_on([at(notice, tree.province).pk], now())
    return receive(by=city_clerk, delivery=at(notice, tree.city_office))


def test_a_second_tap_changes_nothing_and_writes_nothing(notice, tree, city_clerk):
    first = sign_down(notice, tree, city_clerk)
    written = JournalEntry.objects.count()
    again = receive(by=city_clerk, delivery=first)
    assert (again.received_at, again.received_by) == (first.received_at, city_clerk)
    assert JournalEntry.objects.count() == written


def test_nobody_signs_for_another_or_before_it_is_there(notice, tree, city_clerk, county_clerk):
    with refused("not_ours"):
        receive(by=city_clerk, delivery=at(notice, tree.county_office))
    with refused("not_here_yet"):
        receive(by=county_clerk, delivery=at(notice, tree.county_office))
    assert not Delivery.objects.filter(stand=Stand.SIGNED).exists()


def test_every_count_is_the_live_count_before_and_after_folding(
    notice, tree, villages, city_clerk, county_clerk, township_officer
):
    assert_counts_are_live(notice)
    sign_down(notice, tree, city_clerk)
    receive(by=county_clerk, delivery=at(notice, tree.county_office))
    receive(by=township_officer, delivery=at(notice, tree.town))
    Delivery.objects.filter(unit=tree.civil).update(exempt_why="机构合并")
    Delivery.objects.filter(unit=tree.health).update(extended_to=today(), reported_at=now())
    assert TallyChange.objects.exists()
    assert_counts_are_live(notice)
    fold()
    assert not TallyChange.objects.exists()
    assert_counts_are_live(notice)
    Delivery.objects.filter(unit=villages[0]).delete()
    assert_counts_are_live(notice)


def test_an_exempt_unit_lets_the_notice_through(notice, tree, city_clerk):
    Delivery.objects.filter(unit=tree.county_office).update(exempt_why="机构合并")
    sign_down(notice, tree, city_clerk)
    assert at(notice, tree.town).stand == Stand.WAITING
    assert_counts_are_live(notice)


def test_a_run_that_dies_goes_on_where_it_stopped(tree, villages, monkeypatch):
    made = Notice.objects.create(number=8, title="通知", issuer="省委组织部")
    NoticeAddressee.objects.create(notice=made, order=1)
    issue(by=OPERATOR, notice=made)
    monkeypatch.setattr("anxin.notices.delivering.CHUNK", 2)
    chunks = iter([True, True, True])

    def dies() -> int:
        if not next(chunks, False):
            raise ConnectionError
        return 0

    monkeypatch.setattr("anxin.notices.delivering.fold", dies)
    with pytest.raises(ConnectionError):
        deliver(made.pk)
    assert 0 < Delivery.objects.count() < 9
    monkeypatch.setattr("anxin.notices.delivering.fold", fold)
    deliver(made.pk)
    deliver(made.pk)
    run = Dispatch.objects.get()
    assert (run.done, run.total, Delivery.objects.count()) == (9, 9, 9)
    assert_counts_are_live(made)


def test_it_is_issued_once(notice):
    with refused("out_already"):
        issue(by=OPERATOR, notice=notice)


def test_signing_for_takes_no_lock_on_any_tally(notice, tree, city_clerk):
    fold()
    with transaction.atomic(), connection.cursor() as cursor:
        before = dict(Tally.objects.values_list("pk", "signed"))
        sign_down(notice, tree, city_clerk)
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND mode = 'RowExclusiveLock'"
            " AND relation = 'notices_tally'::regclass"
        )
        assert cursor.fetchone() == (0,) or dict(Tally.objects.values_list("pk", "signed")) == before


def test_the_township_enters_the_paper_receipts_of_its_villages(
    notice, tree, villages, city_clerk, county_clerk, township_officer
):
    sign_down(notice, tree, city_clerk)
    receive(by=county_clerk, delivery=at(notice, tree.county_office))
    papers = [at(notice, one).pk for one in villages]
    with refused("no_paper_here"):
        receive_on_paper(by=township_officer, deliveries=papers)
    receive(by=township_officer, delivery=at(notice, tree.town))
    assert receive_on_paper(by=township_officer, deliveries=papers[:1]) == 1
    assert receive_on_paper(by=township_officer, deliveries=papers) == 1
    assert at(notice, villages[0]).by_another
    assert_counts_are_live(notice)


def test_a_unit_whose_only_account_signs_for_nothing_gets_paper(tree, villages, officer, city_clerk):
    made = Notice.objects.create(number=9, title="通知", issuer="省委组织部")
    NoticeAddressee.objects.create(notice=made, order=1, unit=tree.town)
    issue(by=OPERATOR, notice=made)
    deliver(made.pk)
    assert at(made, tree.town).on_paper
    assert receive_on_paper(by=city_clerk, deliveries=[at(made, tree.town).pk]) == 1


def test_no_paper_is_entered_for_a_unit_that_signs_itself_or_lies_elsewhere(
    notice, tree, city_clerk, county_clerk
):
    sign_down(notice, tree, city_clerk)
    for place in (tree.county_office, tree.neighbour_office):
        with refused("no_paper_here"):
            receive_on_paper(by=county_clerk, deliveries=[at(notice, place).pk])


def test_a_unit_is_chased_once_a_day_whoever_asks(notice, tree, city_clerk, county_clerk):
    sign_down(notice, tree, city_clerk)
    made = chase(by=city_clerk, notice=notice, unit=tree.city, level=Level.COUNTY)
    assert (made.count, made.by, Chase.objects.count()) == (2, city_clerk, 1)
    with refused("chased_today"):
        chase(by=city_clerk, notice=notice, unit=tree.county, level=Level.COUNTY)
    with refused("not_below"):
        chase(by=county_clerk, notice=notice, unit=tree.neighbour, level=Level.COUNTY)


def test_whoever_got_an_account_later_signs_himself(notice, tree, city_clerk):
    late = appoint(by=OPERATOR, account=None, unit=tree.province, role="clerk", name="贺明远")
    assert receive(by=late, delivery=at(notice, tree.province)).received_by == late
