"""Acts on the keys of packages. A key of somebody else is trusted by two people: the system administrator
takes it in, the security administrator (or a leader) agrees after comparing it by telephone."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.actions import ask, use
from anxin.ground.access.approvals import Subject, fingerprint
from anxin.ground.access.models import Approval, Post
from anxin.ground.access.models.approvals import State as Asked
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit
from anxin.notices.models.packages import PackageKey, Way
from anxin.notices.packages.keys import PublicKey, SecretKey

KIND = "packages.key"


@transaction.atomic
def make_key(*, by: Actor, name: str) -> PackageKey:
    """Make the key of this installation. One there was before signs no more, and still opens."""
    made = SecretKey.make()
    PackageKey.objects.own().standing().update(ended_at=now())
    key = PackageKey.objects.create(
        way=Way.OWN, name=name, line=made.public.text, fingerprint=made.public.fingerprint,
        secret_line=made.text, taken_by=by if isinstance(by, Post) else None, trusted_at=now(),
    )  # fmt: skip
    record("packages.key_made", by=by, on=key, path=_place(by))
    return key


@transaction.atomic
def propose_key(*, by: Post, line: str, name: str, way: str, unit: Unit | None, reason: str) -> PackageKey:
    """Take another installation's key in and ask a second person to agree. Refused: no key, one that is
    known, one from below without its unit."""
    public = PublicKey.read(line)
    if PackageKey.objects.filter(line=public.text).exists():
        raise Refused("packages.key_known", _("This key is here already: see the list of keys."))
    if (way == Way.BELOW) != (unit is not None):
        raise Refused(
            "packages.key_unit", _("Name the unit below whose key it is; for the level above, none.")
        )
    key = PackageKey.objects.create(
        way=way, name=name, line=public.text, fingerprint=public.fingerprint, unit=unit, taken_by=by
    )
    ask(by=by, kind=KIND, subject=subject_of(key), count=1, reason=reason)
    return key


@transaction.atomic
def trust_key(*, by: Post, key: PackageKey) -> PackageKey:
    """From now on packages of this key are taken. Refused until the second person has agreed."""
    held = PackageKey.objects.select_for_update().get(pk=key.pk)
    agreed = agreement_for(by, held)
    if agreed is None or agreed.state == Asked.ASKED:
        raise Refused("packages.takes_two", _("A second person must compare this key and agree to it first."))
    use(by=by, approval=agreed, kind=KIND, subject=subject_of(held), count=1)
    held.trusted_at = now()
    held.save(update_fields=["trusted_at"])
    record("packages.key_trusted", by=by, on=held, path=by.unit.path)
    return held


@transaction.atomic
def end_key(*, by: Post, key: PackageKey) -> None:
    """Nothing is taken from this key and nothing packed for it any more. One person is enough."""
    if not PackageKey.objects.partners().filter(pk=key.pk, ended_at=None).update(ended_at=now()):
        raise Refused("packages.key_ended", _("This key is no longer trusted already."))
    record("packages.key_ended", by=by, on=key, path=by.unit.path)


def subject_of(key: PackageKey) -> Subject:
    """What is agreed to: exactly this key, in this place."""
    return {"key": key.pk, "fingerprint": key.fingerprint, "way": key.way, "unit": key.unit_id}


def agreement_for(by: Post, key: PackageKey) -> Approval | None:
    """The request of this post for this key that waits or still serves."""
    with scope(by.unit.path):
        mine = Approval.objects.asked_from(by).filter(
            kind=KIND, fingerprint=fingerprint(KIND, subject_of(key))
        )
        waiting = mine.filter(state__in=[Asked.ASKED, Asked.AGREED])
        return next((one for one in waiting if not one.expired), None)


def _place(by: Actor) -> str:
    return by.unit.path if isinstance(by, Post) else ""
