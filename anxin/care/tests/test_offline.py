"""Without signal, from the server's side: drafts without JavaScript, two versions, what a phone is given."""

import json
import re
import uuid
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse

from anxin.care.actions import record_visit
from anxin.care.actions.visits import NextStep
from anxin.care.models import Promise, Visit, VisitDraft
from anxin.families.actions import MemberDetails, Origin, add_member, end_membership, record_fact
from anxin.families.models import FallenOfficer, Membership, Person, Source
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from tests.cast import client_of, family

NUMBER, SCHOOL = "990102201603071234", "青石镇中心小学"


@pytest.fixture
def said(mother):
    return {
        "key": str(uuid.uuid4()),
        "seen": "0",
        "on": str(today()),
        "met": str(mother.pk),
        "news": "身体稳定",
    }


@pytest.fixture
def send(named, county_clerk):
    """Post to a page of visits of this family as the clerk."""
    client = client_of(county_clerk)

    def act(name, data, **more):
        return client.post(reverse(f"care:{name}", kwargs={"card": named.pk}), data | more)

    act.client = client
    return act


@pytest.fixture
def new_page(send, named):
    def read():
        return send.client.get(reverse("care:visit_new", kwargs={"card": named.pk})).content.decode()

    return read


def test_without_javascript_a_draft_is_kept_by_a_button_and_stands_in_the_form_again(send, said, new_page):
    assert send("visit_new", said, keep="yes").status_code == 302
    text = new_page()
    assert "身体稳定</textarea>" in text
    assert f'name="key" value="{said["key"]}"' in text
    assert not Visit.objects.exists()


def test_a_colleague_sees_nothing_of_it(send, said, named, second_clerk):
    send("visit_new", said, keep="yes")
    page = client_of(second_clerk).get(reverse("care:visit_new", kwargs={"card": named.pk}))
    assert "身体稳定" not in page.content.decode()


