"""Every act and look that the journal knows, as something that can be done once: one function an act code.

A function gets the ``Stage`` (the standing cast around one family), prepares what the act needs, and returns
what does it: a call without arguments. Preparing is not watched; the call is. To add an act of your room,
write ``@act("room.code")`` over a function in a module of this package (a new module joins by itself).
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from anxin.families.models import Household, Person
from anxin.ground.access.models import Post
from tests.cast import Tree, client_of

Doing = Callable[[], Any]


@dataclass
class Stage:
    """The tree, the posts and the family that every act may use; the county's scope is set around it."""

    tree: Tree
    clerk: Post
    township: Post
    desk: Post
    leader: Post
    officer: Post
    auditor: Post
    neighbour: Post
    household: Household

    def person(self, name: str = "陈桂香") -> Person:
        return Person.objects.get(household=self.household, name=name)

    def get(self, post: Post, name: str, **kwargs: object) -> Callable[[], HttpResponseBase]:
        """Opens a page of the signed-in post."""
        browser = client_of(post)
        browser.raise_request_exception = False  # a page that breaks answers 500, as in the real house
        address = reverse(name, kwargs=kwargs)
        return lambda: browser.get(address)

    def card(self, name: str, **kwargs: object) -> Callable[[], HttpResponseBase]:
        """Opens a page of the family's card as the clerk."""
        return self.get(self.clerk, name, card=self.household.pk, **kwargs)

    def post(
        self, by: Post, name: str, data: dict[str, Any], **kwargs: object
    ) -> Callable[[], HttpResponseBase]:
        """Sends a form of the signed-in post."""
        browser = client_of(by)
        browser.raise_request_exception = False
        address = reverse(name, kwargs=kwargs)
        return lambda: browser.post(address, data)


ACTS: dict[str, Callable[[Stage], Doing]] = {}


def act(code: str) -> Callable[[Callable[[Stage], Doing]], Callable[[Stage], Doing]]:
    """Register how the act ``code`` is done."""

    def register(function: Callable[[Stage], Doing]) -> Callable[[Stage], Doing]:
        assert code not in ACTS, f"{code} is done twice"
        ACTS[code] = function
        return function

    return register


for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
