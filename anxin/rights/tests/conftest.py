"""A family of the county and what its members ask for."""

from typing import Any

import pytest

from anxin.families.models import Person
from anxin.ground.access.actions import decide
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.rights import actions
from anxin.rights.actions.requests import Asked
from anxin.rights.models import RightsRequest

State = RightsRequest.State
WORDS = "妻子持本人身份证、结婚证到场"


def asked(kind: str = "copy", standing: str = "self", **details: Any) -> Asked:
    """What somebody asks, as an office enters it."""
    told = {"asker": "林秀兰", "wording": "想看看登记了哪些情况", "received_on": today(), **details}
    return Asked(kind=kind, standing=standing, **told)


@pytest.fixture
def widow(household: Any, in_county: None) -> Person:
    return Person.objects.get(household=household, name="林秀兰")


@pytest.fixture
def daughter(household: Any, in_county: None) -> Person:
    return Person.objects.get(household=household, name="周雨桐")


@pytest.fixture
def deceased(household: Any, in_county: None) -> Person:
    return Person.objects.get(household=household, name="周明远")


@pytest.fixture
def receive(household: Any, county_clerk: Any, in_county: None) -> Any:
    """Enters a request, by default for a copy of the widow's own data."""

    def enter(kind: str = "copy", about: Person | None = None, **details: Any) -> RightsRequest:
        return actions.receive(
            by=county_clerk, household=household, person=about, asked=asked(kind, **details)
        )

    return enter


@pytest.fixture
def granted(receive: Any, county_clerk: Any) -> Any:
    """A request brought as far as granted."""

    def bring(kind: str = "copy", about: Person | None = None, **details: Any) -> RightsRequest:
        request = receive(kind, about, **details)
        actions.check_identity(by=county_clerk, request=request, papers=WORDS)
        return actions.decide_request(by=county_clerk, request=request, decision=State.GRANTED)

    return bring


@pytest.fixture
def agree(leader: Any) -> Any:
    """The second person agrees, in the leader's own scope."""

    def yes(approval: Any) -> Any:
        with scope(*leader.bounds):
            return decide(by=leader, approval=approval, agree=True)

    return yes
