"""``anxin rotate-keys`` on a real installation: killed in the middle, run again, values changed meanwhile."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter

import psycopg
import pytest

from anxin.ground.database import crypto
from anxin.ground.database.connection import Connection
from anxin.ground.database.keyring import Keyring
from anxin.ground.files import actions as files
from anxin.ground.files.sealing import Plain, key_of, seal_to

from .house import anxin, environment

pytestmark = pytest.mark.long

PLACE = "access_post.phone"
ROWS = 3000
UNIT = "INSERT INTO units_unit (id, code, name, name_en, kind, level, domain, region_code, credit_code, path)"


@pytest.fixture
def ring(house, settings):
    """This installation's keyring, in this process."""
    settings.ANXIN_KEYS = house / "keys.json"
    crypto.forget_keys()
    yield lambda: Keyring.load(settings.ANXIN_KEYS)
    crypto.forget_keys()


@pytest.fixture
def session(house):
    with psycopg.connect(Connection.load(house).conninfo("keeper"), autocommit=True) as opened:
        yield opened


@pytest.fixture
def planted(session, ring):
    """Some thousand telephones under the key of today; id → telephone."""
    session.execute("DELETE FROM access_post")
    session.execute("DELETE FROM units_unit")
    unit = uuid.uuid4()
    session.execute(f"{UNIT} VALUES (%s, '99', 'x', '', 'region', 2, '', '', '', 'A')", [unit])
    told = {uuid.uuid4(): f"0000 {number:07d}" for number in range(ROWS)}
    with (
        session.cursor() as cursor,
        cursor.copy(
            "COPY access_post (id, unit_id, scope_root_id, role, name, title, since, phone) FROM STDIN"
        ) as rows,
    ):
        for key, phone in told.items():
            rows.write_row((key, unit, unit, "clerk", "x", "", "2026-01-01", crypto.seal(phone, PLACE)))
    return told


