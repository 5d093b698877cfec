"""The day of all these tests is Monday 2026-11-23, their language English, their addresses their own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation


@pytest.fixture(autouse=True)
def _day_and_language(settings: Any) -> Iterator[None]:
    settings.ANXIN_TEST = True
    settings.ROOT_URLCONF = "anxin.ground.ui.tests.urls"
    settings.ANXIN_TODAY = "2026-11-23"
    with translation.override("en"):
        yield


class Post:
    """A post by shape: what `ui` reads of one."""

    pk = "p1"
    name = "沈静"
    title = "科员"

    class unit:
        name = "县委组织部干部二科"

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def may(self, permission: str) -> bool:
        return permission in self.permissions


@pytest.fixture
def request_of() -> Callable[..., HttpRequest]:
    """A request in a post that holds these permissions."""

    def make(*permissions: str, path: str = "/") -> HttpRequest:
        request = RequestFactory().get(path)
        request.post = Post(*permissions)
        return request

    return make


@pytest.fixture
def render() -> Callable[..., str]:
    """A template given as text."""

    def make(text: str, request: HttpRequest | None = None, **context: object) -> str:
        return str(engines["django"].from_string(text).render(context, request))

    return make
