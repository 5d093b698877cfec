"""O12: whatever is done to the journal, even by the owner of its tables, is found and its place named."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from anxin.ground.database.scope import everywhere
from anxin.ground.journal import tasks
from anxin.ground.journal.actions import OPERATOR, record
from anxin.ground.journal.months import left
from anxin.ground.journal.sealing import heads, seal_now
from anxin.ground.journal.seals import Seal, SealBook
from anxin.ground.journal.verify import verify
from tests.owner import as_owner, empty_journal, owner

pytestmark = pytest.mark.django_db(transaction=True)
ENTRIES = 8
SEAL_LIMIT = timedelta(minutes=10)
PLACE = "shard = (SELECT min(shard) FROM journal_entry WHERE seq = 5)"
SETTLE = (
    "UPDATE journal_head h SET hash = e.hash, seq = e.seq FROM (SELECT DISTINCT ON (shard) shard, seq, hash"
    " FROM journal_entry ORDER BY shard, seq DESC) e WHERE e.shard = h.shard"
)
INSERTED = (
    "INSERT INTO journal_entry (at, act, kind, cards, result, details, request_id, path, shard, seq, hash)"
    " SELECT at, 'families.forged', kind, cards, result, details, request_id, path, shard, 99, hash"
    f" FROM journal_entry WHERE seq = 5 AND {PLACE}"
)
NO_TRIGGER = "ALTER TABLE journal_entry DISABLE TRIGGER journal_chain"
HARMS = {
    "altered": (f"UPDATE journal_entry SET act = 'other' WHERE seq = 5 AND {PLACE}",),
    "deleted": (f"DELETE FROM journal_entry WHERE seq = 5 AND {PLACE}",),
    "swapped": (f"UPDATE journal_entry SET seq = 11 - seq WHERE seq IN (5, 6) AND {PLACE}",),
    "inserted": (
        NO_TRIGGER,
        INSERTED,
        f"UPDATE journal_entry SET seq = seq + 1 WHERE seq BETWEEN 5 AND 90 AND {PLACE}",
        "UPDATE journal_entry SET seq = 5 WHERE seq = 99",
        "ALTER TABLE journal_entry ENABLE TRIGGER journal_chain",
    ),
    "re-timed": (f"UPDATE journal_entry SET at = at + interval '1 hour' WHERE seq = 5 AND {PLACE}",),
    "actor renamed": (f"UPDATE journal_entry SET by = gen_random_uuid() WHERE seq = 5 AND {PLACE}",),
}
# What a patient owner does: change one entry, then compute every later hash and the head anew.
REWRITTEN = """
DO $$ DECLARE e record; prev bytea := ''; next_hash bytea; BEGIN
    FOR e IN SELECT * FROM journal_entry ORDER BY shard, seq LOOP
        IF e.seq = 1 THEN prev := ''; END IF;
        next_hash := journal_hash(prev, e.shard, e.seq, e.at, e.act, e."by", e.account, e.kind, e.record,
                                  e.cards, e.result, e.details, e.request_id);
        UPDATE journal_entry SET hash = next_hash WHERE shard = e.shard AND seq = e.seq;
        UPDATE journal_head SET hash = next_hash WHERE shard = e.shard;
        prev := next_hash;
    END LOOP;
