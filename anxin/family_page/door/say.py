"""What is said at the door lands in a table of its own; the house takes it from there (actions)."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from anxin.family_page import passes
from anxin.family_page.models import Pass, Said
from anxin.ground.days.clock import now

OPENED, SHOWN = "opened", "shown"  # looks: they change nothing and are written into the journal
LAST = ("return", "done", "forward")  # after these nothing more can be said through a pass


def say(
    held: Pass, kind: str, content: Mapping[str, Any] | None = None, key: uuid.UUID | None = None
) -> bool:
    """Keep one thing said; ``key`` names what may be sent twice and counts once. False when it was said
    already or nothing may be said any more: of two answers given at the same moment one is kept."""
    said = Said(id=key or uuid.uuid4(), given=held, path=held.path, kind=kind, said_at=now())
    try:
        with transaction.atomic():
            if kind in LAST and not passes.use_up(held):
                return False
            said.content_json = json.dumps(content or {}, ensure_ascii=False, default=str)
            said.save(force_insert=True)
    except IntegrityError:
        return False
    return True
