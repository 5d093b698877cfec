"""What the tests of this room tell, and what a rule says no to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from anxin.exemplars.actions import Consent, Head, Held
from anxin.ground.jobs.refusals import Refused

HEAD = Head(
    name="孟守桥", headline="守桥三十年的水利员", source="安和县水利局《孟守桥同志事迹》",
    source_on=date(2026, 3, 2), died_on=date(2025, 7, 9), age_at_death=57,
)  # fmt: skip
YES = Consent("spouse", date(2026, 3, 1), "水利局档案2026-3")


def held(**said: Any) -> Held:
    """A reading of twelve people, unless something else is said."""
    return Held(**{"form": "reading", "subject": "学习先进事迹", "people": 12, **said})


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The act inside is refused with this code."""
    with pytest.raises(Refused) as no:
        yield
    assert no.value.code == code