END $$
"""


@pytest.fixture
def book(settings, tmp_path):
    """A fresh folder of seals, with a second one as if on another machine."""
    settings.SEALS_DIR, settings.SEAL_KEY = tmp_path / "seals", tmp_path / "seal.key"
    settings.SEALS_COPY = tmp_path / "share"
    return SealBook.of_settings()


@pytest.fixture
def journal():
    """A journal of one chain with eight entries, whole."""
    empty_journal()
    for number in range(ENTRIES):
        record("units.added", by=OPERATOR, path="0001", number=number)
    assert checked().whole


def checked(book=None, since=None):
    with everywhere():
        return verify(book, since)


def test_six_alterations_by_the_owner_are_found_with_their_place(record_property):
    found = 0
    for name, harm in HARMS.items():
        empty_journal()
        for number in range(ENTRIES):
            record("units.added", by=OPERATOR, path="0001", number=number)
        assert checked().whole
        as_owner(*harm)
        first = checked().findings[0]
        assert first.seq == 5, name
        assert first.shard is not None, name
        found += 1
    record_property("O12", f"{found} of {len(HARMS)} alterations by the owner found, place named")


def test_a_chain_rewritten_consistently_is_found_by_the_seal(journal, book, record_property):
    seal_now()
    as_owner(f"UPDATE journal_entry SET act = 'other' WHERE seq = 5 AND {PLACE}", REWRITTEN)
    assert checked().whole  # the chain alone says nothing any more
    (finding,) = checked(book).findings
    assert (finding.kind, finding.seq) == ("seal", ENTRIES)
    assert finding.at is not None
    record_property("O12", "a whole chain rewritten by the owner is found by the seal")


def test_a_truncated_tail_is_found_with_and_without_its_head(journal, book, record_property):
    seal_now()
    as_owner("DELETE FROM journal_entry WHERE seq > 6")
    assert [one.kind for one in checked().findings] == ["tail"]
    as_owner(SETTLE)
    assert checked().whole
    (finding,) = checked(book).findings
    assert (finding.kind, finding.seq) == ("seal", ENTRIES)
    record_property("O12", "a truncated tail is found, also with its head set back")


def test_an_emptied_journal_is_found(journal, book):
    seal_now()
    as_owner("DELETE FROM journal_entry", "UPDATE journal_head SET seq = 0, hash = ''")
    assert [one.kind for one in checked(book).findings] == ["seal"]


FORBIDDEN = (
    "UPDATE journal_entry SET act = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry",
    "UPDATE journal_entry SET path = ''", "UPDATE journal_head SET seq = 0", "DELETE FROM journal_head",
    "INSERT INTO journal_head VALUES (40, 0, '')", "ALTER TABLE journal_entry DISABLE TRIGGER journal_chain",
    "SELECT journal_months('2099-01-01')", "DELETE FROM journal_entry_rest",
    "INSERT INTO journal_entry_2026_11 (at, act) VALUES (now(), 'x')",
)  # fmt: skip


@pytest.mark.parametrize("act", FORBIDDEN)
def test_the_app_can_neither_change_nor_remove_anything(act):
    with pytest.raises(DatabaseError), everywhere(), connection.cursor() as cursor:
        cursor.execute(act)


@pytest.mark.parametrize("column", ["shard", "seq", "hash", "id"])
def test_the_app_cannot_say_an_entrys_place_or_hash(column):
    value = {"hash": "'\\x00'", "id": "gen_random_uuid()"}.get(column, "1")
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (at, act, kind, cards, result, details, request_id, path,"
            f" {column}) VALUES (now(), 'x', '', '{{}}', 'done', '{{}}', '', '', {value})"
        )


def test_a_table_of_the_apps_own_does_not_stand_before_the_head(journal):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE journal_head (shard smallint, seq bigint, hash bytea) ON COMMIT DROP"
        )
        cursor.execute("INSERT INTO pg_temp.journal_head SELECT n, 70, '' FROM generate_series(0, 31) n")
        record("units.added", by=OPERATOR, path="0001")
    assert checked().whole
    assert checked().entries == ENTRIES + 1


def test_a_seal_leaves_the_database_within_ten_minutes(journal, book, record_property):
    assert timedelta(minutes=tasks.EVERY_MINUTES) * 2 <= SEAL_LIMIT
    tasks.seal()
    (file,) = book.files()
    assert file.stat().st_mode & 0o777 == 0o600
    assert book.key_file.stat().st_mode & 0o777 == 0o600
    assert (book.copy / file.name).read_bytes() == file.read_bytes()
    (seal,) = [line for line in book.read() if isinstance(line, Seal)]
    assert seal.heads == heads()
    assert checked(book).whole
    record_property("O12", f"a seal every {tasks.EVERY_MINUTES} minutes, outside the database and copied")


def test_each_seal_carries_the_one_before_and_names_what_moved(journal, book):
    seal_now()
    record("units.added", by=OPERATOR, path="0001")
    second = seal_now()
    assert [number for number, _hash in second.heads.values()] == [ENTRIES + 1]
    assert seal_now().heads == {}
    assert checked(book).seals == 3


@pytest.mark.parametrize("harm", ["changed", "removed", "forged"])
def test_a_changed_line_of_the_seals_is_found(journal, book, harm):
    for _each in range(3):
        record("units.added", by=OPERATOR, path="0001")
        seal_now()
    (file,) = book.files()
    lines = file.read_bytes().splitlines(keepends=True)
    if harm == "changed":
        lines[1] = lines[1].replace(b'"n":2', b'"n":7')
    elif harm == "removed":
        del lines[1]
    else:
        lines[1] = b"{}\n"
    file.write_bytes(b"".join(lines))
    found = [one.place for one in checked(book).findings if one.kind == "line"]
    assert any(f"{file.name}:2" in place for place in found)
    assert any("copy" in place for place in found)


def test_a_share_out_of_reach_loses_no_seal(journal, book, settings):
    seal_now()
    share, settings.SEALS_COPY = book.copy, book.key_file / "nowhere"
    with pytest.raises(OSError, match="nowhere"):
        seal_now()
    settings.SEALS_COPY = share
    seal_now()
    (file,) = book.files()
    assert len(file.read_bytes().splitlines()) == 3
    assert (share / file.name).read_bytes() == file.read_bytes()


def test_a_check_from_a_day_on_starts_in_the_middle_of_a_chain(journal, book):
    as_owner(NO_TRIGGER, f"UPDATE journal_entry SET at = at - interval '40 days' WHERE seq < 4 AND {PLACE}",
             "ALTER TABLE journal_entry ENABLE TRIGGER journal_chain")  # fmt: skip
    assert not checked().whole
    with everywhere(), connection.cursor() as cursor:
        cursor.execute("SELECT max(at) FROM journal_entry")
        (last,) = cursor.fetchone()
    verdict = checked(since=(last - timedelta(days=2)).date())
    assert verdict.whole
    assert verdict.entries == ENTRIES - 3


def test_entries_beyond_the_last_month_wait_and_are_taken_into_it(journal):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (at, act, kind, cards, result, details, request_id, path)"
            " VALUES (now() + interval '37 months', 'x', '', '{}', 'done', '{}', '', '0001')"
        )
    before = left()
    name = connection.settings_dict["NAME"]
    with owner(), connection.cursor() as cursor:
        cursor.execute("SELECT journal_months((now() + interval '38 months')::date)")
        assert cursor.fetchone()[0] > 0
        cursor.execute("SELECT count(*) FROM journal_entry_rest")
        assert cursor.fetchone() == (0,)
    assert left() > before
    assert checked().whole
    assert connection.settings_dict["NAME"] == name
