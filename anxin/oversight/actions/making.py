"""Making the file, in a job: with the rights that its requester has at that moment, and nothing more."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.actions import used_for
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now
from anxin.ground.files import actions as files
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR, Actor, record
from anxin.ground.paper.cells import Value
from anxin.oversight.exports import kinds
from anxin.oversight.exports.kinds import Kind, Line, Wish
from anxin.oversight.exports.reading import as_requester, check_rights, limit, lines, post_of, wish_of
from anxin.oversight.exports.writing import archive, workbook
from anxin.oversight.models import Export

from . import asking

GROWTH = 20  # one part in twenty, as for every act for two


class Rows:
    """The rows on their way into the file: counted, their cards remembered, stopped beyond what was asked."""

    def __init__(self, found: Iterator[Line], most: int) -> None:
        self.found, self.most = found, most
        self.count, self.cards = 0, dict[uuid.UUID, None]()

    def __iter__(self) -> Iterator[Sequence[Value]]:
        for line in self.found:
            self.count += 1
            if self.count > self.most:
                raise Refused("exports.grown", _("There are more rows now than were asked for. Ask again."))
            if line.card:
                self.cards[line.card] = None
            yield line.cells


@transaction.atomic
def make(export_id: uuid.UUID | str) -> None:
    """Make the file of a queued export; done twice it is made once. A refusal is kept with its code."""
    with everywhere():
        export = (
            Export.objects.select_for_update(of=("self",))
            .select_related("post__unit", "post__scope_root", "post__account")
            .filter(pk=export_id, state=Export.State.QUEUED)
            .first()
        )
        if export is None:
            return
        try:
            export.post = post_of(export)
            with transaction.atomic(), as_requester(export.post):
                _make(export, export.post)
        except Refused as no:
            end(export, Export.State.REFUSED, "exports.make_refused", by=export.post, code=no.code)


def _make(export: Export, post: Post) -> None:
    kind, wish = kinds.get(export.what), wish_of(export)
    check_rights(post, kind)
    most = _most(export, wish)
    export.made_at = now()
    rows = Rows(lines(post, kind, wish), most)
    content = _written(export, kind, wish, rows)
    kept = files.keep(
        owner=post.pk, path=export.path, purpose="export", name=f"anxin-{export.serial}.zip",
        kind="application/zip", content=archive(content, f"{export.serial}.xlsx", export.secret),
        until=export.made_at + timedelta(hours=limit("link_hours")),
    )  # fmt: skip
    export.file, export.expires_at, export.state = kept, kept.expires_at, Export.State.READY
    export.written, export.cards = rows.count, list(rows.cards)
    export.save(update_fields=["file", "made_at", "expires_at", "state", "written", "cards"])
    said = asking.told(export) | {"written": rows.count}
    record("exports.made", by=post, on=export, cards=export.cards, **said)


def _most(export: Export, wish: Wish) -> int:
    """How many rows may go in: what was agreed to, or what one person takes out alone."""
    if not asking.needs_second(export.counted, wish):
        return limit("alone_rows")
    agreed = export.approval and used_for(
        export.approval, kind=asking.MASS, subject=asking.subject_of(export)
    )
    if not agreed:
        raise Refused("exports.not_agreed", _("Nobody has agreed to this export."))
    return export.counted + export.counted // GROWTH


def _written(export: Export, kind: Kind, wish: Wish, rows: Rows) -> bytes:
    account = export.post.acting
    language = "zh-hans" if kind.chinese or account is None else account.language
    with translation.override(language):
        return workbook(export, kind, wish, rows)


def end(export: Export, state: str, act: str, *, by: Actor, code: str = "") -> None:
    """End an export: its file and its password go, its record and the journal stay."""
    kept, export.file, export.secret = export.file, None, ""
    export.state, export.refusal = state, code
    export.save(update_fields=["file", "secret", "state", "refusal"])
    if kept is not None:
        files.remove(kept)
    said = asking.told(export) | ({"code": code} if code else {})
    record(act, by=by, on=export, result="refused" if code else "done", **said)


@transaction.atomic
def expire() -> int:
    """End every export that was not fetched in its hours. Returns how many."""
    with everywhere():
        overdue = list(Export.objects.select_for_update(of=("self",), skip_locked=True).overdue())
        for export in overdue:
            end(export, Export.State.EXPIRED, "exports.expired", by=OPERATOR)
    return len(overdue)
