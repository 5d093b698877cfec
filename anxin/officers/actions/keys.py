"""A counsellor's key: chosen, opened, changed, lost, given to a colleague, got back. Never stored open."""

import base64
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Attempt, Post
from anxin.ground.access.signin.profile import limits, profile
from anxin.ground.database.crypto import digest
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.officers.models import Counsellor, CounsellorKey, KeyRecovery
from anxin.officers.sealing import Closed, new_pair, open_with, seal_to, unwrap, wrap

from .counselling import check_apart, check_own

CODE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no character that is read out as another
CODE_GROUPS, CODE_GROUP = 5, 4


@transaction.atomic
def make_key(*, by: Post, counsellor: Counsellor, passphrase: str, lost: bool = False) -> CounsellorKey:
    """Choose a passphrase and make the pair that it wraps. ``lost``: the one in use is lost, and with it
    what was sealed to it, unless a colleague can let its owner in again. Refused: there is one in use."""
    counsellor = Counsellor.objects.select_for_update().get(pk=_own(by, counsellor).pk)
    _check_length(passphrase)
    if counsellor.key is not None and not lost:
        raise Refused("officers.key_in_use", _("You have a key in use. Change its passphrase instead."))
    CounsellorKey.objects.filter(post=by, retired_at=None).update(retired_at=now())
    key = CounsellorKey(post=by, made_at=now())
    pair = new_pair(passphrase, str(key.pk))
    key.wrapped = pair.wrapped
    key.save(force_insert=True)
    counsellor.key, counsellor.public = key.pk, pair.public
    counsellor.save(update_fields=["key", "public"])
    record("officers.key_made", by=by, path=by.unit.path, key=key.pk, lost=lost)
    return key


def open_key(*, by: Post, counsellor: Counsellor, passphrase: str) -> bytes:
    """The private half, for the session that asked (the caller keeps it, halved; officers.opened). Wrong
    tries must wait, longer each time; so a try is counted before, and stays counted when refused."""
    _own(by, counsellor)
    attempt = _counted(by)
    private = _unwrapped(by, counsellor, passphrase)
    with transaction.atomic():
        attempt.delete()
        record("officers.key_opened", by=by, path=by.unit.path, key=counsellor.key)
    return private


@transaction.atomic
def change_passphrase(*, by: Post, counsellor: Counsellor, private: bytes, passphrase: str) -> CounsellorKey:
    """Wrap the opened key under another passphrase: what was sealed to it opens as before."""
    counsellor = _own(by, counsellor)
    _check_length(passphrase)
    key = CounsellorKey.objects.select_for_update().get(pk=counsellor.key, post=by)  # type: ignore[misc]  # without a key none is found
    key.wrapped = wrap(private, passphrase, str(key.pk))
    key.save(update_fields=["wrapped"])
    record("officers.passphrase_changed", by=by, path=by.unit.path, key=key.pk)
    return key


@transaction.atomic
def entrust_key(*, by: Post, counsellor: Counsellor, private: bytes, colleague: Counsellor) -> KeyRecovery:
    """Let a second counsellor be able to let one in again, should the passphrase be forgotten. The colleague
    reads no note by it here; who holds whose key stands in the journal."""
    counsellor = _own(by, counsellor)
    if colleague.post_id == by.pk or colleague.until is not None or colleague.key is None:
        raise Refused(
            "officers.no_colleague", _("Choose another counsellor who has a key in use of their own.")
        )
    given = KeyRecovery.objects.filter(key=counsellor.key, colleague_key=colleague.key)
    if given.exists():
        raise Refused("officers.key_entrusted", _("This colleague can let you in again already."))
    one = KeyRecovery(post=by, colleague=colleague.post, key_id=counsellor.key, given_at=now())  # type: ignore[misc]  # has one
    one.colleague_key = colleague.key
    one.sealed = seal_to(colleague.public, base64.b64encode(private).decode(), str(one.pk))
    one.save(force_insert=True)
    record("officers.key_entrusted", by=by, path=by.unit.path, key=one.key_id, colleague=colleague.post_id)
    return one


