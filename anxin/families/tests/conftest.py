"""The family of 周明远 and what a test asks about it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anxin.families.actions import Origin
from anxin.families.identity import with_check_digit
from anxin.families.models import FallenOfficer, Household, Person, Source
from anxin.ground.days.clock import today
from anxin.ground.jobs import events
from anxin.ground.journal.models import JournalEntry

OWN_NUMBER = with_check_digit("99072119830309402")  # the wife's, sex 2
OTHER_NUMBER = with_check_digit("99072119510220404")
PHONE = "0000 731 4457"


@pytest.fixture
def paper() -> Origin:
    """A document seen."""
    return Origin(Source.PAPER, "户口簿", today())


@pytest.fixture
def fallen(household: Household, in_county: None) -> FallenOfficer:
    return FallenOfficer.objects.select_related("person").get(person__household=household)


@pytest.fixture
def people(household: Household, in_county: None) -> dict[str, Person]:
    """Everybody of the card, by name."""
    return {person.name: person for person in Person.objects.filter(household=household)}


@pytest.fixture
def wife(people: dict[str, Person]) -> Person:
    return people["林秀兰"]


@pytest.fixture
def daughter(people: dict[str, Person]) -> Person:
    return people["周雨桐"]


@pytest.fixture
def journal() -> Callable[[], Any]:
    """Counts the register's own journal entries written inside the block."""

    @contextmanager
    def written(prefix: str = "families.") -> Iterator[list[JournalEntry]]:
        before = set(JournalEntry.objects.values_list("pk", flat=True))
        new: list[JournalEntry] = []
        yield new
        entries = JournalEntry.objects.exclude(pk__in=before).filter(act__startswith=prefix)
        new.extend(entries.order_by("seq"))

    return written


@pytest.fixture
def heard(monkeypatch: Any) -> list[events.Event]:
    """Every event that was published, in order; subscribers are called as ever."""
    told: list[events.Event] = []
    publish = events.publish

    def listen(event: events.Event) -> None:
        told.append(event)
        publish(event)

    for name in ("opening", "merging", "people", "facts"):
        monkeypatch.setattr(f"anxin.families.actions.{name}.publish", listen)
    return told


@pytest.fixture
def census() -> Callable[[], dict[str, int]]:
    """How many rows every table has, and how many acts stand in the journal: a page that comes back with its
    mistakes was a look, and looks are noted."""
    tables = {model._meta.db_table for model in apps.get_models()} - {"django_session", "journal_entry"}
    counts = [f"SELECT '{name}', count(*) FROM \"{name}\"" for name in sorted(tables)]
    counts.append("SELECT 'acts', count(*) FROM journal_entry WHERE act <> 'access.page_opened'")

    def count() -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(counts))
            return dict(cursor.fetchall())

    return count


@pytest.fixture
def asked() -> Callable[..., list[str]]:
    """The questions a request asks the database; savepoints and bounds around it are not among them."""

    def during(act: Callable[[], Any]) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            assert act().status_code == 200
        frames = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT coalesce(current_setting")
        return [one["sql"] for one in queries if not one["sql"].startswith(frames)]

    return during


@pytest.fixture
def tomorrow() -> date:
    return date.fromordinal(today().toordinal() + 1)
