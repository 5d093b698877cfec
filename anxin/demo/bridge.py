"""Demo: leaders keep contact with two frontline towns; a visit, and something promised on it. A death is
recorded by whoever looks at the demo, not by the demo."""

from datetime import timedelta

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.officers.actions import AfterVisit, keep_contact, keep_contact_promise, record_contact_visit
from anxin.officers.models import ContactPoint
from anxin.officers.queries import contact_leaders

from .people import Cast


def keep_in_touch(cast: Cast) -> None:
    """The county's leader keeps contact with the town of the cast's officer, and has been there today."""
    clerk, town = cast.posts["clerk"], cast.posts["officer"].unit
    leader = contact_leaders(clerk).first()
    if leader is not None:
        _been_there(leader, keep_contact(by=clerk, leader=leader, whom=town))


def _been_there(leader: Post, point: ContactPoint) -> None:
    due = today() + timedelta(10)
    for said in (
        AfterVisit(
            "防汛值守告一段落，大家都回到岗位。", "夜里值守多，想把补休安排开。", "本月排出轮休表", due
        ),
        AfterVisit("镇里宿舍的热水修好了。", "谢谢，孩子能来住几天了。", "再看一次宿舍的窗", due),
    ):
        visit = record_contact_visit(by=leader, point=point, on=today(), met=True, sentences=said)
    keep_contact_promise(by=leader, visit=visit)
