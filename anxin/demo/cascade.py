"""Demo: a notice of the province on its way down to the villages. Most have signed for it, some hold it up:
the province, the county and the township each see how far it has come, where it is stuck, who is on paper."""

from collections.abc import Iterable
from datetime import date, timedelta

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.units.models import Kind, Level, Unit
from anxin.notices import actions
from anxin.notices.delivering import deliver
from anxin.notices.models import Asked, Delivery, Notice, Stand

from .people import Cast, seat
from .tree import ANHE

TITLE = "关于做好因公殉职一线干部家属走访慰问工作的通知"
BODY = """为把组织的关心送到每一户因公殉职一线干部家属，现就走访慰问有关事项通知如下。
一、户户走到。由联系领导带队，专责人同行；家属嘱咐不打扰的日子不上门、不打电话。
二、问清难处。老人就医、子女就学、家中收入逐项问到，当场能答复的当场答复，答应的事写明期限。
三、不增加负担。不陪同、不拍照、不要家属填表；走访记录三句话即可。"""
ADDRESSED = (
    (Kind.ORGANISATION, Level.CITY), (Kind.ORGANISATION, Level.COUNTY),
    (Kind.REGION, Level.TOWNSHIP), (Kind.REGION, Level.VILLAGE),
)  # fmt: skip
OFFICES = (  # unit, who signs there; 湖阳市 has not signed, so nothing has reached its counties
    ("9901", "周以宁"), ("9902", "蒋文涛"), ("9903", "许立"),
    ("990126", "骆青"), ("990321", "郭敏"), ("990322", "田野"),
)  # fmt: skip
TOWNS = (  # of the county; the township officer of the cast and 星溪镇 still have it before them
    ("105", "范平", True), ("106", "何雨", True), ("107", "宋涛", True), ("108", "董洁", True),
    ("109", "叶青", False), ("110", "程远", True), ("111", "沈飞", False), ("112", "余丹", True),
    ("113", "杜鹃", True), ("114", "石磊", True), ("115", "方宁", True), ("116", "汪洋", True),
)  # fmt: skip
ON_PAPER = ("101", "103")  # towns without an account whose receipts have come back
STILL_OUT = {"101": 2, "103": 1, "106": 2, "114": 1}  # villages of a town whose receipts have not


def come_down(cast: Cast, leader: Post) -> None:
    """The notice goes out and is signed for down to the villages, as far as it has come today."""
    notice = _issued(cast.posts["province"], leader)
    offices = {
        code: seat(f"office{code}", f"{code}-ZZB", "clerk", name, "干部科干部", phone=f"0000 {code[:4]} 1201")
        for code, name in OFFICES
    }
    towns = {
        code: seat(
            f"town{code}", f"{ANHE}{code}", "township", name, "党政办副主任", phone=f"139 0000 2{code}"
        )
        for code, name, _signed in TOWNS
    }
    deliver(notice.pk)
    _cities_sign(notice, cast, offices)
    clerk = cast.posts["clerk"]
    _sign(notice, clerk)
    for code, _name, signed in TOWNS:
        if signed:
            _sign(notice, towns[code])
            _villages(notice, towns[code], code)
    _receipts(notice, clerk, [f"{ANHE}{code}" for code in ON_PAPER])
    for code in ON_PAPER:
        _villages(notice, clerk, code)
    late = Unit.objects.get(code=f"{ANHE}109")
    actions.chase(by=clerk, notice=notice, unit=late, level=Level.TOWNSHIP)


def _issued(by: Post, leader: Post) -> Notice:
    day = today()
    said = actions.Written(TITLE, "澜组通", BODY, receive_by=add_working_days(day, 2), copies="省委办公厅")
    notice = actions.compose(by=by, said=said)
    for asked in (
        actions.AskedFor(Asked.VISITS, "走访每一户家属", day + timedelta(40), "走访记录"),
        actions.AskedFor(Asked.REPORT, "报送走访慰问情况", day + timedelta(60), "情况报告"),
    ):
        actions.ask_for(by=by, notice=notice, said=asked)
    for kind, level in ADDRESSED:
        actions.address(by=by, notice=notice, said=actions.Addressed(kind=kind, level=level))
    notice = actions.approve(by=leader, notice=actions.hand_in(by=by, notice=notice))
    actions.issue(by=by, notice=notice)
    return notice


def _cities_sign(notice: Notice, cast: Cast, offices: dict[str, Post]) -> None:
    """Two of the three cities have signed; a county got more time, another one was left out."""
    for code in ("9901", "9903", "990321"):
        _sign(notice, offices[code])
    _receipts(notice, offices["9901"], ["990124-ZZB"])
    for city, county in (("9901", "990124"), ("9903", "990321")):
        _receipts(notice, offices[city], _below(county))
    later = add_working_days(notice.receive_by or today(), 10)
    _relieved(notice, cast, offices["990126"], "正值县乡换届，人手紧。", later)
    _relieved(notice, cast, offices["990322"], "全县没有因公殉职一线干部家属，已零报告。")
    _receipts(notice, offices["9903"], _below("990322")[:3])


def _relieved(notice: Notice, cast: Cast, by: Post, why: str, until: date | None = None) -> None:
    relief = actions.ask_relief(by=by, notice=notice, why=why, until=until)
    actions.decide_relief(by=cast.posts["province"], relief=relief, grant=True)


def _sign(notice: Notice, by: Post) -> None:
    actions.receive(by=by, delivery=Delivery.objects.get(notice=notice, unit=by.unit))


def _villages(notice: Notice, by: Post, town: str) -> None:
    """The receipts of a town's villages, as far as they have come back."""
    codes = _below(f"{ANHE}{town}")
    _receipts(notice, by, codes[: len(codes) - STILL_OUT.get(town, 0)])


def _below(code: str) -> list[str]:
    """The codes of the regions directly below a region."""
    below = Unit.objects.filter(parent__code=code, kind=Kind.REGION).order_by("path")
    return list(below.values_list("code", flat=True))


def _receipts(notice: Notice, by: Post, codes: Iterable[str]) -> None:
    """Paper receipts of units without an account, entered from above."""
    found = Delivery.objects.filter(notice=notice, unit__code__in=list(codes)).exclude(stand=Stand.SIGNED)
    actions.receive_on_paper(by=by, deliveries=list(found.values_list("pk", flat=True)))
