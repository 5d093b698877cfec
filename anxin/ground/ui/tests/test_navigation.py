from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext

from anxin.ground.ui import context, navigation
from anxin.ground.ui.navigation import CardLink, Section


@pytest.fixture(autouse=True)
def _own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    for registry in (navigation.entries, navigation.sections, navigation.card_link_registry):
        monkeypatch.setattr(registry, "things", {})


def test_doors_open_only_for_posts_that_may(request_of: Callable[..., HttpRequest]) -> None:
    navigation.entry("room:list", "Families", "families.read", 20, badge=lambda request: 3)
    navigation.entry("home", "To do", "desk.read", 10, phone=True)
    navigation.entry("nowhere:list", "Gone", "families.read", 5)
    assert [door.label for door in context.doors(request_of("families.read"))] == ["Families"]
    both = context.doors(request_of("families.read", "desk.read"))
    assert [(door.label, door.count) for door in both] == [("To do", None), ("Families", 3)]
    assert context.doors(HttpRequest()) == []


@pytest.mark.parametrize(("view", "lit"), [("room:list", True), ("room:card", True), ("home", False)])
def test_the_door_of_the_room_one_is_in_is_marked(
    request_of: Callable[..., HttpRequest], view: str, lit: bool
) -> None:
    navigation.entry("room:list", "Families", "", 20)
    navigation.entry("home", "To do", "", 10)
    request = request_of()
    request.resolver_match = SimpleNamespace(view_name=view, namespace=view.rpartition(":")[0])
    assert {door.label: door.current for door in context.doors(request)}["Families"] is lit


def test_sections_come_in_order_and_only_for_who_may(request_of: Callable[..., HttpRequest]) -> None:
    def words(request: HttpRequest, record: object) -> dict[str, object]:
        return {"sentence": f"of {record}"}

    navigation.section(Section("b", 20, "ui/empty.html", words))
    navigation.section(Section("a", 10, "ui/empty.html", words, column="side"))
    navigation.section(Section("secret", 5, "ui/empty.html", words, permission="care.read"))
    navigation.section(Section("b", 20, "ui/empty.html", words))
    found = navigation.render_sections(request_of(), "a card")
    assert {column: len(found[column]) for column in navigation.COLUMNS if found[column]} == {
        "main": 1,
        "side": 1,
    }
    assert "of a card" in found["main"][0]
    assert len(navigation.render_sections(request_of("care.read"), "x")["main"]) == 2


@pytest.mark.django_db
def test_a_card_has_the_tabs_that_upper_rooms_add_and_all_their_numbers_in_one_question(
    request_of: Callable[..., HttpRequest],
) -> None:
    record = ContentType.objects.earliest("pk")
    mine = ContentType.objects.filter(pk=record.pk)
    navigation.card_link(CardLink("room:card", "Card", 10, rows=lambda card: mine))
    navigation.card_link(CardLink("room:visits", "None", 20, rows=lambda card: mine.none()))
    request = request_of()
    request.resolver_match = SimpleNamespace(view_name="room:card", namespace="room")
    with CaptureQueriesContext(connection) as asked:
        tabs = navigation.card_links(request, record, "tab")
    assert len(asked) == 1
    assert [(tab.label, tab.url, tab.count, tab.current) for tab in tabs] == [
        ("Card", f"/room/c/{record.pk}", 1, True),
        ("None", f"/room/v/{record.pk}", None, False),
    ]
    navigation.card_link(CardLink("room:visits", "Visit", 20, place="act", main=True))
    assert [act.main for act in navigation.card_links(request, record, "act")] == [True]


def test_the_tab_is_marked_on_the_pages_that_stand_under_it(request_of: Callable[..., HttpRequest]) -> None:
    navigation.card_link(CardLink("room:card", "Card", 10, beneath=("room:part",)))
    navigation.card_link(CardLink("room:visits", "Visits", 20))
    request = request_of()
    request.resolver_match = SimpleNamespace(view_name="room:part", namespace="room")
    tabs = navigation.card_links(request, SimpleNamespace(pk="9"), "tab")
    assert [(tab.label, tab.current) for tab in tabs] == [("Card", True), ("Visits", False)]
