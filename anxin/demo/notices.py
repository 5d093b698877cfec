"""Demo: a notice of the province to its counties, with a survey round; the county signs for it, begins its
survey, and passes the notice down to its townships with an addition that waits for the leader's approval.
One county is told by package."""

from datetime import timedelta

from anxin.ground.access.actions import appoint
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.models import Kind, Level, Unit
from anxin.notices import actions
from anxin.notices.delivering import deliver
from anxin.notices.models import Asked, Delivery, Notice
from anxin.surveys import actions as surveys
from anxin.surveys.models import Round

from . import carried, cascade
from .people import Cast, seat

TITLE = "关于做好因公殉职一线干部家属调查摸底工作的通知"
BODY = """为全面掌握因公殉职一线干部家属情况，逐人逐户建档立卡，现就调查摸底有关事项通知如下。
一、摸清底数。对2012年以来因公殉职的一线干部及其家属，会同财政、民政、人力资源社会保障、卫生健康、教育部门逐户了解。
二、如实填报。数字以台账为准，不另行填表；确实没有的，由负责同志具名零报告。
三、减轻负担。不要求层层报表，不作排名通报。"""
NIL = (("990124", "李长河", True), ("990125", "周立新", False))  # county, its leader, accepted already?


def go_out(cast: Cast) -> None:
    """The notice, from the province to the township."""
    writer, leader = cast.posts["province"], seat("province2", "99-ZZB", "leader", "秦志文", "分管副部长")
    notice = _issued(writer, leader)
    clerk = cast.posts["clerk"]
    sent = actions.receive(by=clerk, delivery=Delivery.objects.get(notice=notice, unit=clerk.unit))
    round_ = Round.objects.get(pk=notice.items.get(asks=Asked.SURVEY).pk)
    surveys.begin(by=clerk, round_=round_, unit=clerk.scope_root)
    for code, signatory, accepted in NIL:
        _nil(writer, round_, Unit.objects.get(code=code), signatory, accepted)
    _ask_for_time(notice)
    carried.carry(cast, notice)
    _pass_down(clerk, sent)
    cascade.come_down(cast, leader)


def _issued(by: Post, leader: Post) -> Notice:
    day = today()
    said = actions.Written(TITLE, "澜组通", BODY, receive_by=day + timedelta(7), copies="省财政厅、省民政厅")
    notice = actions.compose(by=by, said=said)
    for asked in (
        actions.AskedFor(
            Asked.SURVEY,
            "对2012年以来因公殉职一线干部家属开展调查摸底",
            day + timedelta(45),
            "摸底填报，零报告须具名",
            deaths_since=2012,
        ),
        actions.AskedFor(
            Asked.CARD, "逐人逐户建档立卡", day + timedelta(60), "家庭档案", figure="families.households"
        ),
        actions.AskedFor(Asked.REPORT, "报送情况报告", day + timedelta(75), "情况报告"),
    ):
        actions.ask_for(by=by, notice=notice, said=asked)
    counties = actions.Addressed(kind=Kind.ORGANISATION, level=Level.COUNTY)
    actions.address(by=by, notice=notice, said=counties)
    notice = actions.approve(by=leader, notice=actions.hand_in(by=by, notice=notice))
    actions.issue(by=by, notice=notice)
    deliver(notice.pk)
    return Notice.objects.get(pk=notice.pk)


def _clerk_of(county: Unit) -> Post:
    """Somebody in a county's office, without an account: it answered on paper."""
    office = Unit.objects.select_related("parent").get(code=f"{county.code}-ZZB")
    return appoint(by=OPERATOR, account=None, unit=office, role="clerk", name="组织部经办人")


def _nil(above: Post, round_: Round, county: Unit, signatory: str, accepted: bool) -> None:
    by = _clerk_of(county)
    answer = surveys.send(by=by, round_=round_, unit=county, signatory=signatory, nil=True)
    if accepted:
        surveys.accept(by=above, answer=answer)


def _ask_for_time(notice: Notice) -> None:
    by = _clerk_of(Unit.objects.get(code="990221"))
    first = notice.first_deadline() or today()
    actions.ask_relief(by=by, notice=notice, why="正值防汛，需错开时间入户。", until=first + timedelta(20))


def _pass_down(clerk: Post, sent: Delivery) -> None:
    child = actions.pass_down(by=clerk, delivery=sent)
    item = child.items.get(asks=Asked.SURVEY)
    earlier = actions.AskedFor(
        item.asks, "协助县委组织部逐户核对摸底名单", today() + timedelta(25), "镇党委盖章的名单",
        deaths_since=item.deaths_since,
    )  # fmt: skip
    actions.ask_for(by=clerk, notice=child, said=earlier, order=item.order)
    more = actions.AskedFor(Asked.VISITS, "结合摸底走访每户家属", today() + timedelta(40), "走访记录")
    actions.ask_for(by=clerk, notice=child, said=more)
    actions.address(by=clerk, notice=child, said=actions.Addressed(kind=Kind.REGION, level=Level.TOWNSHIP))
    actions.hand_in(by=clerk, notice=child)
