"""The context processor of every page: doors, posts, language, the demo's mark."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from anxin.ground.database.counting import CountOf
from anxin.ground.database.crypto import digest
from anxin.ground.ui import navigation
from anxin.ground.ui.parts import Words

BAR = 7  # doors that fit beside a name at 1366 px in English, the longer of the two languages


@dataclass(frozen=True, slots=True)
class Door:
    """An entry of the bar as one page shows it."""

    label: Words
    url: str
    icon: str
    count: int | None
    current: bool
    desk: bool
    phone: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Everything that base.html and bare.html need. Counts are asked only when the bar is drawn."""
    every = SimpleLazyObject(lambda: doors(request))
    return {
        "doors": every,
        "bar": SimpleLazyObject(lambda: in_bar(every)),
        "more": SimpleLazyObject(lambda: [door for door in every if door not in in_bar(every)]),
        "post": getattr(request, "post", None),
        "posts": SimpleLazyObject(lambda: list(_posts(request))),
        "demo": bool(getattr(settings, "ANXIN_DEMO", False)),
        "other_language": other_language(),
        "home_url": address("home") or "/",
        "mine_url": address("access:mine"),
        "switch_post_url": address("access:switch_post"),
        "account_url": address("access:me"),
        "sign_out_url": address("access:sign_out"),
        "set_language_url": address("set_language"),
        "marks": SimpleLazyObject(lambda: marks(request)),
        "contact_url": address("access:contact"),
        "worker_url": address("access:worker"),
    }


def marks(request: HttpRequest) -> dict[str, str]:
    """By which a telephone knows whether the session that it keeps things for is still at work: keyed hashes,
    nothing is signed in by them. Empty when nobody is."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"session": "", "account": ""}
    said = {"session": request.session.session_key, "account": user.pk}
    return {name: digest(f"offline {name} {value}")[:24] for name, value in said.items()}


def doors(request: HttpRequest) -> list[Door]:
    """The entries that the request's post may open, with the number of things waiting behind each."""
    found = [(item, url) for item in navigation.entries.of_role(request) if (url := address(item.url_name))]
    counts = _counted(request, {item.url_name: item.badge(request) for item, _url in found if item.badge})
    return [_door(request, item, url, counts.get(item.url_name)) for item, url in found]


def _counted(request: HttpRequest, told: Mapping[str, navigation.Waiting]) -> dict[str, int | None]:
    """The badges as numbers: whatever was told as rows is counted in one question for all doors together,
    asked beside the reader's own post, since a question needs a row."""
    found = Counter({name: answer for name, answer in told.items() if isinstance(answer, int)})
    rows = [(name, one) for name, answer in told.items() for one in _rows_of(answer)]
    if rows:
        post = request.post  # type: ignore[attr-defined]  # set by the gate
        own = type(post)._default_manager.filter(pk=post.pk).order_by()
        numbers = own.values_list(*(CountOf.rows(one) for _name, one in rows)).get()
        for (name, _one), n in zip(rows, numbers, strict=True):
            found[name] += n
    return {name: n or None for name, n in found.items()}


def _rows_of(answer: navigation.Waiting) -> Iterable[QuerySet[Any]]:
    if answer is None or isinstance(answer, int):
        return ()
    return answer if isinstance(answer, tuple) else (answer,)


def in_bar(every: Iterable[Door]) -> list[Door]:
    """The doors that stand in the bar itself; the others open behind 更多, so that none runs into a name."""
    return [door for door in every if door.desk][:BAR]


def _door(request: HttpRequest, item: navigation.Entry, url: str, count: int | None) -> Door:
    return Door(item.label, url, item.icon, count, _is_here(request, item.url_name), item.desk, item.phone)


def _is_here(request: HttpRequest, url_name: str) -> bool:
    """A door is where one is when the page is its own, or of its room and no other door is nearer."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return False
    if match.view_name in navigation.entries.things:
        return bool(match.view_name == url_name)
    return ":" in url_name and _first_of_room(match.namespace) == url_name


def _first_of_room(namespace: str) -> str:
    """The first door of a room; its inner pages (a card, a form) light this one."""
    of_room = [e for e in navigation.entries.things.values() if e.url_name.rpartition(":")[0] == namespace]
    return min(of_room, key=lambda item: item.order).url_name if of_room and namespace else ""


def _posts(request: HttpRequest) -> Iterable[Any]:
    posts: Iterable[Any] | None = getattr(request, "posts", None)
    if posts is not None:
        return posts
    post = getattr(request, "post", None)
    return [post] if post else []


def address(url_name: str) -> str:
    """The path of a named page; the empty string when this process does not serve it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def other_language() -> tuple[str, str]:
    """Code and own name of the language one may change to."""
    return ("zh-hans", "中文") if get_language() == "en" else ("en", "English")
