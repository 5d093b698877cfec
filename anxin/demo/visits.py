"""Demo: the round before 春节, two thirds of it planned; the county's own cycle; what is to be minded."""

from datetime import timedelta

from anxin.care.actions import (
    Intervals,
    Planned,
    Why,
    WordBack,
    keep_promise,
    note_for_visits,
    plan_round,
    set_visit_cycle,
)
from anxin.care.models import Promise, VisitNote
from anxin.care.queries import contact_leader_of, festivals_ahead, quiet_days, responsibility_of
from anxin.families.models import Household, Source
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit

NOTES = (
    (VisitNote.Kind.AVOID, "不要提调动、提拔的事"),
    (VisitNote.Kind.DO, "老人听力弱，坐近些、说慢些"),
    (VisitNote.Kind.CALL, "称呼老人“周老师”，退休前教小学"),
    (VisitNote.Kind.AVOID, "不要给孩子打电话，有事找孩子母亲"),
)


def plan_ahead(clerk: Post, county: Unit, named: list[Household]) -> None:
    """What an office does some weeks before the festival."""
    every = Intervals(months=6, leader_months=12, first_year_months=3, alone_months=3)
    set_visit_cycle(by=clerk, unit=county, every=every, festivals=["spring", "party_day", "mid_autumn"])
    for household, (kind, words) in zip(named, NOTES, strict=False):
        note_for_visits(by=clerk, household=household, kind=kind, words=words, source=Source.FAMILY)
    _round(clerk, named)
    _tell(named)


def _round(clerk: Post, named: list[Household]) -> None:
    """Two thirds of the families have their day; with whom a leader keeps in touch, the leader goes along."""
    festival = next(one for one in festivals_ahead(today()) if one.code == "spring")
    lines = []
    for number, household in enumerate(named):
        on = max(festival.day - timedelta(7 + number % 10), today())
        if number % 3 < 2 and not quiet_days(household, on, on):
            lines.append(Planned(household, on, _going(household)))
    plan_round(by=clerk, why=Why(festival.code, festival.day), lines=lines)


def _going(household: Household) -> list[Post]:
    row, leader = responsibility_of(household), contact_leader_of(household)
    posts = [row.responsible, leader.post if leader else None]
    return [post for post in posts if post is not None]


def _tell(named: list[Household]) -> None:
    """One promise is kept and the family knows; of another it is still to be told."""
    promises = Promise.objects.open().filter(household__in=named).select_related("doer")[:2]
    for promise, told in zip(promises, (WordBack(today(), Promise.Told.PHONE), None), strict=False):
        keep_promise(by=promise.doer, promise=promise, words="已办好", told=told)
