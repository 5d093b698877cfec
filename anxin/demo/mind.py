"""Demo: who talks with whom, two talks and an occasion; a counsellor with free hours, one of them taken."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from anxin.ground.access.models import Post
from anxin.ground.database.scope import holder
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.units.models import Unit
from anxin.officers.actions import (
    Hours,
    Promised,
    Sentences,
    Times,
    book_hour,
    name_counsellor,
    note_occasion,
    offer_hours,
    record_talk,
    set_talk_rule,
)
from anxin.officers.models import Officer, ReadBy, TalkOccasion

from .people import Cast

MONTHS, DAYS = 6, 7  # the demo county's own choice
SAID = (
    Sentences("孩子今年上初三，爱人在外地工作", "防汛值班连着三周没回家", "下个月排班让出一个周末"),
    Sentences("父亲手术后恢复得不错", "想学些法律知识", "把县里的培训名额告诉他"),
)


def listen(cast: Cast, county: Unit) -> None:
    """The county's rule for talks, what was talked about so far, and hours that anybody may take."""
    clerk, leader = cast.posts["clerk"], cast.posts["leader"]
    set_talk_rule(by=clerk, unit=county, talker=leader, times=Times(MONTHS, DAYS))
    officers = list(Officer.objects.under(county.path).at_the_front()[:3])
    for officer, said in zip(officers, SAID, strict=False):
        _talk(leader, officer, said)
    for officer in officers[2:]:
        ill = TalkOccasion.Kind.ILLNESS
        note_occasion(by=clerk, officer=officer, kind=ill, on=today() - timedelta(2))
    _counsel(cast, county)


def _talk(leader: Post, officer: Officer, said: Sentences) -> None:
    holder(str(leader.pk), str(leader.unit_id))
    promise = Promised(said.promised, leader, add_working_days(today(), 15))
    day = today() - timedelta(20)
    record_talk(by=leader, officer=officer, on=day, sentences=said, read_by=ReadBy.LINE, promises=[promise])
    holder("", "")


def _counsel(cast: Cast, county: Unit) -> None:
    """Two afternoons of hours, one of them taken; the passphrase is left to whoever tries it out."""
    named = name_counsellor(by=cast.posts["clerk"], post=cast.posts["health"], unit=county)
    for days in (2, 5):
        day = datetime.combine(add_working_days(today(), days), time(14, 30))
        hours = Hours(timezone.make_aware(day), 3, 50, "县医院门诊楼三层，从东侧门进")
        first, *_more = offer_hours(by=named.post, counsellor=named, hours=hours)
    book_hour(by=cast.posts["officer"], slot_id=first.pk)
