"""Files kept for somebody: cipher text on disk, nobody else's, whole or not at all, gone at their hour."""

import io
import os
import time
import uuid
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction

from anxin.ground.database.crypto import Damaged, keyring
from anxin.ground.database.scope import everywhere, holder, scope
from anxin.ground.days.clock import now
from anxin.ground.files import actions
from anxin.ground.files.models import StoredFile
from anxin.ground.files.rotating import KeptFiles
from anxin.ground.files.sealing import PIECE, seal_to, unseal_from

pytestmark = pytest.mark.django_db
OWNER = uuid.uuid4()


@contextmanager
def at_work(post):
    """As that post, with a scope that holds everything."""
    with everywhere():
        holder(str(post), "")
        yield
        holder("", "")


def keep(tree, owner=OWNER):
    return actions.keep(
        owner=owner, path=tree.county.path, purpose="test", name="a.zip", kind="application/zip",
        content=io.BytesIO(b"what was said in confidence"), until=now() + timedelta(hours=1),
    )  # fmt: skip


@pytest.fixture
def kept(tree):
    with at_work(OWNER):
        return keep(tree)


def sealed(content: bytes, name: str = "one") -> bytes:
    out = io.BytesIO()
    assert seal_to(out, io.BytesIO(content), name) == len(content)
    return out.getvalue()


def opened(content: bytes, name: str = "one") -> bytes:
    return b"".join(unseal_from(io.BytesIO(content), name))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_goes_in_comes_out(size):
    content = os.urandom(size)
    assert opened(sealed(content)) == content


def test_a_file_that_was_altered_cut_swapped_or_moved_does_not_open():
    content = sealed(os.urandom(2 * PIECE + 5))
    start = content.index(b"\n") + 1
    piece = PIECE + 16
    swapped = content[:start] + content[start + piece : start + 2 * piece] + content[start : start + piece]
    for bad in (
        content[:-1] + bytes([content[-1] ^ 1]),
        content[: start + 2 * piece],  # cut at the border of a piece
        swapped + content[start + 2 * piece :],
        b"ANXF1 a1 00000000 " + content.split(b" ", 3)[3],
        b"",
    ):
        with pytest.raises(Damaged):
            opened(bad)
    with pytest.raises(Damaged):
        opened(content, "another")


def test_the_disk_holds_cipher_text_that_only_its_owner_may_read(kept):
    place = actions.folder() / kept.place
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o077 == 0
    assert b"confidence" not in place.read_bytes()
    assert actions.Opened(kept).read() == b"what was said in confidence"


def test_the_row_is_seen_within_its_scope_only(kept, tree):
    with scope(tree.neighbour.path):
        assert not StoredFile.objects.exists()
    with scope(tree.county.path):
        assert StoredFile.objects.get().name == "a.zip"


def test_its_owner_sees_and_removes_it_without_a_range_and_nobody_keeps_one_for_another(kept, tree):
    with scope("", ""):
        holder(str(OWNER), "")
        assert StoredFile.objects.get() == kept
        holder(str(uuid.uuid4()), "")
        assert not StoredFile.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic(), at_work(uuid.uuid4()):
        keep(tree)


def test_no_file_is_prolonged_or_given_to_another(kept):
    with at_work(OWNER):
        assert StoredFile.objects.update(expires_at=now() + timedelta(days=1)) == 0
        assert StoredFile.objects.update(owner=uuid.uuid4()) == 0


def test_it_is_known_which_key_the_files_lie_under(kept):
    found = KeptFiles().by_key()
    assert found[keyring().current.id] >= 1
    assert "" not in found


def test_it_is_served_to_be_saved_and_kept_by_nobody(kept):
    kept.name = actions.safe_name('../../台账"\r\nX-Evil: 1\u202e.zip')
    answer = actions.served(kept)
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert not set('/\\\r\n"\u202e') & set(kept.name)
    assert b"".join(answer.streaming_content) == b"what was said in confidence"


def test_at_its_hour_row_and_bytes_go_and_so_do_bytes_that_no_row_knows(
    kept, django_capture_on_commit_callbacks
):
    place, orphan = actions.folder() / kept.place, actions.folder() / "orphan"
    orphan.write_bytes(b"left by an act that was rolled back")
    assert actions.sweep() == 0
    assert place.exists()
    assert orphan.exists()  # young: its act may still be under way
    os.utime(orphan, (time.time() - 7200, time.time() - 7200))
    with (
        time_machine.travel(now() + timedelta(hours=1, seconds=1)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert actions.sweep() == 1
    assert not place.exists()
    assert not orphan.exists()
