"""The pages of handing over, days away and closing, as those who use them find them."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from anxin.care.actions import announce, ask_closing, go_through, name_responsible
from anxin.care.models import Absence, Closing, Handover, HandoverItem
from anxin.care.queries import responsibility_of
from anxin.families.models import Household
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, family

POINTS = HandoverItem.Point.values


@pytest.fixture
def announced(county_clerk, deputy, named):
    return announce(by=county_clerk, household=named, successor=deputy, why="retirement", effect_on=today())


def page(post, name, language="zh-hans", **values):
    answer = client_of(post, language).get(reverse(f"care:{name}", kwargs=values))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def send(post, name, data, **values):
    return client_of(post).post(reverse(f"care:{name}", kwargs=values), data)


def here(handover) -> dict:
    return {"card": handover.household_id, "handover": handover.pk}


def test_both_sides_find_the_handover_in_their_list_and_nobody_else(
    announced, township_officer, deputy, county_clerk, neighbour_clerk
):
    for post in (township_officer, deputy, county_clerk):
        assert "周明远" in page(post, "handovers")
    assert "周明远" not in page(neighbour_clerk, "handovers")


def test_the_checklist_on_a_telephone_from_the_first_point_to_the_word(
    announced, named, deputy, county_clerk
):
    for point in POINTS:
        assert (
            send(deputy, "handover", {"point": point, "words": "不问病情"}, **here(announced)).status_code
            == 302
        )
    told = {"on": str(today()), "how": "person", "told": "家属放心了"}
    assert send(deputy, "handover", told, **here(announced)).status_code == 302
    text = page(deputy, "handover", **here(announced))
    assert "全部办妥" in text
    assert "不问病情" in text
    assert send(county_clerk, "handover_complete", {}, **here(announced)).status_code == 302
    with everywhere():
        assert responsibility_of(named).responsible == deputy


def test_finishing_too_early_says_what_is_missing(announced, deputy):
    address = reverse("care:handover_complete", kwargs=here(announced))
    text = client_of(deputy).post(address, follow=True).content.decode()
    assert "还有未办：家庭档案和个人档案" in text


def test_what_not_to_ask_must_be_written(announced, deputy):
    answer = send(deputy, "handover", {"point": "keys", "words": ""}, **here(announced))
    assert answer.status_code == 200
    assert not HandoverItem.objects.exists()


def test_the_clerk_calls_it_off_with_a_reason(announced, county_clerk, deputy):
    assert "撤销交接" not in page(deputy, "handover", **here(announced))
    assert send(county_clerk, "handover", {"reason": "不退休了"}, **here(announced)).status_code == 302
    with everywhere():
        assert Handover.objects.get().state == "withdrawn"


def test_the_sheet_is_one_page_with_both_names(announced, deputy, county_clerk):
    with everywhere():
        go_through(by=deputy, handover=announced, point="keys", words="不要问抢救经过")
    answer = client_of(county_clerk).get(reverse("care:handover_sheet", kwargs=here(announced)))
    paper = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    text = paper[0].get_textpage().get_text_bounded()
    assert len(paper) == 1
    assert all(words in text for words in ("吴晓峰", "林涛", "不要问抢救经过", "告知家属"))


def test_the_clerk_sees_what_each_has_in_hand_only_to_assign(named, county_clerk, township_officer):
    assert "吴晓峰" in page(county_clerk, "leavers")
    assert "负责1户" in page(county_clerk, "responsible", card=named.pk)
    assert client_of(township_officer).get(reverse("care:leavers")).status_code == 403


def test_all_families_of_whoever_leaves_pass_on_at_once(
    named, county_clerk, township_officer, deputy, tree, in_county
):
    second = family(county_clerk, tree.town, "罗志强")
    name_responsible(by=county_clerk, household=second, responsible=township_officer)
    text = page(county_clerk, "leaving", leaver=township_officer.pk)
    assert "2户未定接手人" in text
    rows = [str(responsibility_of(one).pk) for one in (named, second)]
    data = {"why": "transfer", "effect_on": str(today()), "successor": str(deputy.pk), "families": rows}
    assert send(county_clerk, "leaving", data, leaver=township_officer.pk).status_code == 302
    with everywhere():
        assert Handover.objects.filter(former=township_officer, successor=deputy).count() == 2
    assert "每户家庭都已有接手人" in page(county_clerk, "leaving", leaver=township_officer.pk)
    with everywhere():  # the families under way are named there too: the look is noted
        looks = JournalEntry.objects.filter(act="care.leaving_opened").order_by("at")
        assert [set(one.cards) for one in looks] == [{named.pk, second.pk}] * 2


def test_somebody_of_another_county_does_not_exist_here(named, neighbour_clerk, township_officer):
    address = reverse("care:leaving", kwargs={"leaver": township_officer.pk})
    assert client_of(neighbour_clerk).get(address).status_code == 404


def test_days_away_are_announced_and_ended(named, county_clerk, township_officer):
    data = {"post": str(township_officer.pk), "since": str(today()), "until": str(today())}
    assert send(township_officer, "absences", data).status_code == 302
    assert "离岗" in client_of(county_clerk).get(f"/families/{named.pk}/").content.decode()
    absence = Absence.objects.get()
    assert send(township_officer, "absence_end", {}, absence=absence.pk).status_code == 302
    assert Absence.objects.get().ended_at is not None


def test_a_colleague_s_absence_is_not_there_to_be_ended(named, township_officer, deputy):
    send(township_officer, "absences", {
        "post": str(township_officer.pk), "since": str(today()), "until": str(today()),
    })  # fmt: skip
    assert send(deputy, "absence_end", {}, absence=Absence.objects.get().pk).status_code == 404


def test_closing_from_the_request_to_the_decision_and_back(named, county_clerk, leader):
    asked = {"reason": "independent", "outcome": "子女均已工作"}
    assert send(county_clerk, "closing", asked, card=named.pk).status_code == 302
    assert "子女均已工作" in page(leader, "closing", card=named.pk)
    assert send(leader, "closing", {"agree": "yes"}, card=named.pk).status_code == 302
    with everywhere():
        assert Household.objects.get().is_closed
    assert send(county_clerk, "closing", {"again": "孙女上学"}, card=named.pk).status_code == 302
    with everywhere():
        assert not Household.objects.get().is_closed
    assert "曾归档，已重新启用" in page(county_clerk, "closing", card=named.pk)


def test_a_refusal_says_why(named, county_clerk, leader):
    with everywhere():
        ask_closing(by=county_clerk, household=named, reason="wish", outcome="家属不愿再联系")
    assert send(leader, "closing", {"agree": "no"}, card=named.pk).status_code == 200
    assert send(leader, "closing", {"agree": "no", "why": "再走访一次"}, card=named.pk).status_code == 302
    assert "再走访一次" in page(county_clerk, "closing", card=named.pk)


def test_open_things_are_named_before_anybody_asks(need, named, county_clerk):
    text = page(county_clerk, "closing", card=named.pk)
    assert "未解决困难1项" in text
    assert "未了事项由谁跟进" in text


def test_the_clerk_takes_a_request_back(named, county_clerk):
    with everywhere():
        ask_closing(by=county_clerk, household=named, reason="wish", outcome="家属不愿再联系")
    assert send(county_clerk, "closing_back", {}, card=named.pk).status_code == 302
    with everywhere():
        assert Closing.objects.get().state == "withdrawn"


def test_the_pages_read_well_in_english(announced, county_clerk):
    assert "The word to the family" in page(county_clerk, "handover", "en", **here(announced))
    assert "Still open" in page(county_clerk, "closing", "en", card=announced.household_id)
