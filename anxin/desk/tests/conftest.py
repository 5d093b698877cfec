"""A Monday in the county: one family with a day's worth of work around it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anxin.care.actions import (
    Letter,
    NextStep,
    decide_measure,
    name_responsible,
    record_need,
    record_visit,
    send,
    set_work_lead,
)
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.surveys.models import Ledger
from tests.cast import Tree, client_of, family

MONDAY = date(2026, 11, 23)
BOOKKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "PREPARE", "DEALLOCATE")


@pytest.fixture(autouse=True)
def monday(settings) -> date:
    settings.ANXIN_TODAY = MONDAY.isoformat()
    return MONDAY


@pytest.fixture
def page() -> Callable[..., str]:
    """The first page of a post, as text. However it came about, the number at its door, which is that of the
    lines that the page has read, is the one that every other page counts without them."""

    def show(post: Post, language: str = "zh-hans") -> str:
        client = client_of(post, language)
        response = client.get("/")
        assert response.status_code == 200
        text = response.content.decode()
        assert door(text) == door(client.get("/notices/").content.decode())
        return text

    return show


def door(text: str) -> str:
    """The number at the door of one's own day, as a page shows it; empty for none."""
    found = re.search(r'<a href="/"[^>]*>(?:待办|To do)(?:<span class="count">(\d+))?', text)
    assert found
    return found.group(1) or ""


@pytest.fixture
def questions() -> Callable[[], object]:
    """How many questions the database is asked in a block; savepoints and plans made for a session apart."""

    @contextmanager
    def at_most(number: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as caught:
            yield
        asked = [one["sql"] for one in caught if not one["sql"].startswith(BOOKKEEPING)]
        assert len(asked) <= number, "\n".join(sql[:160] for sql in asked)

    return at_most


@pytest.fixture
def led(county_clerk: Post, tree: Tree, in_county: None) -> Post:
    """The county's work lead: its clerk."""
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    return county_clerk


@pytest.fixture
def named(led: Post, township_officer: Post, household: Household) -> Household:
    """The family of 周明远 with the township officer responsible for it."""
    name_responsible(by=led, household=household, responsible=township_officer)
    return household


@pytest.fixture
def promised(monday: date, in_county: None) -> Callable[..., None]:
    """A visit ten days ago, with a promise that is due so many days from today."""

    def promise(post: Post, household: Household, days: int, words: str = "联系镇中学") -> None:
        members = [link.person for link in household.memberships.select_related("person")]
        record_visit(
            by=post, household=household, on=monday - timedelta(days=10), met=members[:1],
            steps=[NextStep(words, post, monday + timedelta(days=days))],
        )  # fmt: skip

    return promise


@pytest.fixture
def asked(county_clerk: Post, tree: Tree, monday: date, in_county: None) -> Callable[..., object]:
    """A need of a family with a measure due so many days from today; sent to the health desk if wished."""

    def ask(household: Household, days: int, words: str = "签约家庭医生", sent: bool = False) -> object:
        need = record_need(by=county_clerk, household=household, theme="medical", words="膝关节不好",
                           source="family", found_on=monday - timedelta(days=14), how="asked")  # fmt: skip
        due = monday + timedelta(days=days)
        measure = decide_measure(
            by=county_clerk,
            need=need,
            unit=tree.health,
            words=words,
            due=due,
            ground="通知第三条",
            case_by_case="目录尚无此项",
        )
        if not sent:
            return measure
        letter = Letter(desk=tree.health, subject=words, asked=words, ground="通知第三条", due=due)
        return send(by=county_clerk, measure=measure, letter=letter)

    return ask


@pytest.fixture
def needed(county_clerk: Post, monday: date, in_county: None) -> Callable[[Household], object]:
    """A need about which nothing was decided."""

    def need(household: Household) -> object:
        return record_need(by=county_clerk, household=household, theme="schooling", words="学费有困难",
                           source="family", found_on=monday, how="asked")  # fmt: skip

    return need


@pytest.fixture
def pending(county_clerk: Post, tree: Tree, in_county: None) -> Callable[..., Household]:
    """A family whose officer's determination is still to come."""
    from anxin.families.models import FallenOfficer  # noqa: PLC0415  # after Django is set up

    def open_one(name: str) -> Household:
        card = family(county_clerk, tree.town, name)
        FallenOfficer.objects.filter(person__household=card).update(determination="pending")
        return card

    return open_one


@pytest.fixture
def ledger(county_clerk: Post, tree: Tree, in_county: None) -> Ledger:
    """A ledger that was looked through and not merged."""
    return Ledger.objects.create(
        unit=tree.town, path=tree.town.path, name="家属情况.xlsx", digest="0" * 64, kind="survey", families=3,
        members=8, faults=[{"code": "check_digit"}, {"code": "name_missing"}], made_at=now(),
        made_by=county_clerk.pk,
    )  # fmt: skip
