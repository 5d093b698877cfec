"""The demo's story of never ownerless: one handover under way, one just told, days away, one closed card."""

from datetime import timedelta

from anxin.care.actions import (
    announce,
    announce_absence,
    approve_closing,
    ask_closing,
    go_through,
    name_responsible,
    tell_of_handover,
)
from anxin.care.models import Closing, Handover, HandoverItem, Need, Promise
from anxin.care.queries import responsibility_of
from anxin.families.models import Household
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days

from .people import Cast

KEYS = "不要再问抢救经过；不要再问抚恤金怎么用；老人的病情问儿媳，不问老人。"


def hand_over_and_close(cast: Cast, named: list[Household]) -> None:
    """Told through the acts of a day's work; the last families, so that the first stay as they are."""
    _transfer(cast, named)
    _changed_in_a_hurry(cast, named)
    announce_absence(
        by=cast.posts["hedong2"], post=cast.posts["hedong2"], since=today(), until=today() + timedelta(days=4)
    )
    _close(cast, named)


def _transfer(cast: Cast, named: list[Household]) -> None:
    """The township officer goes to other work in three weeks: two families are being handed over, one of them
    half gone through."""
    clerk, officer, successor = (cast.posts[key] for key in ("clerk", "township", "tieshan2"))
    mine = [one for one in named if responsibility_of(one).responsible_id == officer.pk][-2:]
    made = [
        announce(
            by=clerk, household=one, successor=successor, deputy=cast.posts["hedong"],
            why=Handover.Why.TRANSFER, effect_on=add_working_days(today(), 15),
            words="老人耳背，电话响久一点再挂；进门先问猫。",
        )
        for one in mine
    ]  # fmt: skip
    for point in (HandoverItem.Point.FILES, HandoverItem.Point.PROMISES):
        go_through(by=officer, handover=made[0], point=point)
    go_through(by=officer, handover=made[0], point=HandoverItem.Point.KEYS, words=KEYS)


def _changed_in_a_hurry(cast: Cast, named: list[Household]) -> None:
    """A family was given to somebody else at once; it has been told, the files are still to be read."""
    clerk, successor = cast.posts["clerk"], cast.posts["shitun2"]
    home = next(
        one for one in reversed(named) if responsibility_of(one).responsible_id == cast.posts["shitun"].pk
    )
    name_responsible(by=clerk, household=home, responsible=successor, why="就近负责")
    held = Handover.objects.under_way().get(household=home)
    tell_of_handover(
        by=successor, handover=held, on=today(), how=Handover.How.TELEPHONE, words="家属说随时可以来。"
    )


def _close(cast: Cast, named: list[Household]) -> None:
    """A family whose children have grown up: nothing is open, the leader has approved."""
    home = next(one for one in reversed(named) if _nothing_open(one))
    asked = ask_closing(
        by=cast.posts["clerk"], household=home, reason=Closing.Reason.INDEPENDENT,
        outcome="子女均已工作，老人随长子生活，家属当面表示感谢，同意不再定期走访。",
        follow_up_by=cast.posts["clerk"], follow_up="待遇申领按程序继续办理，不另走访。",
    )  # fmt: skip
    approve_closing(by=cast.posts["leader"], closing=asked)


def _nothing_open(home: Household) -> bool:
    busy = Handover.objects.filter(household=home).under_way().exists()
    needs = Need.objects.filter(household=home).open().exists()
    return not busy and not needs and not Promise.objects.filter(household=home).open().exists()
