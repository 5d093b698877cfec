"""Nothing is open by default: every URL, as every role, against the rights matrix."""

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from anxin.ground.access.approvals import kinds
from anxin.ground.access.rights import Role, matrix
from tests.cast import client_of, hire

Route = tuple[str, URLPattern]


def walk(patterns: list, prefix: str = "") -> Iterator[Route]:
    """Every address with its pattern."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from walk(one.url_patterns, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern), one


ROUTES = dict(walk(get_resolver().url_patterns))


def address(route: str, card: object, other: object) -> str:
    """The route with ``card`` where it names a card and ``other`` for every other argument."""
    path = route.replace("<uuid:card>", str(card))
    while "<" in path:
        start, end = path.index("<"), path.index(">")
        kind, _colon, name = path[start + 1 : end].partition(":")
        words = {"uuid": str(other), "slug": "none", "str": "none", "int": "1"}
        path = path[:start] + words.get(kind if name else "str", "none") + path[end + 1 :]
    return "/" + path


def test_every_view_declares_what_it_needs():
    silent = [route for route, one in ROUTES.items() if not hasattr(one.callback, "needs")]
    assert silent == []


def test_every_declared_permission_stands_in_the_matrix():
    asked = {one.callback.needs.permission for one in ROUTES.values()} - {None}
    assert asked <= set(matrix())


def test_every_permission_of_the_matrix_opens_something():
    asked = {one.callback.needs.permission for one in ROUTES.values()}
    used_in_pages = {"families.print", "rights.settle", "care.duty", "care.confirm"}  # parts of pages
    used_in_pages |= {"care.approve", "care.close_decide"}  # the leader's forms on the page of what is asked
    used_in_pages |= {"officers.leave_ask", "officers.leave_decide"}  # the steps on the page of a leave
    used_in_pages |= {kind.permission for kind in kinds().values()}  # who decides acts for two
    assert set(matrix()) - asked - used_in_pages == set()


def test_a_route_that_names_a_card_follows_grants():
    careless = [
        route
        for route, one in ROUTES.items()
        if "<uuid:card>" in route and one.callback.needs.record != "card"
    ]
    assert careless == []


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(ROUTES))
def test_anonymous_callers_reach_public_pages_only(route, household):
    response = Client().get(address(route, household.pk, uuid.uuid4()))
    if ROUTES[route].callback.needs.permission is None:
        assert response.status_code in (200, 302, 405, 503)
    else:
        assert response.status_code == 302
        assert response.url.startswith("/access/sign-in/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_a_role_is_refused_exactly_what_the_matrix_does_not_give(role, tree, household):
    client = client_of(hire(f"one-{role}", tree.county_office, role, "测试员"))
    for route, one in sorted(ROUTES.items()):
        permission = one.callback.needs.permission
        if permission is None:
            continue
        status = client.get(address(route, household.pk, uuid.uuid4())).status_code
        allowed = role in matrix()[permission]
        assert (status == 403) is not allowed, (route, role, status)
        assert status < 500, (route, role)


@pytest.mark.django_db
def test_a_card_outside_the_scope_answers_as_one_that_does_not_exist(neighbour_clerk, household):
    client = client_of(neighbour_clerk)
    for route in ROUTES:
        if "<uuid:card>" not in route:
            continue
        other = uuid.uuid4()
        for call in (client.get, client.post):
            there, nowhere = (call(address(route, card, other)) for card in (household.pk, uuid.uuid4()))
            assert there.status_code == nowhere.status_code, route
            assert there.status_code in (403, 404, 405), route
            assert len(there.content) == len(nowhere.content), route


@pytest.mark.django_db
def test_a_township_officer_sees_only_what_was_given(township_officer, household):
    client = client_of(township_officer)
    assert client.get(f"/families/{household.pk}/").status_code == 404
    assert "周明远" not in client.get("/families/").content.decode()
