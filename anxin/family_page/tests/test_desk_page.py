"""A department's one-time page, and how what is said there flows back to the measure."""

import re
import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, connections

from anxin.care.actions import Answer, finish
from anxin.care.models import DepartmentRequest, Measure, Need
from anxin.family_page import passes
from anxin.family_page.actions import send_link
from anxin.family_page.door.say import say
from anxin.family_page.models import Pass, Said, Sheet
from anxin.family_page.queries import REFUSALS, links_of
from anxin.family_page.tasks import take_over
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today
from anxin.ground.journal.models import JournalEntry
from anxin.ground.units.models import Unit

from .conftest import Handed, at_the_door, role_of_the_door

pytestmark = pytest.mark.django_db(transaction=True)


def enter(phone, handed):
    phone.post(handed.path, {"code": handed.link.code})
    return phone.get(handed.path).content.decode()


def send_form(phone, handed, place="answer", **given):
    page = phone.get(handed.path).content.decode()
    seal = re.search(r'name="seal" value="([0-9a-f]+)"', page)
    return phone.post(f"{handed.path}{place}/", {"seal": seal[1] if seal else "", **given})


def request_now(asked) -> DepartmentRequest:
    with scope(asked.path):
        return DepartmentRequest.objects.get(pk=asked.pk)


def journalled() -> list[str]:
    with everywhere():
        return list(
            JournalEntry.objects.filter(act__startswith="door.").order_by("at").values_list("act", flat=True)
        )


def test_done_with_sum_and_period_flows_back_to_measure_and_need(handed, asked, health_desk):
    with at_the_door() as phone:
        enter(phone, handed)
        answer = send_form(
            phone, handed, what="done", answer="已签约，医生李明", amount_fen="1,200.50",
            benefit_from=today().isoformat(), benefit_until=(today() + timedelta(days=365)).isoformat(),
        )  # fmt: skip
        assert "Your result is on its way" in answer.content.decode()
        assert phone.get(handed.path).status_code == 404
    assert request_now(asked).state == "sent"  # the door itself changed nothing of the register
    take_over()
    request = request_now(asked)
    assert (request.state, request.amount_fen, request.answer) == ("done", 120050, "已签约，医生李明")
    assert request.answered_by == health_desk
    assert request.benefit_until == today() + timedelta(days=365)
    with scope(asked.path):
        assert Measure.objects.get().proof == "已签约，医生李明"
        assert Need.objects.get().state == "met"
    take_over()
    assert journalled() == ["door.link_made", "door.request_opened"]


def test_accepted_first_and_done_later_through_the_same_link(handed, asked):
    day = today() + timedelta(days=5)
    with at_the_door() as phone:
        enter(phone, handed)
        send_form(phone, handed, what="accept", expected_on=day.isoformat(), handler="宋岚 0000 620 0117")
        page = phone.get(handed.path).content.decode()
        assert "Accepted; expected" in page
        assert 'value="accept"' not in page
        assert (
            send_form(phone, handed, what="accept", expected_on=day.isoformat(), handler="x").status_code
            == 422
        )
    take_over()
    assert (request_now(asked).state, request_now(asked).expected_on) == ("accepted", day)
    with at_the_door() as phone:
        enter(phone, handed)
        send_form(phone, handed, what="done", answer="已体检")
    take_over()
    assert request_now(asked).state == "done"


def test_returned_with_its_reason(handed, asked):
    with at_the_door() as phone:
        enter(phone, handed)
        assert send_form(phone, handed, what="return", reason="").status_code == 422
        send_form(phone, handed, what="return", reason="请补充户籍地")
    take_over()
    assert (request_now(asked).state, request_now(asked).answer) == ("returned", "请补充户籍地")


def test_passed_on_to_the_department_it_belongs_to(handed, asked, tree):
    with at_the_door() as phone:
        enter(phone, handed)
        given = {"forward-desk": str(tree.civil.pk), "forward-reason": "属民政职责"}
        assert send_form(phone, handed, "pass-on", **given).status_code == 200
    take_over()
    with scope(asked.path):
        assert DepartmentRequest.objects.get(forwarded_from=asked).desk == Unit.objects.get(pk=tree.civil.pk)
    assert request_now(asked).state == "forwarded"


def test_to_a_desk_that_was_not_offered_nothing_is_passed_on(handed, asked, tree):
    with at_the_door() as phone:
        enter(phone, handed)
        given = {"forward-desk": str(tree.neighbour.pk), "forward-reason": "x"}
        assert send_form(phone, handed, "pass-on", **given).status_code == 422


def test_a_whole_number_is_shown_once_and_noted(handed, asked, health_desk):
    with at_the_door() as phone:
        enter(phone, handed)
        page = send_form(phone, handed, "show", field="0").content.decode()
        assert "990102195102200028" in page
        assert "990102195102200028" not in phone.get(handed.path).content.decode()
        assert "河东镇沿河路8号" in send_form(phone, handed, "show", field="address").content.decode()
        send_form(phone, handed, "show", field="7")
    take_over()
    with everywhere():
        noted = JournalEntry.objects.filter(act="door.number_shown").order_by("at")
        assert [one.details["column"] for one in noted] == ["number", "address"]
        assert {one.by for one in noted} == {health_desk.pk}


