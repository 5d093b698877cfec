"""Messages of one's own; packages between networks."""

import uuid

from anxin.ground.access.actions import decide
from anxin.ground.access.models import Approval
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.messages.actions import choose_channels, read_messages
from anxin.ground.messages.models import Channel, Message
from anxin.notices.actions import issue_first_notice
from anxin.notices.actions.keys import end_key, make_key, propose_key, trust_key
from anxin.notices.actions.opening import note_refused, open_package
from anxin.notices.actions.packing import limits, pack_notice
from anxin.notices.models import PackageKey, Way
from anxin.notices.packages.container import Head, seal
from anxin.notices.packages.faults import BadPackage
from anxin.notices.packages.keys import SecretKey
from tests.cast import hire

from . import Doing, Stage, act

OTHER = SecretKey.make()
BARE = {
    **dict.fromkeys(("title_en", "issuer_en", "source", "source_en", "copies"), ""),
    "title": "关于报送情况的通知",
    "issuer": "中共澜川市委组织部",
    "mark": "川组通",
    "year": 2026,
    "serial": 1,
    "receive_by": None,
    "is_first": False,
}


def _keys(stage: Stage, way: Way) -> PackageKey:
    """An own key, and one of somebody else that is trusted."""
    make_key(by=OPERATOR, name="安和县")
    unit = stage.tree.town if way is Way.BELOW else None
    return PackageKey.objects.create(
        way=way, name="他网", line=OTHER.public.text, fingerprint=OTHER.public.fingerprint, unit=unit,
        trusted_at=now(),
    )  # fmt: skip


@act("messages.read")
def _(stage: Stage) -> Doing:
    account = stage.clerk.account
    assert account is not None
    Message.objects.create(account=account, post=stage.clerk, code="test.plain")
    return lambda: read_messages(by=stage.clerk, account=account)


@act("messages.channels_chosen")
def _(stage: Stage) -> Doing:
    account = stage.clerk.account
    assert account is not None
    chosen = {Channel.MAIL: "clerk@example.gov.cn"}
    return lambda: choose_channels(by=stage.clerk, account=account, chosen=chosen)


@act("packages.key_made")
def _(stage: Stage) -> Doing:
    return lambda: make_key(by=stage.clerk, name="安和县")


@act("packages.key_trusted")
def _(stage: Stage) -> Doing:
    system = hire("wire.system", stage.tree.county_office, "system", "程序")
    security = hire("wire.security", stage.tree.county_office, "security", "安保")
    key = propose_key(
        by=system, line=OTHER.public.text, name="他网", way=Way.ABOVE, unit=None, reason="专人送来"
    )
    decide(by=security, approval=Approval.objects.get(kind="packages.key"), agree=True)
    return lambda: trust_key(by=system, key=key)


@act("packages.key_ended")
def _(stage: Stage) -> Doing:
    key = _keys(stage, Way.ABOVE)
    return lambda: end_key(by=stage.clerk, key=key)


@act("packages.packed")
def _(stage: Stage) -> Doing:
    key, notice = _keys(stage, Way.BELOW), issue_first_notice(by=OPERATOR)
    return lambda: pack_notice(by=stage.clerk, notice=notice, key=key)


@act("packages.opened")
def _(stage: Stage) -> Doing:
    key = _keys(stage, Way.ABOVE)
    own = PackageKey.objects.own().standing().get()
    head = Head(uuid.uuid4(), "notice", key.fingerprint, own.fingerprint, now().replace(microsecond=0))
    told = {"notice": BARE | {"issued_on": str(today())}, "paragraphs": [], "items": [], "addressees": []}
    told |= {"attachments": [], "days": []}
    package = seal(head, told, by=OTHER, to=own.public, limits=limits())
    return lambda: open_package(by=stage.clerk, package=package)


@act("packages.refused")
def _(stage: Stage) -> Doing:
    return lambda: note_refused(by=stage.clerk, fault=BadPackage("signature"))
