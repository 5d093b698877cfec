"""One-time links: made, withdrawn, looked at; what was said at the door; the office's working days."""

from anxin.care.actions import Answer, finish, name_contact
from anxin.care.models import DepartmentRequest
from anxin.family_page.actions import carry_out, send_column_link, send_link, withdraw_link
from anxin.family_page.models import Pass, Said
from anxin.ground.access.actions import set_office_year
from anxin.ground.days.clock import now, today

from . import Doing, Stage, act
from .care import sent
from .table import health


def _asked(stage: Stage) -> DepartmentRequest:
    """A request to a desk whose contact is named."""
    asked = sent(stage)
    name_contact(by=stage.clerk, desk=asked.desk, name="宋岚", post=stage.desk)
    return asked


def _said(stage: Stage, kind: str, content: str = "{}") -> tuple[DepartmentRequest, Said]:
    asked = _asked(stage)
    send_link(by=stage.clerk, request=asked)
    held = Pass.objects.get(subject=asked.pk)
    said = Said.objects.create(given=held, path=held.path, kind=kind, content_json=content, said_at=now())
    return asked, said


@act("door.link_made")
def _(stage: Stage) -> Doing:
    asked = _asked(stage)
    return lambda: send_link(by=stage.clerk, request=asked)


@act("door.link_withdrawn")
def _(stage: Stage) -> Doing:
    asked = _asked(stage)
    send_link(by=stage.clerk, request=asked)
    return lambda: withdraw_link(by=stage.clerk, request=asked)


@act("door.link_opened")
def _(stage: Stage) -> Doing:
    return stage.card("family_page:link", asked=_asked(stage).pk)


@act("door.request_opened")
def _(stage: Stage) -> Doing:
    _asked_for, said = _said(stage, "opened")
    return lambda: carry_out(said=said)


@act("door.number_shown")
def _(stage: Stage) -> Doing:
    _asked_for, said = _said(stage, "shown", '{"field": "0"}')
    return lambda: carry_out(said=said)


@act("door.answer_refused")
def _(stage: Stage) -> Doing:
    asked, said = _said(stage, "return", '{"reason": "缺少病历"}')
    finish(by=stage.desk, request=asked, answer=Answer("已办"))
    return lambda: carry_out(said=said)


@act("door.column_links_opened")
def _(stage: Stage) -> Doing:
    column = health(stage)
    return stage.card("family_page:column_link", table=column.table_id, column=column.pk)


@act("door.column_opened")
def _(stage: Stage) -> Doing:
    column = health(stage)
    name_contact(by=stage.clerk, desk=column.unit, name="宋岚", post=stage.desk)
    send_column_link(by=stage.clerk, column=column)
    held = Pass.objects.get(subject=column.pk)
    said = Said.objects.create(given=held, path=held.path, kind="opened", said_at=now())
    return lambda: carry_out(said=said)


@act("access.calendar_set")
def _(stage: Stage) -> Doing:
    day = today().replace(month=3, day=3)
    return lambda: set_office_year(by=stage.clerk, year=day.year, free=[day], work=[])
