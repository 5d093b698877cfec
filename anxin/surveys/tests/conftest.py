"""Ledgers on their way into the register of the test county."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from anxin.families.actions import Merged
from anxin.surveys import actions
from anxin.surveys.ledger import shapes
from anxin.surveys.models import Ledger

from .ledger.books import TODAY

SAMPLES = Path(__file__).parents[2] / "demo" / "samples"
_READ: dict[bytes, shapes.Ledger] = {}  # reading starts a process; the same file is read once a test run
COUNTED_APART = {"journal_entry", "journal_head", "surveys_ledger", "django_session"}


@dataclass
class Brought:
    """A ledger that was brought in: what was read, what is kept, what the merge did."""

    found: shapes.Ledger
    ledger: Ledger
    done: Merged


@pytest.fixture(autouse=True)
def _day_of_the_samples(monkeypatch: Any) -> None:
    monkeypatch.setenv("ANXIN_TODAY", TODAY.isoformat())


@pytest.fixture
def bring(county_clerk: Any, tree: Any, in_county: None) -> Callable[..., Brought]:
    """Brings a workbook in for the county, as its clerk, through the acts that pages and commands use."""

    def through(path: Path, unit: Any = None, by: Any = None) -> Brought:
        content, by = path.read_bytes(), by or county_clerk
        found = _READ.get(content) or _READ.setdefault(content, actions.read(path))
        ledger = actions.keep(by=by, unit=unit or tree.county, name=path.name, content=content, found=found)
        done = actions.take_in(by=by, ledger=ledger, found=found)
        ledger.refresh_from_db()
        return Brought(found, ledger, done)

    return through


@pytest.fixture(params=["survey", "allowance", "register"])
def sample(request: Any) -> Path:
    """Each of our own three layouts."""
    return SAMPLES / f"{request.param}.xlsx"


@pytest.fixture
def census() -> Callable[[], dict[str, int]]:
    """How many rows every table has, but for the journal and the ledgers themselves."""
    tables = {model._meta.db_table for model in apps.get_models()} - COUNTED_APART

    def count() -> dict[str, int]:
        with connection.cursor() as cursor:
            parts = " UNION ALL ".join(
                f"SELECT '{name}', count(*) FROM \"{name}\"" for name in sorted(tables)
            )
            cursor.execute(parts)
            return dict(cursor.fetchall())

    return count
