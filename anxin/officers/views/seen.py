"""Whom a page showed, for the journal: so that an officer can be told who looked."""

from collections.abc import Iterable
from uuid import UUID


def seen(officers: Iterable[UUID | None]) -> list[str]:
    """The ids of the officers that a list shows, each once; None stands for a row about no single officer."""
    return sorted({str(pk) for pk in officers if pk is not None})