def test_answered_another_way_meanwhile_the_clerk_sees_why_nothing_was_taken_over(handed, asked, health_desk):
    with at_the_door() as phone:
        enter(phone, handed)
        send_form(phone, handed, what="done", answer="已办")
    with scope(asked.path):
        finish(by=health_desk, request=asked, answer=Answer("已在系统内答复"))
    take_over()
    with scope(asked.path):
        (link,) = links_of(asked)
        assert DepartmentRequest.objects.get().answer == "已在系统内答复"
    assert [str(why) for why in link.refused] == [str(REFUSALS["lifecycle.moved_on"])]
    assert not link.waiting
    assert journalled()[-1] == "door.answer_refused"


def test_a_link_ends_when_the_request_is_answered_another_way(handed, asked, health_desk):
    with scope(asked.path):
        finish(by=health_desk, request=asked, answer=Answer("已办"))
    take_over()
    with at_the_door() as phone:
        assert phone.get(handed.path).status_code == 404
    with scope(asked.path):
        assert Pass.objects.get().withdrawn_why == "answered"


def test_of_two_answers_at_the_same_moment_one_counts(handed, asked):
    """Two telephones with the same open page press the button together: each in a connection of its own."""
    outcome: list[bool] = []
    together = threading.Barrier(2)

    def press(kind: str) -> None:
        try:
            with passes.at_the_door(handed.token):
                held = passes.find(handed.token)
                together.wait(10)
                outcome.append(say(held, kind, {"answer": "已办", "amount_fen": None, "reason": "退回"}))
        finally:
            connections.close_all()

    with role_of_the_door():
        threads = [threading.Thread(target=press, args=(kind,)) for kind in ("done", "return")]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert sorted(outcome) == [False, True]
    with scope(asked.path):
        assert Said.objects.count() == 1
    take_over()
    take_over()
    assert request_now(asked).state in ("done", "returned")


def test_taken_over_twice_it_counts_once(handed, asked):
    with at_the_door() as phone:
        enter(phone, handed)
        send_form(phone, handed, what="done", answer="已办")
    take_over()
    before = request_now(asked).answered_at
    take_over()
    assert request_now(asked).answered_at == before


def test_one_that_cannot_be_carried_out_holds_up_no_other(handed, asked, county_clerk):
    with at_the_door() as phone:
        enter(phone, handed)
    with scope(asked.path):
        Pass.objects.update(contact=uuid.uuid4())  # a post that is not there: a fault, no rule
        newer = Handed(send_link(by=county_clerk, request=asked))
    with at_the_door() as phone:
        enter(phone, newer)
        send_form(phone, newer, what="done", answer="已办")
    with pytest.raises(Post.DoesNotExist):
        take_over()
    assert request_now(asked).state == "done"


FORGED = [
    ("nonsense", {}), ("done", {"answer": "已办"}), ("done", {"answer": "x", "amount_fen": "much"}),
    ("accept", {"expected_on": "tomorrow", "handler": "x"}), ("return", {"words": "x"}),
    ("forward", {"desk": "x", "reason": "x"}), ("forward", {"desk": "neighbour", "reason": "x"}),
    ("shown", {"field": "x"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "content"), FORGED)
def test_what_no_page_of_ours_would_have_sent_is_refused_and_told(handed, asked, tree, kind, content):
    """Whoever has taken the door over can say nothing that its pages could not."""
    if content.get("desk") == "neighbour":
        content = content | {"desk": str(tree.neighbour.pk)}
    with role_of_the_door(), passes.at_the_door(handed.token):
        say(passes.find(handed.token), kind, content)
    take_over()
    assert request_now(asked).state == "sent"
    with scope(asked.path):
        told = [str(why) for why in links_of(asked)[0].refused]
    assert told == [str(REFUSALS["door.unreadable"])]


def test_once_a_link_has_ended_the_door_keeps_nothing_of_its_matter(handed, asked):
    with at_the_door() as phone:
        enter(phone, handed)
        send_form(phone, handed, what="done", answer="已办")
    take_over()
    with scope(asked.path):
        assert not Sheet.objects.exists()
        assert {one.content_json for one in Said.objects.all()} == {""}


def test_the_snapshot_does_not_grow_when_the_family_changes(handed, asked, household):
    from anxin.families.models import Person  # noqa: PLC0415

    with scope(asked.path):
        Person.objects.filter(household=household, name="陈桂香").update(name="改名")
    with at_the_door() as phone:
        page = enter(phone, handed)
    assert "改名" not in page
    assert "周雨桐" not in page
    assert "林秀兰" not in page


def test_the_page_is_whole_without_javascript_and_in_chinese(handed):
    with at_the_door() as phone:
        enter(phone, handed)
        page = phone.get(handed.path, headers={"accept-language": "zh-CN"}).content.decode()
    assert "<script" not in page
    for words in ("您的答复", "什么时候要", "请办的事", "依据", "退回", "提交答复", "转给别的部门"):
        assert words in page


def test_the_desks_contact_answers_in_the_name_of_its_post(handed, asked, health_desk):
    assert connection.settings_dict["USER"] == "anxin_app"
    with scope(asked.path):
        assert Pass.objects.get().contact == health_desk.pk
        assert Post.objects.get(pk=health_desk.pk).unit_id == asked.desk_id
