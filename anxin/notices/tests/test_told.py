"""Who is told in the inbox about notices: when one arrives, when it waits on its way out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anxin.ground.access.models import Account, Post
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.messages.models import Message
from anxin.ground.units.models import Level
from anxin.notices import actions, delivering
from anxin.notices.delivering import deliver
from anxin.notices.models import Delivery, Notice, NoticeAddressee, Stand
from tests.cast import client_of, hire

from .composed import approved, draft, sent, signed_for

pytestmark = pytest.mark.django_db


def to_everybody():
    """A notice from outside to every unit, ready to be sent out by the job."""
    made = Notice.objects.create(number=7, title="关于走访慰问工作的通知", issuer="中共澜江省委组织部")
    NoticeAddressee.objects.create(notice=made, order=1)
    actions.issue(by=OPERATOR, notice=made)
    return made


def told(code="notices.to_sign"):
    """The posts that were told this, by name."""
    return sorted(Message.objects.filter(code=code).values_list("post__name", flat=True))


def test_those_it_reaches_first_are_told_when_it_is_out(tree, county_clerk):
    hire("province_clerk", tree.province, "clerk", "贺明远")
    deliver(to_everybody().pk)
    assert told() == ["贺明远"]
    assert Message.objects.get().document == ""  # it came from outside and bears no number
    deliver(Notice.objects.get().pk)
    assert told() == ["贺明远"]


def test_signing_for_tells_those_directly_below_who_may_sign(
    city_clerk, county_clerk, neighbour_clerk, township_officer, officer
):
    notice = sent(city_clerk, hire("city_leader", city_clerk.unit, "leader", "高原"))
    assert told() == sorted([county_clerk.name, neighbour_clerk.name])
    signed_for(county_clerk, notice)
    assert told() == sorted([county_clerk.name, neighbour_clerk.name, township_officer.name])
    page = client_of(township_officer).get("/messages/").content.decode()
    assert f"{notice.document}通知已送达本单位，请签收。" in page
    assert notice.title not in page


def test_a_unit_that_nobody_sits_in_tells_nobody_and_still_has_it(city_clerk, county_clerk, neighbour_clerk):
    Post.objects.filter(pk=county_clerk.pk).update(account=None)
    Account.objects.filter(pk=neighbour_clerk.account_id).update(is_active=False)
    notice = sent(city_clerk, hire("city_leader", city_clerk.unit, "leader", "高原"))
    assert Delivery.objects.to_sign().filter(notice=notice).count() == 2
    assert told() == []


def test_however_many_it_reaches_they_are_told_in_one_question(tree, county_clerk, neighbour_clerk):
    made = Notice.objects.create(number=7, title="通知", issuer="中共澜江省委组织部")
    for order, unit in enumerate((tree.county_office, tree.neighbour_office, tree.town), 1):
        NoticeAddressee.objects.create(notice=made, order=order, unit=unit)
    actions.issue(by=OPERATOR, notice=made)
    with CaptureQueriesContext(connection) as asked:
        deliver(made.pk)
    assert told() == sorted([county_clerk.name, neighbour_clerk.name])
    assert sum("messages_out_message" in one["sql"] for one in asked) == 1


def test_what_was_signed_for_while_it_was_being_sent_out_goes_further_all_the_same(
    tree, city_clerk, county_clerk, monkeypatch
):
    """The province has it and signs before the job has come to the cities."""
    province = hire("province_clerk", tree.province, "clerk", "贺明远")

    def signs() -> int:
        mine = Delivery.objects.to_sign().filter(unit=tree.province).first()
        if mine:
            actions.receive(by=province, delivery=mine)
        return 0

    monkeypatch.setattr(delivering, "fold", signs)
    notice = to_everybody()
    deliver(notice.pk)
    stands = dict(Delivery.objects.filter(level__lte=Level.COUNTY).values_list("unit", "stand"))
    assert stands[tree.province.pk] == Stand.SIGNED
    assert stands[tree.city_office.pk] == Stand.WAITING
    assert stands[tree.county_office.pk] == Stand.FAR
    assert told() == [city_clerk.name]


def test_an_exempt_unit_is_not_told(tree, city_clerk, county_clerk, township_officer):
    notice = sent(city_clerk, hire("city_leader", tree.city_office, "leader", "高原"))
    Message.objects.all().delete()
    Delivery.objects.filter(unit=tree.town).update(exempt_why="机构合并")
    signed_for(county_clerk, notice)
    assert Delivery.objects.get(unit=tree.town).delivered_at <= now()
    assert told() == []


def test_whoever_has_the_next_step_of_a_notice_on_its_way_out_is_told(county_clerk, leader):
    notice = actions.hand_in(by=county_clerk, notice=draft(county_clerk))
    assert told("notices.to_approve") == [leader.name]
    actions.return_notice(by=leader, notice=notice, why="请写明截止日期")
    assert told("notices.to_mend") == [county_clerk.name]
    approved(county_clerk, leader)
    assert told("notices.to_issue") == [county_clerk.name]
    one = Message.objects.get(code="notices.to_approve", link__contains=str(notice.pk))
    assert client_of(leader).get(one.link).status_code == 200


def test_a_mark_that_no_message_may_carry_is_left_out(county_clerk, leader):
    actions.hand_in(by=county_clerk, notice=draft(county_clerk, mark="澜组2026"))
    [one] = Message.objects.filter(code="notices.to_approve")
    assert one.document == ""


def test_a_leader_of_another_unit_is_not_told(county_clerk, leader, tree):
    hire("city_leader", tree.city_office, "leader", "高原")
    with everywhere():
        actions.hand_in(by=county_clerk, notice=draft(county_clerk))
    assert told("notices.to_approve") == [leader.name]
