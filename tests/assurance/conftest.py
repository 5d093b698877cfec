"""One world for all tests of a file."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from anxin.ground.database.crypto import DOOR, keyring

from .state import hold_from_now
from .world import World, build


def pytest_itemcollected(item: Any) -> None:
    """pytest-django makes a test database only when some test is marked as one that needs it."""
    if "world" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.django_db)


@pytest.fixture(autouse=True)
def _django_db_marker(request: pytest.FixtureRequest) -> None:
    """pytest-django's own, except for tests of the world: its transaction stays open from test to test."""
    if request.node.get_closest_marker("django_db") and "world" not in request.fixturenames:
        request.getfixturevalue("_django_db_helper")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once a file inside one transaction that is taken back at its end. Tests that use it must not ask
    for ``db`` besides: what they change they take back themselves (``World.ask`` does)."""
    from django.db import transaction  # noqa: PLC0415  # settings exist only now

    logging.getLogger("django.request").setLevel(logging.ERROR)  # thousands of refusals are meant
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        keyring(DOOR)  # made at its first use, and what it draws would shift the chance that is held
        hold_from_now()
        yield made
        transaction.set_rollback(True)
    logging.getLogger("django.request").setLevel(logging.NOTSET)
