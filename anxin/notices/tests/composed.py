"""A notice as the county writes it, for tests: whole, and as far on its way as asked."""

import io
from datetime import timedelta

from anxin.ground.database.scope import everywhere, holder
from anxin.ground.days.clock import today
from anxin.notices.actions import (
    Addressed,
    AskedFor,
    Attached,
    Written,
    address,
    approve,
    ask_for,
    attach,
    compose,
    hand_in,
    issue,
    receive,
)
from anxin.notices.delivering import deliver
from anxin.notices.models import Delivery, Notice

BODY = "各乡镇党委：\n现就因公殉职干部家属调查摸底通知如下。"


def written(**said):
    """The words of a notice."""
    return Written(**{"title": "关于开展调查摸底的通知", "mark": "安组通", "body": BODY} | said)


def survey(days=30, **said):
    """A survey asked for by a day so many days ahead."""
    return AskedFor(
        **{
            "asks": "survey", "words": "开展调查摸底", "due": today() + timedelta(days),
            "proof": "摸底情况表", "deaths_since": 2012,
        } | said
    )  # fmt: skip


def draft(by, *, days=30, **said):
    """A whole notice that was not handed in yet: to everybody below, a survey in so many days."""
    notice = compose(by=by, said=written(**said))
    ask_for(by=by, notice=notice, said=survey(days))
    address(by=by, notice=notice, said=Addressed())
    return notice


def approved(by, leader, **said):
    """The same, approved by the leader."""
    return approve(by=leader, notice=hand_in(by=by, notice=draft(by, **said)))


def attached(by, notice, content=b"%PDF-1.7"):
    """An annex of it: a file is kept in one's own name only, which a request tells the database."""
    holder(str(by.pk), str(by.unit_id), by.area)
    try:
        said = Attached("摸底情况表", "附件1.pdf", "application/pdf", io.BytesIO(content))
        return attach(by=by, notice=notice, said=said)
    finally:
        holder("", "")


def sent(by, leader, **said):
    """The same, issued and delivered."""
    notice = approved(by, leader, **said)
    with everywhere():
        issue(by=by, notice=notice)
        deliver(notice.pk)
    return Notice.objects.get(pk=notice.pk)


def signed_for(by, notice):
    """The delivery at the post's own unit, signed for."""
    with everywhere():
        return receive(by=by, delivery=Delivery.objects.get(notice=notice, unit=by.unit))