def begin(house, *options):
    words = [sys.executable, "-m", "anxin.cli", "rotate-keys", "--data-dir", str(house), "--json", *options]
    return subprocess.Popen(
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def counted(session):
    rows = session.execute(
        "SELECT split_part(phone, ':', 2), count(*) FROM access_post GROUP BY 1"
    ).fetchall()
    return dict(rows)


def read(session):
    return {
        key: crypto.unseal(phone, PLACE)
        for key, phone in session.execute("SELECT id, phone FROM access_post")
    }


def test_killed_in_the_middle_it_goes_on_under_the_same_key_and_loses_nothing(house, session, ring, planted):
    old = ring().current.id
    process = begin(house, "--batch", "20")
    deadline = time.monotonic() + 300  # a busy machine takes its time to start
    while len(counted(session)) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    halfway, new = counted(session), ring().current.id
    assert 0 < halfway[old] < ROWS
    assert read(session) == planted, "in the middle every value opens"

    stale = session.execute("SELECT id, phone FROM access_post WHERE phone LIKE %s LIMIT 1", [f"a1:{old}:%"])
    kept, sealed = stale.fetchone()
    again = begin(house, "--batch", "100")
    changed = list(planted)[:: ROWS // 50]
    for key in changed:  # a process that has not seen the new key yet writes under the old one
        session.execute("UPDATE access_post SET phone = %s WHERE id = %s", [sealed, key])
        time.sleep(0.01)
    told, words = again.communicate(timeout=120)

    assert again.returncode == 0, words
    assert json.loads(told)["values"] == {**dict.fromkeys(ring().keys, 0), new: ROWS}
    assert ring().current.id == new, "the second run makes no key of its own"
    crypto.forget_keys()
    assert read(session) == planted | dict.fromkeys(changed, planted[kept])


def test_an_old_key_leaves_the_ring_only_when_nothing_needs_it(house, session, ring, planted):
    old = ring().current.id
    sealed = session.execute("SELECT phone FROM access_post LIMIT 1").fetchone()[0]
    done = anxin("rotate-keys", "--data-dir", house)
    assert done.returncode == 0, done.stderr
    current = ring().current.id
    assert anxin("rotate-keys", "--data-dir", house, "--retire", current).returncode == 1
    assert anxin("rotate-keys", "--data-dir", house, "--retire", "00000000").returncode == 1
    key = next(iter(planted))
    session.execute("UPDATE access_post SET phone = %s WHERE id = %s", [sealed, key])
    refused = anxin("rotate-keys", "--data-dir", house, "--retire", old)
    assert refused.returncode == 1
    assert old in ring().keys
    session.execute("DELETE FROM access_post WHERE id = %s", [key])

    assert anxin("rotate-keys", "--data-dir", house, "--retire", old).returncode == 0
    assert old not in ring().keys
    crypto.forget_keys()
    assert len(read(session)) == ROWS - 1


def test_a_value_that_does_not_open_is_told_and_left_alone(house, session, ring, planted):
    key = next(iter(planted))
    session.execute("UPDATE access_post SET phone = 'a1:0badbad0:AAAA' WHERE id = %s", [key])
    done = anxin("rotate-keys", "--data-dir", house, "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["damaged"] == 1
    session.execute("DELETE FROM access_post WHERE id = %s", [key])
    assert anxin("rotate-keys", "--data-dir", house).returncode == 0


FACTOR = "mfa_authenticator.data"
ADD = "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, %s, %s, now())"


@pytest.fixture
def factors(session, ring):
    """An app's secret and recovery codes of one account, and a passkey, which holds nothing sealed."""
    session.execute("DELETE FROM mfa_authenticator")
    account = uuid.uuid4()
    session.execute(
        "INSERT INTO access_account (id, login, password, language, is_active, demo, person_digest,"
        " disabled_why) VALUES (%s, 'factor', 'x', 'zh-hans', true, false, '', '')",
        [account],
    )
    told = {
        "totp": {"secret": crypto.seal("JBSWY3DP", FACTOR)},
        "recovery_codes": {"seed": crypto.seal("0c0ffee0", FACTOR), "used_mask": 5},
        "webauthn": {"name": "a:key", "credential": {}},
    }
    for kind, data in told.items():
        session.execute(ADD, [account, kind, json.dumps(data)])
    yield lambda: dict(session.execute("SELECT type, data FROM mfa_authenticator").fetchall())
    session.execute("DELETE FROM mfa_authenticator")
    session.execute("DELETE FROM access_account WHERE id = %s", [account])


def test_second_factors_come_under_the_new_key_and_their_old_key_goes(house, session, ring, factors):
    old = ring().current.id
    done = anxin("rotate-keys", "--data-dir", house, "--json")
    assert done.returncode == 0, done.stderr
    new, found = ring().current.id, factors()
    crypto.forget_keys()
    assert json.loads(done.stdout)["values"][new] >= 2
    assert found["totp"]["secret"].split(":")[1] == found["recovery_codes"]["seed"].split(":")[1] == new
    assert crypto.unseal(found["totp"]["secret"], FACTOR) == "JBSWY3DP"
    assert crypto.unseal(found["recovery_codes"]["seed"], FACTOR) == "0c0ffee0"
    assert found["recovery_codes"]["used_mask"] == 5
    assert found["webauthn"] == {"name": "a:key", "credential": {}}
    assert anxin("rotate-keys", "--data-dir", house, "--retire", old).returncode == 0
    crypto.forget_keys()
    assert crypto.unseal(factors()["totp"]["secret"], FACTOR) == "JBSWY3DP"


# Files

FILES, PIECES = 150, b"kept for years" * 25_000  # more than one piece each
FILE = (
    "INSERT INTO files_file (id, path, owner, purpose, name, kind, size, place, made_at, expires_at)"
    " VALUES (%s, 'A', %s, 'annex', %s, 'application/pdf', %s, %s, now(), now() + interval '9 years')"
)


@pytest.fixture
def folder(house, session, ring, settings):
    """The folder of kept files, empty at the beginning and at the end."""
    settings.DATA_DIR = house

    def empty():
        session.execute("DELETE FROM files_file")
        for one in files.folder().iterdir():
            one.unlink()

    empty()
    yield files.folder()
    empty()


@pytest.fixture
def keep(folder, session):
    """Keeps so many files, with their rows; id → place."""

    def planted(number):
        kept = {}
        for _n in range(number):
            id_, place = uuid.uuid4(), folder / uuid.uuid4().hex
            with place.open("wb") as out:
                seal_to(out, io.BytesIO(PIECES), str(id_))
            name = crypto.seal("摸底情况表.pdf", "files_file.name")
            session.execute(FILE, [id_, uuid.uuid4(), name, len(PIECES), place.name])
            kept[id_] = place
        return kept

    return planted


def keys_of(kept):
    found = Counter()
    for place in kept.values():
        with place.open("rb") as sealed:
            found[key_of(sealed)] += 1
    return found


def opened(kept):
    crypto.forget_keys()
    for id_, place in kept.items():
        with place.open("rb") as sealed:
            yield Plain(sealed, str(id_)).read() == PIECES


def test_files_kept_long_come_under_the_new_key_killed_in_the_middle_and_taken_up_again(
    house, session, ring, keep
):
    old, kept = ring().current.id, keep(FILES)
    process = begin(house)
    deadline = time.monotonic() + 300  # a busy machine takes its time to start
    while len(keys_of(kept)) < 2 and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    halfway, new = keys_of(kept), ring().current.id
    assert 0 < halfway[old] < FILES
    assert all(opened(kept)), "in the middle every file opens"
    assert anxin("rotate-keys", "--data-dir", house, "--retire", old).returncode == 1

    done = anxin("rotate-keys", "--data-dir", house, "--json")
    assert done.returncode == 0, done.stderr
    assert ring().current.id == new, "the second run makes no key of its own"
    assert keys_of(kept) == {new: FILES}
    assert json.loads(done.stdout)["files"] == {**dict.fromkeys(ring().keys, 0), new: FILES}
    assert anxin("rotate-keys", "--data-dir", house, "--retire", old).returncode == 0
    assert all(opened(kept))


def test_a_file_that_does_not_open_is_told_and_left_alone(house, session, ring, keep):
    ((one, broken),) = keep(1).items()
    sealed = broken.read_bytes()
    broken.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    left = broken.read_bytes()
    assert anxin("rotate-keys", "--data-dir", house).returncode == 1
    assert broken.read_bytes() == left
    assert [place.name for place in files.folder().iterdir()] == [broken.name]
    session.execute("DELETE FROM files_file WHERE id = %s", [one])
    assert anxin("rotate-keys", "--data-dir", house).returncode == 0


def test_a_row_whose_file_is_gone_holds_nothing_up(house, session, ring, keep):
    (gone,) = keep(1).values()
    gone.unlink()
    assert anxin("rotate-keys", "--data-dir", house).returncode == 0


def test_a_key_waits_for_bytes_whose_row_is_still_to_come(house, session, ring, folder):
    old = ring().current.id
    place = folder / "waiting"
    with place.open("wb") as out:
        seal_to(out, io.BytesIO(b"x"), "one")
    assert anxin("rotate-keys", "--data-dir", house).returncode == 0
    assert anxin("rotate-keys", "--data-dir", house, "--retire", old).returncode == 1
    assert old in ring().keys
    place.unlink()
    assert anxin("rotate-keys", "--data-dir", house, "--retire", old).returncode == 0


# The door

SHEET = "family_page_sheet.content_json"
PASS = (
    "INSERT INTO family_page_pass (id, path, kind, subject, token_hash, code_hash, issued_by, issued_at,"
    " expires_at, tries, withdrawn_why)"
    " VALUES (%s, 'A', 'family', %s, %s, 'x', %s, now(), now() + interval '1 year', 0, '')"
)


def test_what_the_door_may_read_comes_under_a_fresh_key_of_its_own(house, session, ring, settings):
    settings.ANXIN_DOOR_KEYS = house / "door" / "door.key"
    crypto.forget_keys()
    before, houses = Keyring.load(settings.ANXIN_DOOR_KEYS), ring().current.id
    given, sheet = uuid.uuid4(), uuid.uuid4()
    with psycopg.connect(Connection.load(house).conninfo("owner"), autocommit=True) as owner:
        # No family stands here.
        owner.execute("ALTER TABLE family_page_pass DROP CONSTRAINT IF EXISTS family_page_pass_path_fk")
    session.execute(PASS, [given, uuid.uuid4(), given.hex, uuid.uuid4()])
    session.execute(
        "INSERT INTO family_page_sheet (id, path, pass_id, content_json, written_at)"
        " VALUES (%s, 'A', %s, %s, now())",
        [sheet, given, crypto.seal('{"agreed": []}', SHEET, crypto.DOOR)],
    )
    done = anxin("rotate-keys", "--data-dir", house, "--door", "--json")
    assert done.returncode == 0, done.stderr
    after = Keyring.load(settings.ANXIN_DOOR_KEYS)
    crypto.forget_keys()
    (sealed,) = session.execute("SELECT content_json FROM family_page_sheet").fetchone()
    assert sealed.split(":")[1] == after.current.id != before.current.id
    assert crypto.unseal(sealed, SHEET, crypto.DOOR) == '{"agreed": []}'
    assert after.digest_key == before.digest_key, "every link that was handed out still opens"
    assert ring().current.id == houses, "the house's own keys are another matter"
    assert json.loads(done.stdout)["values"][after.current.id] == 1
    retired = anxin("rotate-keys", "--data-dir", house, "--door", "--retire", before.current.id)
    assert retired.returncode == 0, retired.stderr
    assert list(Keyring.load(settings.ANXIN_DOOR_KEYS).keys) == [after.current.id]
    session.execute("DELETE FROM family_page_pass")