def test_pressed_twice_is_recorded_once(send, said):
    answers = [send("visit_new", said), send("visit_new", said)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Visit.objects.count() == 1


def test_the_same_form_with_other_words_is_refused_and_nothing_typed_is_lost(send, said):
    send("visit_new", said)
    answer = send("visit_new", said, news="改成别的话")
    assert "以先提交的为准" in answer.content.decode()
    assert "改成别的话</textarea>" in answer.content.decode()
    assert Visit.objects.get().news == "身体稳定"


def test_a_sent_visit_takes_its_draft_along(send, said):
    send("draft_keep", said)
    send("visit_new", said, seen="1")
    assert not VisitDraft.objects.exists()


def test_two_devices_are_shown_side_by_side_and_picked_field_by_field(send, said):
    send("draft_keep", said)
    send("draft_keep", said, seen="1", news="电脑上写的", said="只在电脑上写的")
    answer = send("draft_keep", said, seen="1", news="手机上写的")
    assert answer.status_code == 409
    page = send("draft_compare", said, seen="1", news="手机上写的")
    assert page.status_code == 409
    text = page.content.decode()
    assert all(words in text for words in ("手机上写的", "电脑上写的", "只在电脑上写的"))
    picked = {"picked": "2", "pick-news": "mine", "pick-said": "kept"}
    assert send("draft_compare", said, news="手机上写的", **picked).status_code == 302
    kept = VisitDraft.objects.get()
    assert (kept.said["news"], kept.said["said"], kept.version) == (["手机上写的"], ["只在电脑上写的"], 3)


def test_saving_over_a_newer_draft_without_javascript_shows_both_too(send, said):
    send("draft_keep", said)
    send("draft_keep", said, seen="1", news="手机上写的")
    page = send("visit_new", said, seen="1", news="电脑上写的", keep="yes")
    assert page.status_code == 409
    assert "手机上写的" in page.content.decode()


def test_somebody_who_left_the_household_is_named_and_the_draft_stays(
    send, said, mother, new_page, county_clerk
):
    send("draft_keep", said)
    membership, origin = Membership.objects.get(person=mother), Origin(Source.PAPER, "证明", today())
    end_membership(by=county_clerk, membership=membership, because="moved", on=today(), origin=origin)
    answer = send("draft_send", said, seen="1")
    assert answer.status_code == 422
    assert any("陈桂香已不在这户" in words for words in answer.json()["said"])
    assert VisitDraft.objects.count() == 1
    assert "陈桂香已不在这户" in new_page()


def test_somebody_of_another_family_is_not_named_by_an_id(send, said, county_clerk, tree):
    """The clerk may open that card too, but not through this one: the look would stand under this family."""
    with scope(tree.county.path):
        other = family(county_clerk, tree.county, officer="李建国")
        stranger = Person.objects.filter(household=other).exclude(name="陈桂香")[0]
    answer = send("draft_send", {**said, "met": str(stranger.pk)})
    assert answer.status_code == 422
    assert answer.json()["said"]
    assert not any(stranger.name in words for words in answer.json()["said"])


def test_a_form_that_lacks_something_is_kept_with_what_is_wrong(send, said):
    answer = send("draft_send", {**said, "news": ""})
    assert (answer.status_code, answer.json()["version"]) == (422, 1)
    assert VisitDraft.objects.exists()
    assert not Visit.objects.exists()


def test_what_a_phone_sends_is_recorded_once(send, said):
    first, second = send("draft_send", said), send("draft_send", said)
    assert first.json() == second.json()
    assert Visit.objects.count() == 1
    page = send.client.get(first.json()["sent"]).content.decode()
    assert page.count("走访已登记") == 1


def test_one_s_drafts_are_listed_and_thrown_away(send, said):
    send("draft_keep", said)
    listed = send.client.get(reverse("care:drafts")).content.decode()
    assert "周明远家庭" in listed
    send("draft_drop", {"key": said["key"]})
    assert not VisitDraft.objects.exists()


@pytest.fixture
def canaries(named, county_clerk, mother, township_officer):
    """A child under 14 with an identity number and a school, and a promise whose words tell all of it."""
    with scope(named.path):
        officer, register = FallenOfficer.objects.get(), Origin(Source.PAPER, "户口簿", today())
        child = add_member(
            by=county_clerk, household=named, officer=officer, origin=register,
            details=MemberDetails(name="周雨辰", sex="1", birth=PartialDate(2016, 3, 7), kinship="20"),
        )  # fmt: skip
        Person.objects.filter(pk=child.pk).update(id_number=NUMBER)
        origin = Origin(Source.PAPER, "入学通知", today())
        record_fact(
            by=county_clerk, household=named, person=child, code="school", value=SCHOOL, origin=origin
        )
        words = f"送书包到{SCHOOL}，家住{named.address}，证号{NUMBER}，再看屋顶"
        step = NextStep(words, township_officer, today() + timedelta(days=3))
        record_visit(by=township_officer, household=named, on=today(), met=[mother], steps=[step])
    return (NUMBER, SCHOOL, named.address, "沿河路")


def test_a_phone_is_given_no_number_no_address_and_no_child_s_school(send, canaries):
    answer = send("take_along", {})
    given = json.dumps(answer.json(), ensure_ascii=False)
    assert "再看屋顶" in given
    assert "周雨辰" in given
    for canary in canaries:
        assert canary not in given
    assert not re.search(r"\d{17}[\dX]", given)
    assert "csrfmiddlewaretoken" not in given


def test_the_copy_holds_the_brief_and_the_form_under_their_own_addresses(send, named):
    given = send("take_along", {}).json()
    paths = [reverse(f"care:{name}", kwargs={"card": named.pk}) for name in ("visit_brief", "visit_new")]
    assert list(given["pages"]) == paths
    assert 'name="news"' in given["pages"][paths[1]]["html"]
    assert "<script" not in str(given)


def test_the_paper_twin_is_one_sheet_with_the_numbers_of_the_form(send, named):
    answer = send.client.get(reverse("care:visit_paper", kwargs={"card": named.pk}))
    pages = pypdfium2.PdfDocument(answer.content)
    assert len(pages) == 1
    text = pages[0].get_textpage().get_text_bounded()
    for number, words in {1: "哪天去的", 3: "见到了谁", 4: "家里近况", 9: "需求"}.items():
        assert re.search(rf"{number}\s*[^\n]*{words}|{number}\s+\S*{words}", text), (number, words)
    assert "沿河路" not in text
    assert "第1页，共1页" in text.replace(" ", "")


def test_an_idle_session_is_known_by_its_mark(send):
    told = send.client.get(reverse("access:contact")).json()
    page = send.client.get(reverse("care:rounds")).content.decode()
    assert f'data-session="{told["session"]}"' in page
    assert len(told["half"]) == 64
    send.client.logout()
    assert send.client.get(reverse("access:contact")).json() == {"session": "", "account": ""}


def test_the_worker_may_stand_before_every_page_and_names_its_files(send):
    answer = send.client.get(reverse("access:worker"))
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Content-Type"].startswith("text/javascript")
    assert re.search(r'^const VERSION = "[0-9a-f]{16}";$', answer.content.decode(), re.M)
    assert "/static/ui/vault.js" in answer.content.decode()


def test_a_promise_settled_meanwhile_does_not_stop_the_visit(send, said, canaries, township_officer):
    send("draft_keep", said)
    Promise.objects.update(state="kept", settled_on=today())
    assert "sent" in send("draft_send", said, seen="1").json()
