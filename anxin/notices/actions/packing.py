"""Packing for a network that does not meet ours: a notice for a unit below or what became of its report; for
the level above a report, or how many have signed for its notice."""

import base64
import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.scope import papers, scope
from anxin.ground.days.clock import now
from anxin.ground.files.actions import Opened
from anxin.ground.files.models import StoredFile
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import STEP
from anxin.notices.carrying import told_below
from anxin.notices.models import Delivery, Notice, Report
from anxin.notices.models.packages import Package, PackageKey, PackageKind, Way
from anxin.notices.models.reports import GONE_UP, SETTLED
from anxin.notices.packages.container import Head, Limits, seal
from anxin.notices.packages.contents import answer_told, notice_told, receipt_told, report_told

PASS = "packages.pass"
NOT_THIS_KEY = _("This key is not one for which your unit may pack this.")


def limits() -> Limits:
    """How large a package may be (limits.toml)."""
    return Limits(**settings.LIMITS["packages"])


@transaction.atomic
def pack_notice(*, by: Post, notice: Notice, key: PackageKey) -> bytes:
    """The package of an issued notice for a unit of one's own area. Refused: not out yet, no such key."""
    _check(by, key, Way.BELOW)
    if not packable(by).filter(pk=notice.pk).exists():
        raise Refused("packages.not_issued", _("Only a notice that is issued can be packed."))
    told = notice_told(notice, issuer_of(notice)) | {"attachments": _attachments(notice)}
    return _packed(by, key, PackageKind.NOTICE, notice.pk, document_of(notice), told)


@transaction.atomic
def pack_report(*, by: Post, report: Report, key: PackageKey) -> bytes:
    """The package of a report that one's own unit has sent up. Refused: not sent, not for this key."""
    _check(by, key, Way.ABOVE)
    with papers(*by.area):
        held = Report.objects.select_related("notice__unit", "unit", "about").get(pk=report.pk)
        if held.about_id != by.scope_root_id or held.state not in GONE_UP:
            raise Refused(
                "packages.not_sent", _("Only a report of your own unit that was sent up can be packed.")
            )
        told = report_told(held, issuer_of(held.notice))
        return _packed(by, key, PackageKind.REPORT, held.pk, held.number, told)


@transaction.atomic
def pack_answer(*, by: Post, report: Report, key: PackageKey) -> bytes:
    """What became of a report that came by package: accepted, or returned with the reason. Refused: not
    settled by one's own unit, not for this key."""
    _check(by, key, Way.BELOW)
    with papers(*by.area):
        held = Report.objects.select_related("unit").get(pk=report.pk)
        if held.to_unit_id != by.unit_id or held.state not in SETTLED:
            raise Refused(
                "packages.not_settled", _("Only a report that your unit accepted or returned is answered.")
            )
        if key.unit is None or not held.unit.path.startswith(key.unit.path):
            raise Refused("packages.not_this_key", NOT_THIS_KEY)
        return _packed(by, key, PackageKind.ANSWER, held.pk, held.number, answer_told(held))


@transaction.atomic
def pack_receipt(*, by: Post, notice: Notice, key: PackageKey) -> bytes:
    """How far a notice that came by package has come: that one's own unit signed for it, and of each level
    below how many did. Refused: not signed for, not come by package, not for this key."""
    _check(by, key, Way.ABOVE)
    delivery = receiptable(by).filter(notice=notice).select_related("notice__unit", "unit").first()
    if delivery is None:
        raise Refused(
            "packages.not_signed_for",
            _("Only a notice that came by package and that your unit has signed for has a receipt to pack."),
        )
    told = receipt_told(delivery, issuer_of(delivery.notice), told_below(delivery))
    return _packed(by, key, PackageKind.RECEIPT, notice.pk, document_of(notice), told)


def receiptable(by: Post) -> QuerySet[Delivery]:
    """The receipts of this post's unit for notices that came by package."""
    came = Package.objects.filter(inward=True, kind=PackageKind.NOTICE, unit=by.unit)
    return Delivery.objects.of(by.unit).filter(received_at__isnull=False, notice__in=came.values("record"))


def packable(by: Post) -> QuerySet[Notice]:
    """The issued notices that are meant for this post's unit, its own among them."""
    line = [by.unit.path[:end] for end in range(0, len(by.unit.path) + 1, STEP)]
    return Notice.objects.issued().filter(path__in=line)


def issuer_of(notice: Notice) -> str:
    """The name on the head of a notice, by which both networks know it."""
    return notice.unit.name if notice.unit else notice.issuer


def document_of(notice: Notice) -> str:
    """What a package of it is called: its number, else how its title begins."""
    return notice.document or notice.title[:40]


def _attachments(notice: Notice) -> list[dict[str, Any]]:
    """The files that go out with the notice, which lie under the path of whoever issued it."""
    with scope(notice.path):
        return [
            {"order": one.order, "title": one.title, "name": one.file.name, "data": _text_of(one.file)}
            for one in notice.attachments.select_related("file")
        ]


def _text_of(file: StoredFile) -> str:
    opened = Opened(file)
    try:
        return base64.b64encode(opened.read()).decode()
    finally:
        opened.close()


def content_hash(content: Mapping[str, Any]) -> str:
    """By which the same words are known again, in whatever package they come."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def check_may_pass(by: Post) -> None:
    """May this post pack and open?"""
    if not by.may(PASS):
        raise Refused("packages.not_for_this_post", _("Packing and opening is not for the post you act in."))


def _check(by: Post, key: PackageKey, way: Way) -> None:
    check_may_pass(by)
    in_area = key.unit is None or by.area[0] <= key.unit.path < by.area[1]
    if key.way != way or key.ended_at or not key.trusted_at or not in_area:
        raise Refused("packages.not_this_key", NOT_THIS_KEY)


def _packed(
    by: Post, key: PackageKey, kind: PackageKind, record_id: uuid.UUID, document: str, told: Mapping[str, Any]
) -> bytes:
    own = PackageKey.objects.own().standing().first()
    if own is None:
        raise Refused(
            "packages.no_own_key",
            _(
                "This installation has no key yet: the system administrator makes one on the page “Keys of"
                " packages”."
            ),
        )
    head = Head(uuid.uuid4(), kind, own.fingerprint, key.fingerprint, now().replace(microsecond=0))
    package = seal(head, told, by=own.secret, to=key.public, limits=limits())
    made = Package.objects.create(
        id=head.id, inward=False, kind=kind, key=key, unit=by.unit, record=record_id, document=document,
        content=content_hash(told), made_at=head.made, by=by,
    )  # fmt: skip
    record("packages.packed", by=by, on=made, path=by.unit.path, kind=kind, key=key.pk)
    return package
