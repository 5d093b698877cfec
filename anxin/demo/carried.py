"""Demo: a county whose network does not meet the province's. The province's notice goes there as a package,
and what comes back, sealed with that network's own key, tells how many have signed for it below."""

import uuid
from datetime import datetime, timedelta

from anxin.ground.access.actions import decide
from anxin.ground.access.models import Approval
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.models import Level, Unit
from anxin.notices.actions.keys import KIND, make_key, propose_key, trust_key
from anxin.notices.actions.opening import open_package
from anxin.notices.actions.packing import issuer_of, limits, pack_notice
from anxin.notices.models import Carried, Delivery, Notice
from anxin.notices.models.packages import PackageKey, PackageKind, Way
from anxin.notices.packages.container import Head, seal
from anxin.notices.packages.contents import receipt_told
from anxin.notices.packages.keys import SecretKey

from .people import Cast

COUNTY = "990222"
BELOW = ((Level.TOWNSHIP, 5, 4), (Level.VILLAGE, 23, 17))  # there: to sign for it, have signed


def carry(cast: Cast, notice: Notice) -> None:
    """The keys are exchanged, the notice is packed, the receipt is opened."""
    county, theirs = Unit.objects.get(code=COUNTY), SecretKey.make()
    own = make_key(by=OPERATOR, name="中共澜江省委组织部")
    province = cast.posts["province"]
    pack_notice(by=province, notice=notice, key=_trusted(cast, theirs, county))
    open_package(by=province, package=_receipt(notice, county, theirs, own))


def _trusted(cast: Cast, theirs: SecretKey, county: Unit) -> PackageKey:
    """The other network's key, taken in by one person and agreed to by a second one."""
    system, security = cast.posts["system"], cast.posts["security"]
    reason = "专人送来，已电话核对指纹。"
    key = propose_key(
        by=system,
        line=theirs.public.text,
        name=f"{county.name}专网",
        way=Way.BELOW,
        unit=county,
        reason=reason,
    )
    decide(by=security, approval=Approval.objects.get(kind=KIND), agree=True)
    return trust_key(by=system, key=key)


def _receipt(notice: Notice, county: Unit, theirs: SecretKey, own: PackageKey) -> bytes:
    """What the county packs in its own network: signed for, and passed down with a notice of its own."""
    office = Unit.objects.get(code=f"{county.code}-ZZB")
    signed = Delivery(notice=notice, unit=office, received_at=now())
    told = receipt_told(signed, issuer_of(notice), [_level(*one, as_of=now()) for one in BELOW])
    made = now().replace(microsecond=0) - timedelta(minutes=1)
    head = Head(uuid.uuid4(), PackageKind.RECEIPT, theirs.public.fingerprint, own.fingerprint, made)
    return seal(head, told, by=theirs, to=own.public, limits=limits())


def _level(level: Level, due: int, signed: int, *, as_of: datetime) -> Carried:
    document = f"平组通〔{today().year}〕1号"
    return Carried(level=level, due=due, signed=signed, document=document, as_of=as_of)
