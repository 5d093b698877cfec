"""Passing a notice down with local additions (转发): one's own notice with the things asked above.

The notice from above is never copied into it: whoever receives the child reads both. What it asks comes along
with its days, those for signing too; the unit that passes it down may ask earlier and ask more, never later
and never less."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.notices.models import Delivery, Notice, NoticeDay, NoticeItem, NoticeState

from .composing import Written, begin, suggested_notice_mark
from .deadlines import keep_days

LONGEST = 200  # characters of a title
TITLE = "关于转发《{title}》的通知"  # as offices head and open such a paper; the clerk writes on from here
BODY = "现将《{title}》{document}转发给你们，请结合实际抓好落实。"


@transaction.atomic
def pass_down(*, by: Post, delivery: Delivery) -> Notice:
    """Begin the notice with which the post's unit passes one from above down. Refused before the unit has
    signed for it, and while another of its notices passes the same one down."""
    held = Delivery.objects.select_for_update(of=("self",)).select_related("notice").get(pk=delivery.pk)
    if held.unit_id != by.unit_id:
        raise Refused("notices.not_ours", _("This notice was sent to another unit."))
    if held.received_at is None:
        raise Refused("notices.not_signed_for", _("Sign for this notice first; then pass it down."))
    above = held.notice
    if above.children.filter(unit=by.unit).exclude(state=NoticeState.DROPPED).exists():
        raise Refused("notices.passed_already", _("Your unit passes this notice down already."))
    child = begin(by=by, said=_opening(by, above), parent=above)
    NoticeItem.objects.bulk_create(_carried(item, child) for item in above.items.all())
    keep_days(child, {one.level: one.day for one in above.days.all() if _still_ahead(held, one)})
    record("notices.passed_down", by=by, on=child, parent=above.pk)
    return child


def note_passed_on(child: Notice) -> None:
    """Note at the delivery from above that it was passed on, inside the act that issues the child."""
    if child.parent_id and child.unit_id:
        Delivery.objects.filter(notice=child.parent_id, unit=child.unit_id).update(passed_on=child)


def _opening(by: Post, above: Notice) -> Written:
    title = TITLE.format(title=above.title)
    title = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
    document = f"（{above.document}）" if above.document else ""
    body = BODY.format(title=above.title, document=document)
    last = above.receive_by if above.receive_by and above.receive_by >= today() else None
    return Written(title=title, mark=suggested_notice_mark(by), body=body, receive_by=last)


def _still_ahead(held: Delivery, one: NoticeDay) -> bool:
    """Does this day hold for a level below the unit that passes the notice down, and lie ahead?"""
    return one.level > held.level and one.day >= today()


def _carried(item: NoticeItem, child: Notice) -> NoticeItem:
    return NoticeItem(
        notice=child, order=item.order, asks=item.asks, words=item.words, words_en=item.words_en,
        due=item.due, proof=item.proof, proof_en=item.proof_en, figure=item.figure,
        deaths_since=item.deaths_since, origin=item,
    )  # fmt: skip
