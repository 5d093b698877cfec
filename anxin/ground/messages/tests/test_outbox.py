"""An inbox: what an act tells stands there with the act, and nothing personal can be told."""

import uuid

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anxin.ground.access.models import Account, Post
from anxin.ground.access.personal import Sensitivity, registry
from anxin.ground.database.scope import everywhere
from anxin.ground.messages.kinds import MOST, NotAMessage, kind, kinds, words_of
from anxin.ground.messages.models import Message
from anxin.ground.messages.outbox import send, send_each
from tests.cast import client_of

pytestmark = pytest.mark.django_db
NUMBER = "安组报〔2026〕3号"


@pytest.fixture(autouse=True)
def _words():
    """Three messages that only tests know."""
    kind("test.waiting", "催办：%(count)s件")
    kind("test.arrived", "收到%(document)s")
    kind("test.plain", "有新的情况")
    yield
    for code in ("test.waiting", "test.arrived", "test.plain"):
        del kinds.__globals__["_kinds"][code]


def test_what_is_told_stands_in_the_inbox_of_whoever_holds_the_post(county_clerk, neighbour_clerk):
    send(county_clerk, "test.waiting", count=3)
    assert "催办：3件" in client_of(county_clerk).get("/messages/").content.decode()
    assert "催办" not in client_of(neighbour_clerk).get("/messages/").content.decode()


def test_an_account_can_be_told_without_a_post(county_clerk):
    send(county_clerk.account, "test.arrived", document=NUMBER)
    assert f"收到{NUMBER}" in client_of(county_clerk).get("/messages/").content.decode()


def test_a_post_that_nobody_holds_gets_no_message(county_clerk, neighbour_clerk):
    Post.objects.filter(pk=county_clerk.pk).update(account=None)
    Account.objects.filter(pk=neighbour_clerk.account_id).update(is_active=False)
    assert send(Post.objects.get(pk=county_clerk.pk), "test.plain") is None
    assert send_each(Post.objects.all(), "test.plain") == 0
    assert send_each(Post.objects.none(), "test.plain") == 0
    assert not Message.objects.exists()


def test_many_are_told_in_one_question(county_clerk, neighbour_clerk, township_officer):
    with CaptureQueriesContext(connection) as asked:
        assert send_each(Post.objects.exclude(pk=neighbour_clerk.pk), "test.waiting", count=2) == 2
    assert len(asked) == 1
    told = {(one.account_id, one.post_id, one.words) for one in Message.objects.all()}
    assert told == {(one.account_id, one.pk, "催办：2件") for one in (county_clerk, township_officer)}


def test_an_act_that_fails_tells_nobody(county_clerk):
    @transaction.atomic
    def act():
        send(county_clerk, "test.waiting", count=3)
        raise RuntimeError("the act failed")

    with pytest.raises(RuntimeError):
        act()
    assert not Message.objects.exists()


def test_opening_a_message_ticks_it_off_and_leads_there(county_clerk):
    one = send(county_clerk, "test.plain", link=reverse("access:me"))
    answer = client_of(county_clerk).post("/messages/", {"message": one.pk})
    one.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/access/me/")
    assert one.read_at is not None


def test_looking_at_the_inbox_ticks_nothing_off(county_clerk):
    one = send(county_clerk, "test.plain")
    client_of(county_clerk).get("/messages/")
    one.refresh_from_db()
    assert one.read_at is None


def test_nobody_opens_the_message_of_another(county_clerk, neighbour_clerk):
    one = send(county_clerk, "test.plain")
    for which in (one.pk, uuid.uuid4(), "nonsense"):
        assert client_of(neighbour_clerk).post("/messages/", {"message": which}).status_code == 404
    client_of(neighbour_clerk).post("/messages/", {})
    one.refresh_from_db()
    assert one.read_at is None


def test_all_can_be_ticked_off_at_once(county_clerk):
    for _again in range(3):
        send(county_clerk, "test.waiting", count=1)
    client_of(county_clerk).post("/messages/", {})
    assert not Message.objects.unread().exists()


def test_the_first_page_says_how_much_is_unread(county_clerk):
    for _again in range(2):
        send(county_clerk, "test.waiting", count=1)
    page = client_of(county_clerk).get("/").content.decode()
    assert '<a href="/messages/">2条未读消息</a>' in page


@pytest.mark.parametrize(
    "document", [NUMBER, "安组通2〔2026〕12号", "〇组（办）发〔2026〕100001号", "ZZB〔2026〕1号"]
)
def test_every_mark_that_an_office_may_use_makes_a_number(county_clerk, document):
    assert send(county_clerk, "test.arrived", document=document).document == document


def test_a_message_whose_room_has_left_the_house_is_still_told():
    assert words_of("gone.code", 3, "") == "gone.code"


def personal_values():
    """Every word and number of the standing family and its people that a personal column holds."""
    found = set()
    for field in registry():
        if field.sensitivity == Sensitivity.ORDINARY and field.clear != "directory":
            continue
        rows = apps.get_model(field.model)._default_manager.values_list(field.column, flat=True)
        found |= {str(value) for value in rows if isinstance(value, str | int) and len(str(value)) > 1}
    return found - {"True", "False"}


def test_no_personal_value_of_the_house_fits_into_a_message(household, leader, officer, county_clerk):
    with everywhere():
        values = personal_values()
    assert {"周明远", "陈桂香", "990102198105021234"[:6]} & values  # the family is really there
    assert len(values) > 20
    for value in values:
        for said in ({"document": value}, {"link": value}, {"link": f"/{value}/"}, {"count": value}):
            with pytest.raises(NotAMessage):
                send(
                    county_clerk,
                    {"document": "test.arrived", "count": "test.waiting"}.get(*said, "test.plain"),
                    **said,
                )
        with pytest.raises(NotAMessage):
            send(county_clerk, value)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"document": "林秀兰"},
        {"document": "990102198105021234"},
        {"document": f"{NUMBER}\n林秀兰"},
        {"document": "13800001111〔2026〕3号"},
        {"link": "/families/?q=林秀兰"},
        {"link": "/families/990102198105021234/"},
        {"link": "https://elsewhere.example/"},
        {"link": "//elsewhere.example/"},
        {"count": MOST + 1},
        {"code": "林秀兰"},
    ],
)
def test_the_database_refuses_what_the_program_let_through(county_clerk, said):
    with pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.create(account=county_clerk.account, **{"code": "test.plain", **said})


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("test.waiting", {}),
        ("test.waiting", {"count": 3, "document": NUMBER}),
        ("test.waiting", {"count": 13800000000}),
        ("test.waiting", {"count": True}),
        ("test.waiting", {"count": -1}),
        ("test.plain", {"count": 3}),
        ("test.plain", {"link": "/no/such/page/"}),
        ("test.plain", {"link": "/messages/?of=990102198105021234"}),
        ("test.unknown", {}),
    ],
)
def test_a_message_says_what_its_words_take_and_nothing_else(county_clerk, code, said):
    with pytest.raises(NotAMessage) as refused:
        send(county_clerk, code, **said)
    assert "9901" not in str(refused.value)


def test_no_column_of_a_message_has_room_for_free_words():
    free = {
        field.name
        for field in Message._meta.concrete_fields
        if field.get_internal_type() in ("CharField", "TextField", "JSONField")
    }
    assert free == {"code", "document", "link"}  # each held to its shape by a constraint, as tested above
