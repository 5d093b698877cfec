"""Samples of survey rounds: one that asks every place of the world, and each place in it."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from anxin.ground.days.clock import today
from anxin.ground.units.asked import WorkAsked
from anxin.ground.units.choosing import Choice
from anxin.ground.units.models import Unit
from anxin.surveys.actions import open_round
from anxin.surveys.models import Round

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


def of_province() -> Round:
    """The province asks every unit below it since 2012."""
    province = Unit.objects.get(code="99")
    return open_round(
        WorkAsked(
            item=uuid4(), kind="survey", unit=province.pk, path=province.path, lines=(Choice(),),
            paper="关于开展调查摸底的通知", words="开展调查摸底", due=today() + timedelta(30), since=2012,
        )
    )  # fmt: skip


@sample("round", subject="public")
def round_(world: "World", place: "Place") -> object:
    return world.once("round", lambda: of_province().pk)


@sample("surveys:place", subject="surveyed")
def place_asked(world: "World", place: "Place") -> object:
    return place.unit.pk


@sample("stand", subject="public", nowhere=lambda: "nowhere")
def stand(world: "World", place: "Place") -> object:
    return "asked"
