"""Opening a package: checked to the last field before a row is written, and everything in one transaction."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.scope import papers
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.notices.addressing import placed
from anxin.notices.arriving import signers, tell
from anxin.notices.models import (
    Carried,
    Delivery,
    FrozenFigure,
    Notice,
    NoticeAddressee,
    NoticeItem,
    NoticeParagraph,
    NoticeState,
    Report,
    ReportSection,
    State,
)
from anxin.notices.models.packages import Package, PackageKey, PackageKind, Way
from anxin.notices.packages.container import Sealed, read, unseal
from anxin.notices.packages.contents import answer_read, notice_read, receipt_read, report_read
from anxin.notices.packages.faults import BadPackage
from anxin.notices.packages.keys import grouped
from anxin.notices.queries import last_accepted, on_the_way

from .composing import Attached, keep_attachment, next_number
from .deadlines import keep_days
from .packing import check_may_pass, content_hash, document_of, issuer_of, limits
from .receiving import receive_carried
from .sending import note_delivery, settle

FROM = {
    PackageKind.NOTICE: Way.ABOVE,
    PackageKind.REPORT: Way.BELOW,
    PackageKind.ANSWER: Way.ABOVE,
    PackageKind.RECEIPT: Way.BELOW,
}
UNKNOWN_KIND = "application/octet-stream"  # of a file from elsewhere: a browser only saves it
Pieces = dict[str, Any]


@dataclass(frozen=True)
class Opened:
    """What came of it; ``again``: it stood here before, and nothing was done."""

    package: Package
    again: bool


@transaction.atomic
def open_package(*, by: Post, package: bytes) -> Opened:
    """Take in what a package holds. Refused (BadPackage says where it is faulty) leaves nothing behind; the
    same package, or the same words in another one, changes nothing."""
    check_may_pass(by)
    sealed = read(package, limits())
    signer, own = _keys(sealed)
    content = unseal(sealed, signer=signer.public, own=own.secret, limits=limits())
    seen = _seen_before(sealed, signer, content_hash(content))
    if seen is not None:
        return Opened(seen, again=True)
    kind = PackageKind(sealed.head.kind)
    if signer.way != FROM[kind]:
        raise BadPackage("kind")
    with papers(*by.area):
        taken = _taken(kind, by, signer, content)
    made = Package.objects.create(
        id=sealed.head.id, inward=True, kind=kind, key=signer, unit=by.unit, record=taken.pk,
        document=_number(taken), content=content_hash(content), made_at=sealed.head.made, by=by,
    )  # fmt: skip
    record("packages.opened", by=by, on=made, path=by.unit.path, kind=kind, key=signer.pk, of=taken.pk)
    return Opened(made, again=False)


@transaction.atomic
def note_refused(*, by: Post, fault: BadPackage) -> None:
    """That somebody tried to open a package which was refused, and why: a forged one is worth knowing of."""
    record("packages.refused", by=by, path=by.unit.path, result="refused", code=fault.code)


def _taken(kind: PackageKind, by: Post, signer: PackageKey, content: Pieces) -> Notice | Report:
    """What the package makes here; the database has the last word on whether it holds together."""
    try:
        with transaction.atomic():
            return TAKES[kind](by, signer, content)
    except (IntegrityError, DataError):
        raise BadPackage("content", place=kind) from None


def _keys(sealed: Sealed) -> tuple[PackageKey, PackageKey]:
    """Who signed, locked: two openings of one sender come after the other; and whom it is for."""
    head = sealed.head
    own = PackageKey.objects.own().filter(fingerprint=head.recipient).first()
    if own is None:
        raise BadPackage("for_another", fingerprint=grouped(head.recipient[:32]))
    known = PackageKey.objects.partners().filter(trusted_at__isnull=False, fingerprint=head.sender)
    signer = known.select_for_update(of=["self"]).select_related("unit").first()
    if signer is None:
        raise BadPackage("unknown_signer", fingerprint=grouped(head.sender[:32]))
    if signer.ended_at is not None:
        raise BadPackage("ended_signer", fingerprint=grouped(head.sender))
    return signer, own


def _seen_before(sealed: Sealed, signer: PackageKey, content: str) -> Package | None:
    earlier = Package.objects.filter(inward=True, key=signer)
    same = earlier.filter(pk=sealed.head.id).first()
    if same is not None and same.content != content:
        raise Refused(
            "packages.number_used",
            _("Another package with the number of this one was opened before. Have it packed anew."),
        )
    return same or earlier.filter(kind=sealed.head.kind, content=content).first()


def _take_notice(by: Post, _signer: PackageKey, content: Pieces) -> Notice:
    """Put the notice into the register as it stands above, and before one's own unit, to be signed for.
    Passing it down is the next step, by a person."""
    pieces = notice_read(content)
    head = pieces["notice"]
    if _known(head) is not None:
        raise Refused(
            "packages.notice_stands",
            _("This notice stands here already with other words. Ask the sender which of the two holds."),
        )
    notice = Notice.objects.create(**head, number=next_number(), state=NoticeState.ISSUED)
    paragraphs = [NoticeParagraph(notice=notice, **one) for one in pieces["paragraphs"]]
    NoticeParagraph.objects.bulk_create(paragraphs)
    by_order = {one.order: one for one in paragraphs}
    NoticeItem.objects.bulk_create(
        NoticeItem(notice=notice, paragraph=by_order.get(place), **one)
        for one, place in zip(pieces["items"], pieces["places"], strict=True)
    )
    NoticeAddressee.objects.bulk_create(NoticeAddressee(notice=notice, **one) for one in pieces["addressees"])
    for one in pieces["attachments"]:
        keep_attachment(
            by=by, notice=notice, order=one["order"],
            said=Attached(one["title"], one["name"], UNKNOWN_KIND, io.BytesIO(one["data"])),
        )  # fmt: skip
    keep_days(notice, {one["level"]: one["day"] for one in pieces["days"]})
    _deliver_here(notice, by)
    return notice


def _deliver_here(notice: Notice, by: Post) -> None:
    """The unit that opened the package has the notice before it, as from a unit above; nobody else has."""
    here = placed(Unit.objects.filter(pk=by.unit_id)).values("place", "row").get()  # type: ignore[misc]  # annotated by placed
    Delivery.objects.create(
        notice=notice, unit=by.unit, path=here["place"], level=here["row"], delivered_at=now()
    )
    tell(notice, signers([by.unit_id]).exclude(pk=by.pk))


def _take_report(by: Post, signer: PackageKey, content: Pieces) -> Report:
    """Put the report before the level above, as if it had been sent up here."""
    pieces = report_read(content)
    unit, about = (_unit_of(signer, pieces[name]) for name in ("unit", "about"))
    head = pieces["report"]
    same_number = {name: head[name] for name in ("mark", "year", "serial")}
    if Report.objects.filter(unit=unit, **same_number).exists():
        raise Refused(
            "packages.report_stands",
            _(
                "A report with this number stands here with other words. Ask the sender which of the two"
                " holds."
            ),
        )
    moment = now()
    report = Report(
        **head, path=unit.path, notice=_notice_of(pieces), unit=unit, about=about, to_unit=by.unit,
        state=State.SENT, made_by=by, made_at=moment, sent_by=by, sent_at=moment,
    )  # fmt: skip
    _take_the_round(report)
    report.save(force_insert=True)
    note_delivery(report, moment)
    rows: Pieces = {"report": report, "path": unit.path}
    ReportSection.objects.bulk_create(ReportSection(**rows, **one) for one in pieces["sections"])
    FrozenFigure.objects.bulk_create(FrozenFigure(**rows, **one) for one in pieces["figures"])
    return report


def _take_the_round(report: Report) -> None:
    """Rounds are counted where reports are accepted: one waits at a time, the next follows the last one."""
    waiting = on_the_way(report.unit, report.notice)
    if waiting is not None:
        raise Refused(
            "packages.waits_here",
            _(
                "Report %(number)s of this unit on this notice waits here. Accept or return that one first,"
                " then open the package again."
            ),
            number=waiting.number,
        )
    report.before = last_accepted(report)
    report.round = report.before.round + 1 if report.before else 1


def _take_answer(by: Post, _signer: PackageKey, content: Pieces) -> Report:
    """What became above of a report of this unit: it is settled here as it was there."""
    pieces = answer_read(content)
    said = pieces["report"]
    number = {name: said[name] for name in ("mark", "year", "serial")}
    mine = Report.objects.select_for_update(of=["self"]).filter(
        about=by.scope_root, unit__code=pieces["unit"]
    )
    report = mine.filter(**number, state=State.SENT).first()
    if report is None:
        raise Refused(
            "packages.report_unknown",
            _("The answer is to a report that your unit has not sent up, or that was answered before."),
        )
    report.reason = said["reason"]
    settle(report, by, State(said["state"]))
    if report.state == State.RETURNED:
        note_delivery(report, None)
    return report


def _take_receipt(by: Post, signer: PackageKey, content: Pieces) -> Notice:
    """A unit of another network has signed for a notice of ours: it stands as signed in our cascade too, and
    beside it how many did below, by number. The later count takes the place of an earlier one."""
    pieces = receipt_read(content)
    unit, notice, head = _unit_of(signer, pieces["unit"]), _notice_of(pieces), pieces["receipt"]
    delivery = Delivery.objects.of(unit).filter(notice=notice).first()
    if delivery is None:
        raise Refused(
            "packages.not_sent_out",
            _("This notice was not sent out from here to %(unit)s: nothing here waits for its receipt."),
            unit=unit.name,
        )
    standing = Carried.objects.filter(notice=notice, unit=unit)
    if standing.filter(as_of__gt=head["as_of"]).exists():
        raise Refused(
            "packages.receipt_older",
            _("A later receipt of this unit was opened already; this one would take its numbers back."),
        )
    if any(one["level"] <= delivery.level for one in pieces["levels"]):
        raise BadPackage("content", place="levels")
    receive_carried(by=by, delivery=delivery, at=pieces["signed"])
    standing.delete()
    Carried.objects.bulk_create(Carried(notice=notice, unit=unit, **head, **one) for one in pieces["levels"])
    return notice


TAKES: dict[PackageKind, Callable[[Post, PackageKey, Pieces], Notice | Report]] = {
    PackageKind.NOTICE: _take_notice,
    PackageKind.REPORT: _take_report,
    PackageKind.ANSWER: _take_answer,
    PackageKind.RECEIPT: _take_receipt,
}


def _unit_of(signer: PackageKey, code: str) -> Unit:
    """The unit of our tree that the package names, within the part that its signer answers for."""
    assert signer.unit is not None  # the database holds it for keys from below
    found = Unit.objects.under(signer.unit.path).filter(code=code).first()
    if found is None:
        raise Refused(
            "packages.unit_unknown",
            _(
                "The package is of the unit with the code %(unit)s, which is not in the part of the tree that"
                " this key stands for. Have the code compared, or the unit added."
            ),
            unit=code,
        )
    return found


def _notice_of(pieces: Pieces) -> Notice:
    found = _known(pieces["notice"])
    if found is None:
        raise Refused(
            "packages.notice_unknown",
            _("The package answers a notice that is not in the register here. Issue that notice first."),
        )
    return found


def _known(named: Pieces) -> Notice | None:
    """The notice here that bears this number of this issuer; the first one is known as the first."""
    issued = Notice.objects.issued().select_related("unit")
    if not named["mark"] and not named["is_first"]:
        return None
    if named["is_first"]:
        return issued.filter(is_first=True).first()
    numbered = issued.filter(mark=named["mark"], year=named["year"], serial=named["serial"])
    return next((one for one in numbered if issuer_of(one) == named["issuer"]), None)


def _number(taken: Notice | Report) -> str:
    if isinstance(taken, Report):
        return taken.number
    return document_of(taken)
