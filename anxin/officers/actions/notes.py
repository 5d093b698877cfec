"""What a counsellor notes after an hour: sealed on the way in, opened for its writer alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.officers.models import Booking, CounsellorNote
from anxin.officers.sealing import Closed, open_with, seal_to

from .counselling import check_own


@dataclass(frozen=True)
class OpenedNote:
    """One note as its writer reads it; ``words`` is None where it was sealed to a key that is lost."""

    at: datetime
    words: str | None


@transaction.atomic
def add_note(*, by: Post, booking: Booking, words: str) -> CounsellorNote:
    """Add a note to a booking, sealed to the counsellor's key in use. Needs no passphrase: only reading does.
    A note is never changed; what was wrong is put right by another one."""
    counsellor = booking.slot.counsellor
    check_own(by, counsellor)
    if counsellor.key is None:
        raise Refused("officers.no_key", _("Choose a passphrase first: without a key nothing can be sealed."))
    if not words.strip():
        raise Refused("officers.note_empty", _("Write the note first."))
    note = CounsellorNote(post=by, booking=booking, key_id=counsellor.key, at=now())
    note.sealed = seal_to(counsellor.public, words, str(note.pk))
    note.save(force_insert=True)
    record("officers.note_sealed", by=by, path=by.unit.path, note=note.pk)
    return note


@transaction.atomic
def read_notes(*, by: Post, booking: Booking, private: bytes) -> Sequence[OpenedNote]:
    """The notes of one booking, opened with the counsellor's private half. That they were read is noted."""
    check_own(by, booking.slot.counsellor)
    notes = CounsellorNote.objects.filter(post=by, booking=booking)
    opened = [OpenedNote(note.at, _words(note, private)) for note in notes]
    record("officers.notes_read", by=by, path=by.unit.path, notes=len(opened))
    return opened


def _words(note: CounsellorNote, private: bytes) -> str | None:
    try:
        return open_with(private, note.sealed, str(note.pk))
    except Closed:
        return None
