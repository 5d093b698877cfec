"""Fetching the file: the password shown once, the file handed out once, every right looked at again."""

from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.files import actions as files
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.oversight.exports import kinds
from anxin.oversight.exports.reading import as_requester, check_rights, still_seen
from anxin.oversight.models import Export

from .asking import locked, moved_on, told
from .making import end

FINAL = frozenset({"exports.no_right", "exports.figures_only", "exports.cards_gone"})


@transaction.atomic
def show_password(*, by: Post, export: Export) -> str:
    """The archive's password, once: from then on nobody can learn it here. Raises Refused."""
    with as_requester(by):
        export = locked(by, export)
        if export.state != Export.State.READY or not export.secret:
            raise moved_on()
        password, export.secret = export.secret, ""
        export.save(update_fields=["secret"])
        record("exports.password_shown", by=by, on=export, serial=export.serial)
    return password


def fetch(*, by: Post, export: Export) -> FileResponse:
    """The file, once, within its hours, as long as every right to it holds; then it is gone. Where a right
    has ended the file goes too. Raises Refused."""
    try:
        with as_requester(by):
            return _fetch(by, export)
    except Refused as no:
        if no.code in FINAL:
            with as_requester(by):
                end(locked(by, export), Export.State.REFUSED, "exports.fetch_refused", by=by, code=no.code)
        raise


def _fetch(by: Post, export: Export) -> FileResponse:
    export = locked(by, export)
    if export.state == Export.State.FETCHED:
        raise Refused(
            "exports.fetched_already",
            _("The file was fetched and removed; ask again if you need it."),
        )
    if export.state != Export.State.READY or export.file is None:
        raise moved_on()
    if export.expires_at is None or export.expires_at <= now():
        raise Refused("exports.expired", _("The file was not fetched in time and is gone. Ask again."))
    if export.secret:
        raise Refused(
            "exports.password_first", _("Note the password first: without it the file cannot be opened.")
        )
    kind = kinds.get(export.what)
    check_rights(by, kind)
    if not still_seen(by, kind, export):
        raise Refused(
            "exports.cards_gone", _("The file holds families that you may not see any more. It is gone.")
        )
    kept, response = export.file, files.served(export.file)
    export.state, export.file, export.fetched_at = Export.State.FETCHED, None, now()
    export.save(update_fields=["state", "file", "fetched_at"])
    files.remove(kept)
    record("exports.fetched", by=by, on=export, cards=export.cards, **told(export))
    return response
