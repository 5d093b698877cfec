"""Asking for an export: what may go out, how much of it in a day, and when a second person has to agree."""

import json
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.actions import ask, random_password, use
from anxin.ground.access.models import Approval, Post
from anxin.ground.database.fields import digest
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.oversight import tasks
from anxin.oversight.exports import kinds
from anxin.oversight.exports.kinds import Kind, Wish
from anxin.oversight.exports.reading import as_requester, check_rights, counted, limit, wish_of
from anxin.oversight.models import Export, ExportDay

MASS = "exports.mass"  # the kind of agreement
PASSWORD = 20  # characters, about 99 bits


@transaction.atomic
def request_export(
    *,
    by: Post,
    what: str,
    filters: Mapping[str, Any] | None = None,
    numbers: bool = False,
    children: bool = False,
    purpose: str = Export.Purpose.REPORT,
    reason: str = "",
) -> Export:
    """Ask for a list as a file. Within the limits it is made at once; a large one, one with whole numbers
    or with children under 14 waits for a second person. Raises Refused."""
    kind = _kind(what)
    wish = Wish(dict(filters or {}), numbers and kind.has_numbers, children and kind.has_children)
    with as_requester(by):
        check_rights(by, kind)
        count = counted(by, kind, wish)
        _check_size(count, reason, wish)
        second = needs_second(count, wish)
        _take_from_the_day(by, count, alone=not second)
        export = _asked(by, what, wish, count, purpose=purpose, reason=reason)
        if second:
            _ask_second(by, export, reason)
    if not second:
        tasks.make_export.defer(export=str(export.pk))
    return export


def _asked(by: Post, what: str, wish: Wish, count: int, *, purpose: str, reason: str) -> Export:
    second = needs_second(count, wish)
    export = Export.objects.create(
        path=by.unit.path, serial=_serial(), post=by, account=by.acting_id, what=what,
        filters_json=json.dumps(dict(wish.filters)), numbers=wish.numbers, children=wish.children,
        purpose=purpose, reason=reason, counted=count, asked_at=now(),
        state=Export.State.WAITING if second else Export.State.QUEUED, secret=random_password(PASSWORD),
    )  # fmt: skip
    record("exports.asked", by=by, on=export, **told(export), filters=_filters_told(wish), purpose=purpose)
    return export


@transaction.atomic
def begin_export(*, by: Post, export: Export) -> Export:
    """Begin what a second person has agreed to; the agreement is used up with it. Raises Refused."""
    with as_requester(by):
        export = locked(by, export)
        if export.state != Export.State.WAITING:
            raise moved_on()
        kind, wish = _kind(export.what), wish_of(export)
        check_rights(by, kind)
        approval = Approval.objects.filter(pk=export.approval or uuid.UUID(int=0), asked_by=by).first()
        if approval is None:
            raise moved_on()
        count = counted(by, kind, wish)
        use(by=by, approval=approval, kind=MASS, subject=subject_of(export), count=count)
        export.state = Export.State.QUEUED
        export.save(update_fields=["state"])
        record("exports.begun", by=by, on=export, **told(export), approval=export.approval)
    tasks.make_export.defer(export=str(export.pk))
    return export


def needs_second(count: int, wish: Wish) -> bool:
    """Does a second person have to agree to so many rows of this?"""
    return count > limit("alone_rows") or wish.numbers or wish.children


def subject_of(export: Export) -> dict[str, Any]:
    """What a second person agrees to: this one export, with exactly these filters."""
    return {
        "export": export.serial, "what": export.what, "filters": digest(export.filters_json),
        "numbers": export.numbers, "children": export.children, "rows": export.counted,
    }  # fmt: skip


def told(export: Export) -> dict[str, Any]:
    """What the journal says of an export at each step: codes and counts."""
    return {
        "serial": export.serial, "what": export.what, "count": export.counted,
        "numbers": export.numbers, "children": export.children,
    }  # fmt: skip


def _ask_second(by: Post, export: Export, reason: str) -> None:
    approval = ask(
        by=by, kind=MASS, subject=subject_of(export), count=export.counted, reason=reason,
        code=f"export_{export.purpose}",
    )  # fmt: skip
    export.approval = approval.pk
    export.save(update_fields=["approval"])


def _filters_told(wish: Wish) -> dict[str, Any]:
    """The filters as codes; of what was typed into the search box only that something was."""
    kept = {name: value for name, value in wish.filters.items() if value not in ("", None)}
    return kept | ({"text": "typed"} if "text" in kept else {})


def _kind(what: str) -> Kind:
    try:
        return kinds.get(what)
    except KeyError:
        raise Refused("exports.unknown", _("There is no such list.")) from None


def _check_size(count: int, reason: str, wish: Wish) -> None:
    if not count:
        raise Refused("exports.empty", _("The list is empty: there is nothing to export."))
    if count > limit("most_rows"):
        raise Refused(
            "exports.too_many",
            _("The list has more than %(most)s rows. Narrow it first."),
            most=limit("most_rows"),
        )
    if not reason.strip() and (count > limit("reason_rows") or needs_second(count, wish)):
        raise Refused("exports.reason_missing", _("Say in a few words what the file is needed for."))


def _take_from_the_day(by: Post, count: int, *, alone: bool) -> None:
    """Count an export into the person's day. The row is locked: parallel requests come one by one. Rows to
    which a second person agrees count as an export, not against the rows of one person."""
    day = ExportDay.objects.get_or_create(person=_person(by), day=today())[0]
    day = ExportDay.objects.select_for_update().get(pk=day.pk)
    rows = count if alone else 0
    if day.number + 1 > limit("daily_exports") or day.rows + rows > limit("daily_rows"):
        raise Refused(
            "exports.daily_limit",
            _("The limit of a day is %(number)s exports and %(rows)s rows. Try again tomorrow."),
            number=limit("daily_exports"),
            rows=limit("daily_rows"),
        )
    ExportDay.objects.filter(pk=day.pk).update(number=F("number") + 1, rows=F("rows") + rows)


def _person(post: Post) -> str:
    """The human at the keyboard: two accounts of one person share one day."""
    account = post.acting
    assert account is not None  # check_rights has asked
    return account.person_digest or account.pk.hex


def _serial() -> str:
    return f"EX{today():%Y%m%d}-{secrets.token_hex(4).upper()}"


def locked(by: Post, export: Export) -> Export:
    """The export as it stands, held until this transaction ends; only its own post's. Raises Refused."""
    found = (
        Export.objects.select_for_update(of=("self",))
        .select_related("post__unit", "post__account", "file")
        .asked_by(by)
        .filter(pk=export.pk)
        .first()
    )
    if found is None:
        raise moved_on()
    return found


def moved_on() -> Refused:
    return Refused(
        "exports.moved_on", _("This export has moved on. Open the list again to see how it stands.")
    )
