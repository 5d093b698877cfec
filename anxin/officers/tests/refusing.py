"""What a rule says no to."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from anxin.ground.jobs.refusals import Refused


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The act inside is refused with this code."""
    with pytest.raises(Refused) as no:
        yield
    assert no.value.code == f"officers.{code}"
