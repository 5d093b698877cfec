"""The container: what goes in comes out for one recipient; whatever was touched on the way is refused."""

import json
import random
import uuid
import zlib
from datetime import UTC, datetime

import pyrage
import pytest

from anxin.ground.jobs.refusals import Refused
from anxin.notices.packages.container import Head, Limits, read, seal, unseal
from anxin.notices.packages.faults import SENTENCES, BadPackage
from anxin.notices.packages.keys import PublicKey, SecretKey

SMALL = Limits(packed_mb=1, unpacked_mb=2)
SENDER, RECIPIENT, STRANGER = SecretKey.make(), SecretKey.make(), SecretKey.make()
CONTENT = {
    "notice": {"title": "关于学习的通知"},
    "items": [{"order": n, "words": "报送" * n} for n in range(40)],
}
MUTATIONS = 50


def head(**other):
    given = {
        "id": uuid.UUID(int=7), "kind": "notice", "sender": SENDER.public.fingerprint,
        "recipient": RECIPIENT.public.fingerprint, "made": datetime(2026, 11, 28, 2, 0, tzinfo=UTC),
    }  # fmt: skip
    return Head(**given | other)


def packed(content=CONTENT, by=SENDER, to=RECIPIENT, **other):
    return seal(head(**other), content, by=by, to=to.public, limits=SMALL)


def opened(package, own=RECIPIENT, signer=SENDER):
    sealed = read(package, SMALL)
    return unseal(sealed, signer=signer.public, own=own, limits=SMALL)


def fault_of(package, **keys):
    with pytest.raises(BadPackage) as refused:
        opened(package, **keys)
    assert "%(" not in str(refused.value)  # the sentence is whole
    return refused.value.code.removeprefix("packages.")


def test_what_goes_in_comes_out():
    assert opened(packed()) == CONTENT


def test_nobody_on_the_way_reads_what_it_says():
    package = packed()
    assert "学习".encode() not in package
    assert zlib.compress("学习".encode())[2:-4] not in package


def mutation(seed, package):
    """One of the ways in which a file is damaged or forged: bytes flipped, cut, put in, swapped, doubled."""
    dice = random.Random(seed)
    at, other = sorted(dice.sample(range(len(package)), 2))
    flipped = bytearray(package)
    for place in dice.sample(range(len(package)), dice.choice((1, 1, 2, 16))):
        flipped[place] ^= 1 << dice.randrange(8)
    return dice.choice([
        bytes(flipped),
        package[:at],
        package[at:],
        package[:at] + package[other:],
        package[:at] + dice.randbytes(5) + package[at:],
        package[:at] + package[other:other + 1] + package[at + 1:other] + package[at:at + 1]
        + package[other + 1:],
        package + package[at:other],
        package[:at] + package[at:other] * 2 + package[other:],
    ])  # fmt: skip


@pytest.mark.parametrize("seed", range(MUTATIONS))
def test_fifty_mutations_are_refused_with_a_reason(seed):
    package = packed()
    forged, again = mutation(seed, package), seed
    while forged == package:  # two equal bytes were swapped
        again += MUTATIONS
        forged = mutation(again, package)
    assert fault_of(forged) in SENTENCES


def test_every_cut_of_a_package_is_refused():
    package = packed(content={"notice": {}})
    assert {fault_of(package[:end]) for end in range(len(package))} == {"not_a_package", "head", "signature"}


def test_only_the_one_it_is_for_reads_it():
    assert fault_of(packed(), own=STRANGER) == "cipher"


def test_another_signature_than_the_named_one_is_refused():
    assert fault_of(packed(by=STRANGER)) == "signature"


def test_a_version_that_is_not_ours_says_which_and_what_to_do():
    old, new = (packed().replace(b"PACKAGE 1", b"PACKAGE %d" % n, 1) for n in (0, 2))
    assert (fault_of(old), fault_of(new)) == ("older_version", "newer_version")


def test_something_else_is_no_package():
    for other in (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\n" * 9, "通知".encode()):
        assert fault_of(other) == "not_a_package"


def test_anothers_cipher_text_under_ones_own_signature_is_refused():
    """Somebody who is trusted too takes the body of a package and signs it as his own."""
    body = packed().split(b"\n", 3)[3]
    mine = packed(by=STRANGER, sender=STRANGER.public.fingerprint)
    first, second = mine.split(b"\n", 3)[:2]
    import base64  # noqa: PLC0415

    signature = base64.b64encode(STRANGER.signer.sign(b"\n".join([first, second, body])))
    assert fault_of(b"\n".join([first, second, signature, body]), signer=STRANGER) == "inner_head"


def forged_inside(plain):
    """A package that is signed rightly around a plain text of one's own."""
    import base64  # noqa: PLC0415

    first, second = packed().split(b"\n", 3)[:2]
    body = pyrage.encrypt(plain, [RECIPIENT.public.recipient])
    signature = base64.b64encode(SENDER.signer.sign(b"\n".join([first, second, body])))
    return b"\n".join([first, second, signature, body])


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused():
    bomb = zlib.compress(b" " * 200 * 1024 * 1024)
    assert len(bomb) < 250_000
    assert fault_of(forged_inside(bomb)) == "unpacked"


@pytest.mark.parametrize(
    "plain",
    [
        b"no zlib",
        zlib.compress(b"no json"),
        zlib.compress(b"[]"),
        zlib.compress(b"{}") + b"more",
        zlib.compress(b"[" * 100_000),
        zlib.compress(json.dumps({"head": head().line().decode(), "content": []}).encode()),
    ],
)
def test_what_is_signed_rightly_and_holds_nonsense_is_refused(plain):
    assert fault_of(forged_inside(plain)) in ("unpacked", "inner_head")


def test_a_file_beyond_the_limit_is_neither_made_nor_read():
    long = {"notice": {"title": random.Random(1).randbytes(2_000_000).hex()}}
    with pytest.raises(BadPackage):
        packed(content=long)
    assert fault_of(packed() + b"\0" * 1024 * 1024) == "too_large"


@pytest.mark.parametrize(
    "line", ["", "anxin-key-1", "anxin-key-1 age1x y", "ssh-ed25519 AAAA", "anxin-key-1 a b c"]
)
def test_a_line_that_is_no_key_is_refused(line):
    with pytest.raises(Refused, match="anxin-key-1"):
        PublicKey.read(line)


def test_a_key_survives_the_line_breaks_of_a_letter():
    line = SENDER.public.text
    assert PublicKey.read(f"  {line.replace(' ', chr(10))} ").fingerprint == SENDER.public.fingerprint


def test_a_secret_is_never_printed():
    assert "AGE-SECRET" not in repr(SENDER)
    assert "AGE-SECRET" not in SENDER.public.text
