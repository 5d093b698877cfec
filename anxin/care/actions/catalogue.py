"""The standing catalogue of measures: written, signed by the departments, in force, ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from anxin.care.models import ENTRY_MOVES, CatalogueEntry, CatalogueSignature, DepartmentContact, check
from anxin.families.dictionary import Theme
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

S = CatalogueEntry.State


@dataclass(frozen=True)
class Agreed:
    """What an entry says: the department that does it, for which theme, what, on what ground."""

    desk: Unit
    theme: Theme | str
    title: str
    text: str
    ground: str


def _check_scope(by: Post, unit: Unit) -> None:
    lo, hi = by.bounds
    if not lo <= unit.path < hi:  # the catalogue is not under row security, so the act itself must look
        raise Refused("care.unit_out_of_scope", _("This unit lies outside the scope of the post you act in."))


@transaction.atomic
def write_entry(
    *, by: Post, said: Agreed, signers: Iterable[Unit], after: CatalogueEntry | None = None
) -> CatalogueEntry:
    """Write a draft for the place of ``by``: a new number, or the next version of ``after``. The department
    that does it always signs; ``signers``: who signs besides."""
    _check_scope(by, said.desk)
    place = Unit.objects.select_for_update().get(pk=after.unit_id if after else by.scope_root_id)
    _check_scope(by, place)
    entry = CatalogueEntry.objects.create(
        unit=place, **_number(place, after), **vars(said), entered_by=by, entered_at=now()
    )
    desks = {one.pk: one for one in (said.desk, *signers)}
    CatalogueSignature.objects.bulk_create(
        CatalogueSignature(entry=entry, desk=desk) for desk in desks.values()
    )
    record("care.entry_written", by=by, path=place.path, entry=entry.pk, number=entry.mark)
    return entry


def _number(place: Unit, after: CatalogueEntry | None) -> dict[str, int]:
    """The next number of a place, or the next version of a number; one version is worked on at a time."""
    mine = CatalogueEntry.objects.filter(unit=place)
    if after is None:
        return {"number": (mine.aggregate(n=Max("number"))["n"] or 0) + 1, "version": 1}
    versions = mine.filter(number=after.number)
    if versions.filter(state__in=(S.DRAFT, S.SIGNING)).exists():
        raise Refused(
            "care.version_under_way", _("A newer version is being worked on already. Go on with that one.")
        )
    return {"number": after.number, "version": (versions.aggregate(n=Max("version"))["n"] or 0) + 1}


def _move(entry: CatalogueEntry, to: str, *, by: Post, reason: str = "", **values: object) -> CatalogueEntry:
    entry = CatalogueEntry.objects.select_for_update().select_related("unit").get(pk=entry.pk)
    _check_scope(by, entry.unit)
    check(ENTRY_MOVES, entry.state, to, by=by, reason=reason)
    for name, value in {"state": to, "reason": reason, **values}.items():
        setattr(entry, name, value)
    entry.save(update_fields=["state", "reason", *values])
    return entry


@transaction.atomic
def put_out(*, by: Post, entry: CatalogueEntry) -> CatalogueEntry:
    """Put a draft out for signing. From now on its words do not change."""
    entry = _move(entry, S.SIGNING, by=by)
    record("care.entry_put_out", by=by, path=entry.unit.path, entry=entry.pk)
    return entry


@transaction.atomic
def sign_entry(*, by: Post, entry: CatalogueEntry, desk: Unit, on: date) -> CatalogueSignature:
    """Note that a department's contact signed the paper on a day. The contact is the one of that day."""
    entry = CatalogueEntry.objects.select_for_update().select_related("unit").get(pk=entry.pk)
    _check_scope(by, entry.unit)
    signature = CatalogueSignature.objects.filter(entry=entry, desk=desk, signed_on=None).first()
    if entry.state != S.SIGNING or signature is None:
        raise Refused("care.nothing_to_sign", _("This department has no signature open on this entry."))
    contact = DepartmentContact.objects.on(on).filter(desk=desk).first()
    if on > today():
        raise Refused("care.day_ahead", _("The day lies in the future."))
    if contact is None:
        raise Refused(
            "care.no_contact_that_day",
            _("This department had no named contact on that day. Name its contact first."),
        )
    signature.contact, signature.signed_on, signature.noted_by = contact, on, by
    signature.save(update_fields=["contact", "signed_on", "noted_by"])
    record("care.entry_signed", by=by, path=entry.unit.path, entry=entry.pk, desk=desk.pk, day=on)
    return signature


@transaction.atomic
def bring_into_force(*, by: Post, entry: CatalogueEntry, since: date) -> CatalogueEntry:
    """Let an entry that all have signed hold from a day on, today at the earliest; the version before it
    ends on that day."""
    if since < today():
        raise Refused("care.day_past", _("An entry comes into force today at the earliest."))
    entry = CatalogueEntry.objects.select_related("unit").get(pk=entry.pk)
    missing = entry.signatures.filter(signed_on=None).select_related("desk")
    if missing:
        raise Refused(
            "care.signatures_missing",
            _("Not signed yet: %(who)s. Note their signatures first."),
            who="、".join(one.desk.label for one in missing),
        )
    mine = CatalogueEntry.objects.filter(unit=entry.unit, number=entry.number, state=S.IN_FORCE)
    if mine.filter(since__gt=since).exists():
        raise Refused(
            "care.later_version_waits", _("The version before it begins later than that. Choose a later day.")
        )
    mine.in_force(since).update(until=since)
    entry = _move(entry, S.IN_FORCE, by=by, since=since)
    record("care.entry_in_force", by=by, path=entry.unit.path, entry=entry.pk, since=since)
    return entry


@transaction.atomic
def withdraw_entry(*, by: Post, entry: CatalogueEntry, reason: str) -> CatalogueEntry:
    """Give up an entry that is not in force yet."""
    entry = _move(entry, S.WITHDRAWN, by=by, reason=reason)
    record("care.entry_withdrawn", by=by, path=entry.unit.path, entry=entry.pk)
    return entry


@transaction.atomic
def end_entry(*, by: Post, entry: CatalogueEntry, reason: str) -> CatalogueEntry:
    """Let an entry end today without a newer version. Measures that cite it stand."""
    entry = CatalogueEntry.objects.select_for_update().select_related("unit").get(pk=entry.pk)
    _check_scope(by, entry.unit)
    if not reason.strip():
        raise Refused("lifecycle.reason_missing", _("Say why: whoever reads this later must understand it."))
    if not entry.holds:
        raise Refused(
            "care.entry_not_in_force", _("This entry of the catalogue is not in force. Choose another one.")
        )
    entry.until, entry.reason = today(), reason
    entry.save(update_fields=["until", "reason"])
    record("care.entry_ended", by=by, path=entry.unit.path, entry=entry.pk)
    return entry
