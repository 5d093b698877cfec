import base64
import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trying
from hypothesis import strategies as some

from anxin.ground.database import crypto
from anxin.ground.database.crypto import Damaged, digest, renew, seal, unseal
from anxin.ground.database.keyring import Keyring, KeysUnusable

PLACE = "families_person.phone"
SECRET = "99010119920101038X"
TEXTS = some.text(alphabet=some.characters(exclude_categories=["Cs"]))
EASY = trying(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True, params=["a1", "s1"])
def keys(request, settings, tmp_path):
    settings.ANXIN_KEYS, settings.ANXIN_CIPHER = tmp_path / "keys.json", request.param
    crypto.forget_keys()
    yield settings.ANXIN_KEYS
    crypto.forget_keys()


@EASY
@given(TEXTS)
@example("𠮷 扎西·多吉\x00\n" * 50)
def test_what_was_sealed_opens_again_and_reads_like_nothing(plain):
    sealed = seal(plain, PLACE)
    assert unseal(sealed, PLACE) == plain
    assert sealed.isascii()
    assert sealed != seal(plain, PLACE)
    assert len(plain) < 4 or plain not in sealed


def test_a_value_names_its_algorithm_and_its_key(keys, settings):
    algorithm, key, _ = seal(SECRET, PLACE).split(":")
    assert algorithm == settings.ANXIN_CIPHER
    assert json.loads(keys.read_text())["current"] == key


def test_every_altered_byte_is_found():
    algorithm, key, text = seal(SECRET, PLACE).split(":")
    data = base64.b64decode(text)
    for place in range(len(data)):
        altered = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises(Damaged) as damaged:
            unseal(f"{algorithm}:{key}:{base64.b64encode(altered).decode()}", PLACE)
        assert damaged.value.code == "altered"


def test_a_value_moved_to_another_column_does_not_open():
    with pytest.raises(Damaged) as damaged:
        unseal(seal(SECRET, PLACE), "families_household.phone")
    assert (damaged.value.place, damaged.value.code) == ("families_household.phone", "altered")


@pytest.mark.parametrize(
    "wrong", ["", "plain", SECRET, "a1:x", "a1:x:y:z", "a1::", "a1:00000000:!!!", "a1:00000000:AAAA", "::"]
)
def test_what_was_never_sealed_is_refused_without_an_echo(wrong):
    with pytest.raises(Damaged) as damaged:
        unseal(wrong, PLACE)
    assert damaged.value.code == "form"
    assert SECRET not in str(damaged.value)


def test_a_value_under_a_key_that_is_not_on_the_ring_says_so():
    algorithm, key, text = seal(SECRET, PLACE).split(":")
    other = {"a1": "s1", "s1": "a1"}[algorithm]
    for sealed in (f"{algorithm}:00000000:{text}", f"{other}:{key}:{text}"):
        with pytest.raises(Damaged) as damaged:
            unseal(sealed, PLACE)
        assert damaged.value.code == "unknown_key"


def test_after_rotation_old_values_open_and_are_renewed_under_the_new_key(keys):
    old = seal(SECRET, PLACE)
    ring = Keyring.load(keys).rotated(keys, "s1")
    crypto.forget_keys()
    new = renew(old, PLACE)
    assert new.startswith(f"s1:{ring.current.id}:")
    assert unseal(old, PLACE) == unseal(new, PLACE) == SECRET
    assert renew(new, PLACE) == new
    assert digest(SECRET)


def test_a_process_that_runs_on_opens_what_another_sealed_after_rotation(keys):
    before = crypto.keyring()
    ring = Keyring.load(keys).rotated(keys)
    other = ring.current
    nonce = b"0" * crypto.NONCE
    data = nonce + other.cipher.encrypt(nonce, SECRET.encode(), f"a1:{other.id}:{PLACE}".encode())
    assert crypto.keyring() is before
    assert unseal(f"a1:{other.id}:{base64.b64encode(data).decode()}", PLACE) == SECRET


@pytest.mark.parametrize(
    "same",
    [
        "99010119920101038x",
        " 990101 19920101 038X",
        "990101-19920101-038X",
        "９９０１０１１９９２０１０１０３８Ｘ",
    ],
)
def test_the_digest_overlooks_how_a_number_is_written(same):
    assert digest(same) == digest(SECRET)


def test_the_digest_is_keyed_and_tells_values_apart(keys, settings, tmp_path):
    here = digest(SECRET)
    assert len(here) == 64
    assert here != digest("990101199201010398")
    assert digest("") == digest(" \u200b-") == ""
    assert digest("\ud800") != digest("\ud801")
    settings.ANXIN_KEYS = tmp_path / "elsewhere.json"
    assert digest(SECRET) != here


def test_the_keyring_is_private_and_stays_the_same(keys):
    ring = crypto.keyring()
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert Keyring.load(keys) == ring
    assert list(keys.parent.iterdir()) == [keys]


def test_a_keyring_that_others_could_read_is_closed_to_them(keys):
    crypto.keyring()
    keys.chmod(0o644)
    Keyring.load(keys)
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600


def test_processes_that_start_together_share_one_keyring(tmp_path):
    path = tmp_path / "data" / "keys.json"
    with ThreadPoolExecutor(8) as many:
        rings = list(many.map(lambda _: Keyring.load(path), range(32)))
    assert len({ring.current.id for ring in rings}) == 1


@pytest.mark.parametrize("broken", ["", "{}", "[]", "null", '{"current": "x", "keys": {}, "digest": ""}'])
def test_a_broken_keyring_is_never_replaced(keys, broken):
    keys.write_text(broken)
    with pytest.raises(KeysUnusable):
        crypto.keyring()
    assert keys.read_text() == broken


def test_no_repr_and_no_error_shows_a_key_or_a_text():
    ring = crypto.keyring()
    assert ring.current.secret.hex() not in repr(ring)
    assert repr(ring.current.secret) not in repr(ring)
    assert repr(ring.digest_key) not in repr(ring)
    with pytest.raises(ValueError, match="lone surrogate") as refused:
        seal(f"{SECRET}\ud800", PLACE)
    assert SECRET not in str(refused.value)
    assert refused.value.__suppress_context__
