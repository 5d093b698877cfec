"""Files that leave the house: asked for, made, fetched, refused, gone."""

from datetime import timedelta

from anxin.ground.access.actions import decide
from anxin.ground.access.models import Approval, Post
from anxin.ground.days.clock import now
from anxin.oversight import actions
from anxin.oversight.exports.reading import as_requester
from anxin.oversight.models import Export

from . import Doing, Stage, act


def asked(stage: Stage, **more: bool) -> Export:
    return actions.request_export(by=stage.clerk, what="families", reason="核对", **more)


def made(stage: Stage) -> Export:
    export = asked(stage)
    actions.make(export.pk)
    return export


def noted(stage: Stage) -> Export:
    """A file that waits to be fetched, its password noted."""
    export = made(stage)
    actions.show_password(by=stage.clerk, export=export)
    return export


def becomes(stage: Stage, **values: object) -> None:
    Post.objects.filter(pk=stage.clerk.pk).update(**values)


@act("exports.counted")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "exports:new", what="families")


@act("exports.asked")
def _(stage: Stage) -> Doing:
    return lambda: asked(stage)


@act("exports.begun")
def _(stage: Stage) -> Doing:
    export = asked(stage, numbers=True)  # whole numbers need a second person, however few rows
    decide(by=stage.leader, approval=Approval.objects.get(pk=export.approval), agree=True)
    return lambda: actions.begin_export(by=stage.clerk, export=export)


@act("exports.made")
def _(stage: Stage) -> Doing:
    export = asked(stage)
    return lambda: actions.make(export.pk)


@act("exports.make_refused")
def _(stage: Stage) -> Doing:
    export = asked(stage)
    becomes(stage, role="officer")
    return lambda: actions.make(export.pk)


@act("exports.password_shown")
def _(stage: Stage) -> Doing:
    return stage.post(stage.clerk, "exports:password", {}, item=made(stage).pk)


@act("exports.fetched")
def _(stage: Stage) -> Doing:
    return stage.post(stage.clerk, "exports:fetch", {}, item=noted(stage).pk)


@act("exports.fetch_refused")
def _(stage: Stage) -> Doing:
    export = noted(stage)
    becomes(stage, scope_root=stage.tree.town)  # the families in the file are out of sight
    return stage.post(stage.clerk, "exports:fetch", {}, item=export.pk)


@act("exports.expired")
def _(stage: Stage) -> Doing:
    export = noted(stage)
    with as_requester(stage.clerk):
        Export.objects.filter(pk=export.pk).update(expires_at=now() - timedelta(seconds=1))
    return actions.expire