@transaction.atomic
def release_key(*, by: Post, counsellor: Counsellor, private: bytes, recovery: KeyRecovery) -> str:
    """As the colleague: let its owner in again. Returns a code to be told in person, good for a day and once;
    with it the owner chooses a new passphrase."""
    counsellor = _own(by, counsellor)
    recovery = KeyRecovery.objects.select_for_update().get(pk=recovery.pk)
    if recovery.colleague_id != by.pk or recovery.colleague_key != counsellor.key:
        raise Refused(
            "officers.not_entrusted",
            _("This key was given to a key of yours that is no longer in use: it stays shut."),
        )
    code = "-".join("".join(secrets.choice(CODE) for _n in range(CODE_GROUP)) for _g in range(CODE_GROUPS))
    theirs = base64.b64decode(open_with(private, recovery.sealed, str(recovery.pk)))
    recovery.released, recovery.released_at = wrap(theirs, code, str(recovery.pk)), now()
    recovery.save(update_fields=["released", "released_at"])
    record("officers.key_released", by=by, path=by.unit.path, key=recovery.key_id, owner=recovery.post_id)
    return code


@transaction.atomic
def recover_key(*, by: Post, counsellor: Counsellor, code: str, passphrase: str) -> CounsellorKey:
    """As the owner: with the code a colleague told, wrap the key in use under a new passphrase."""
    counsellor = _own(by, counsellor)
    _check_length(passphrase)
    since = now() - timedelta(hours=settings.LIMITS["mind"]["release_hours"])
    key = CounsellorKey.objects.select_for_update().get(pk=counsellor.key, post=by)  # type: ignore[misc]  # without a key none is found
    released = KeyRecovery.objects.filter(post=by, key=key, released_at__gt=since)
    private = next(filter(None, (_released(one, code) for one in released)), None)
    if private is None:
        raise Refused(
            "officers.code_wrong",
            _(
                "This code opens nothing. A code is good once and for a day; ask your colleague for a new"
                " one."
            ),
        )
    key.wrapped = wrap(private, passphrase, str(key.pk))
    key.save(update_fields=["wrapped"])
    KeyRecovery.objects.filter(post=by, key=key).update(released="", released_at=None)
    record("officers.key_recovered", by=by, path=by.unit.path, key=key.pk)
    return key


def _released(recovery: KeyRecovery, code: str) -> bytes | None:
    try:
        return unwrap(recovery.released, code.strip().upper(), str(recovery.pk))
    except Closed:
        return None


def _own(by: Post, counsellor: Counsellor) -> Counsellor:
    """The counsellor's row, for the counsellor in person who is nothing else meanwhile."""
    check_own(by, counsellor)
    check_apart(by)
    return counsellor


def _unwrapped(by: Post, counsellor: Counsellor, passphrase: str) -> bytes:
    key = CounsellorKey.objects.filter(pk=counsellor.key, post=by).first()  # type: ignore[misc]  # without a key none is found
    try:
        if key is not None:
            return unwrap(key.wrapped, passphrase, str(key.pk))
    except Closed:
        pass
    raise Refused("officers.passphrase_wrong", _("This passphrase does not open your key."))


def _counted(by: Post) -> Attempt:
    """Count a try as wrong before anything is looked at. Refused while its wait lasts."""
    place = digest(f"counsellor|{by.pk}")
    with transaction.atomic():
        Attempt.objects.get_or_create(pk=place)
        attempt = Attempt.objects.select_for_update().get(pk=place)
        if attempt.must_wait:
            raise Refused("officers.tries", _("Too many wrong passphrases. Wait a while and try again."))
        rules = profile()
        attempt.count(
            free=rules.tries,
            first=timedelta(seconds=rules.wait_seconds),
            most=timedelta(minutes=rules.wait_most_minutes),
            forget=timedelta(hours=limits()["forget_hours"]),
        )
    return attempt


def _check_length(passphrase: str) -> None:
    least = settings.LIMITS["mind"]["passphrase_min"]
    if len(passphrase) < least:
        raise Refused(
            "officers.passphrase_short",
            _("Choose at least %(n)s characters: four or five words that only you put together."),
            n=least,
        )
