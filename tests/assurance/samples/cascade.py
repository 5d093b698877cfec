"""Samples of the cascade: a place where a notice stands, and the name of a list."""

from typing import TYPE_CHECKING

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


@sample("notices:place", subject="place")
def place(world: "World", place: "Place") -> object:
    return place.unit.pk


@sample("listed_as", subject="public", nowhere=lambda: "nothing")
def listed_as(world: "World", place: "Place") -> object:
    return "due"
