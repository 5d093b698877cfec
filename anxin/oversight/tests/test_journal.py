"""The auditor reads the journal of the line, and answers who saw certain cards; no family is named."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.signals import user_login_failed
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from anxin.ground.access.actions import delegate
from anxin.ground.access.directory import mark_of
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.journal.models import JournalEntry
from anxin.ground.journal.words import told, words_of
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db
LIST, WHO_SAW = "journal:list", "journal:who_saw"
NAMES = ("周明远", "林秀兰", "陈桂香")


@pytest.fixture
def looked(household, county_clerk):
    """The clerk opened the card and its list; the journal holds it."""
    client = client_of(county_clerk)
    client.get(reverse("families:card", args=[household.pk]))
    client.get(reverse("families:list"))
    return household


def page(reader, name=LIST, language="zh-hans", /, **query):
    response = client_of(reader, language).get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def ask(post, **data):
    day = today().isoformat()
    return client_of(post).post(reverse(WHO_SAW), {"since": day, "until": day, **data})


def noted(act):
    with everywhere():
        return JournalEntry.objects.get(act=act)


def test_the_line_is_read_by_codes_and_numbers_of_cards(looked, auditor):
    text = page(auditor)
    for words in ("打开家庭卡", "沈静", looked.number):
        assert words in text
    assert [name for name in NAMES if name in text] == []


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"act": "families.card_opened"}, True),
        ({"act": "families.card_printed"}, False),
        ({"result": "refused"}, False),
        ({"result": "done"}, True),
        ({"card": "number"}, True),
        ({"card": "990102-none"}, False),
        ({"post": "clerk"}, True),
        ({"post": "auditor"}, False),
        ({"unit": "clerk"}, True),
        ({"since": "2020-01-01", "until": "2020-01-02"}, False),
    ],
)
def test_each_filter_narrows(query, shown, looked, auditor, county_clerk):
    given = {"clerk": county_clerk, "auditor": auditor}
    if "post" in query:
        query = {"post": str(given[query["post"]].pk)}
    if "unit" in query:
        query = {"unit": str(county_clerk.unit_id)}
        shown = False  # looks at a card stand under the card's own unit
    if query.get("card") == "number":
        query = {"card": looked.number}
    text = page(auditor, **query)
    assert ("<span>打开家庭卡" in text) is shown


def test_a_line_beside_reads_nothing_of_this_one(looked, tree):
    beside = hire("beside", tree.neighbour_office, "auditor", "外县审计")
    assert looked.number not in page(beside)
    answer = ask(beside, numbers=looked.number)
    assert list(answer.context["seen"]) == []
    assert answer.context["unknown"] == 1


def test_reading_the_journal_is_noted(looked, auditor):
    page(auditor, card=looked.number)
    entry = noted("journal.listed")
    assert entry.by == auditor.pk
    assert entry.details["narrowed"] is True
    assert looked.number not in str(entry.details)


def test_who_saw_a_card_is_told_with_first_and_last_time(looked, auditor):
    answer = ask(auditor, numbers=f"{looked.number}\n990102-none")
    text = answer.content.decode()
    assert "沈静" in text
    assert [name for name in NAMES if name in text] == []
    assert answer.context["unknown"] == 1
    (seen,) = [one for one, _done in answer.context["seen"] if one.post and one.post.name == "沈静"]
    assert seen.numbers == {looked.number}
    assert seen.acts["families.listed"] == 1  # a list that showed the card counts
    assert noted("journal.who_saw_asked").cards == [looked.pk]


def test_the_answer_comes_as_a_workbook(looked, auditor):
    answer = ask(auditor, numbers=looked.number, workbook="1")
    book = load_workbook(io.BytesIO(answer.content))
    words = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    assert {"沈静", looked.number} <= words
    assert noted("journal.who_saw_downloaded").cards == [looked.pk]


def test_days_in_the_wrong_order_and_too_many_cards_are_refused(looked, auditor):
    early = (today() - timedelta(days=3)).isoformat()
    assert ask(auditor, numbers=looked.number, until=early).context["form"].errors
    many = "\n".join(f"990102-{n}" for n in range(5001))
    assert ask(auditor, numbers=many).context["form"].errors


def asked_with(auditor, **query):
    return client_of(auditor).get(reverse(LIST), query).context["form"]


def test_the_acts_of_a_kind_of_work_stand_there_once_it_is_chosen(looked, auditor):
    form = asked_with(auditor)
    (everything, *rooms) = form.fields["room"].choices
    assert everything == ("", "全部")
    assert [str(words) for _room, words in rooms][:2] == ["待办", "家庭"]
    assert "other" not in dict(rooms)  # every act of the house stands under a room that has a name
    assert form.fields["act"].choices == [("", "全部")]

    acts = [asked_with(auditor, room=room).fields["act"].choices[1:] for room, _words in rooms]
    assert dict(acts[1])["families.sealed"] == "封存档案"
    assert sorted(code for one in acts for code, _words in one) == sorted(told())


def test_a_kind_of_work_narrows_by_itself(looked, auditor):
    assert "<span>打开家庭卡" in page(auditor, room="families")
    assert "<span>打开家庭卡" not in page(auditor, room="care")


def test_an_act_names_its_kind_of_work_and_of_another_kind_none_stays_chosen(looked, auditor):
    assert asked_with(auditor, act="families.card_opened")["room"].value() == "families"
    form = asked_with(auditor, act="families.card_opened", room="care")
    assert (form["act"].value(), form.errors) == ("", {})


def test_who_stood_in_for_somebody_is_told_beside_the_one_whose_post_it_is(
    looked, auditor, county_clerk, tree
):
    colleague = hire("colleague", tree.county_office, "clerk", "龙平")
    delegate(by=county_clerk, to=colleague.account, until=today(), reason="出差")
    browser = client_of(colleague)
    browser.post(reverse("access:switch_post"), {"post": county_clerk.pk})
    browser.get(reverse("families:card", args=[looked.pk]))

    assert "龙平 代 沈静" in page(auditor)
    seen = [
        (one.post.name, one.acting)
        for one, _done in ask(auditor, numbers=looked.number).context["seen"]
        if one.post
    ]
    assert seen == [("沈静", ""), ("沈静", "龙平")]
    looks = client_of(county_clerk).get(reverse("families:looks", args=[looked.pk])).content.decode()
    assert "龙平 代 沈静" in looks


def test_acts_are_told_in_one_form(db):
    """An act is named, not reported: 封存档案, never 封存了档案."""
    with override("zh-hans"):
        assert [words_of(code) for code in told() if words_of(code)[2:3] == "了"] == []


def test_a_failed_sign_in_has_no_actor_and_its_mark_leads_to_the_account(auditor, tree, rf):
    login, mark = auditor.account.login, mark_of(auditor.account.login)
    user_login_failed.send(
        sender=__name__, credentials={"login": login, "password": "x"}, request=rf.post("/")
    )
    text = page(auditor, act="access.sign_in_failed")
    assert "未登录" in text
    assert mark in text
    assert "系统</span>" not in text
    security = client_of(hire("guard", tree.county_office, "security", "安宁"))
    answer = security.post(reverse("access:find"), {"text": mark}, follow=True)
    assert [one.login for one in answer.context["slice"].rows] == [login]
    assert security.post(reverse("access:find"), {"text": "0" * 16}, follow=True).context["slice"].total == 0


@pytest.mark.parametrize("who", ["county_clerk", "leader", "township_officer", "health_desk", "officer"])
def test_nobody_but_the_auditor_reads_it(who, request, household):
    client = client_of(request.getfixturevalue(who))
    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(reverse(WHO_SAW)).status_code == 403


def test_both_pages_read_in_english(looked, auditor):
    assert "The journal of the line" in page(auditor, LIST, "en")
    assert "Who saw certain cards" in page(auditor, WHO_SAW, "en")
