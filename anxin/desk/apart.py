"""Parts of a page that fail apart: what one of them cannot tell does not take the others along."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, transaction

from anxin.ground.database.crypto import Damaged

T = TypeVar("T")
FAULTS = (DatabaseError, Damaged)  # what a single part may suffer; a mistake of ours still shows as one
log = logging.getLogger(__name__)


def apart(name: str, work: Callable[[], T]) -> T | None:
    """What ``work`` tells, or None where it fails: the page then says so in that part's place. ``name`` is
    all that is written into the log."""
    try:
        with transaction.atomic():
            return work()
    except FAULTS:
        log.exception("a part of the day failed", extra={"part": name})
        return None
