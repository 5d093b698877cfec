"""A local exemplar on its way, and study in the standing tree. The man is invented."""

from collections.abc import Callable
from typing import Any

import pytest

from anxin.exemplars import actions
from anxin.exemplars.content.shapes import Told, Words
from anxin.exemplars.models import Draft, Exemplar, Programme
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.actions import OPERATOR

from .told import HEAD, YES, held


@pytest.fixture
def liao(db: None) -> Exemplar:
    return actions.publish_liao_junbo(by=OPERATOR)


@pytest.fixture
def programme(db: None) -> Programme:
    return actions.publish_two_studies(by=OPERATOR)


@pytest.fixture
def draft(county_clerk: Post, tree: Any, in_county: None) -> Draft:
    """Begun, with one deed and one honour."""
    made = actions.begin_draft(by=county_clerk, unit=tree.county, head=HEAD)
    deed = Told(Words("他守了三十年的桥。"), Words("守桥"), theme="duty")
    actions.write_passage(by=county_clerk, draft=made, part="deed", told=deed)
    honour = Told(Words("县先进工作者"), on=PartialDate(2012), source=Words("安和县委文件"))
    actions.write_passage(by=county_clerk, draft=made, part="honour", told=honour)
    made.refresh_from_db()
    return made


@pytest.fixture
def ready(draft: Draft, county_clerk: Post) -> Draft:
    """With consent."""
    return actions.note_consent(by=county_clerk, draft=draft, consent=YES)


@pytest.fixture
def approved(ready: Draft, county_clerk: Post, leader: Post) -> Draft:
    return actions.approve(by=leader, draft=actions.hand_in(by=county_clerk, draft=ready))


@pytest.fixture
def local(approved: Draft, county_clerk: Post) -> Exemplar:
    return actions.publish(by=county_clerk, draft=approved)


@pytest.fixture
def study(township_officer: Post, tree: Any) -> Callable[..., Any]:
    """Records an activity of the town, of today unless something else is said."""

    def do(**said: Any) -> Any:
        return actions.record_activity(by=township_officer, unit=tree.town, held=held(on=today(), **said))

    return do
