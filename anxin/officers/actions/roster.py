"""Entering officers, saying where they stand, and letting them go."""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.families.pinyin import sort_key
from anxin.ground.access.models import Account, Post
from anxin.ground.access.rights import Role
from anxin.ground.database.fields import digest
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.officers.models import Frontline, Leaving, Officer, TalkOccasion

from .gone import reopen_requests
from .leave_ends import end_leave, restore_leave
from .talks import raise_occasion


@dataclass(frozen=True)
class OfficerFacts:
    """What is entered about an officer. ``began_by_month``: the day of beginning is known to the month only,
    and reckoned from its first day."""

    name: str = field(repr=False)
    sex: str = "0"
    born: PartialDate | None = field(default=None, repr=False)
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    post_text: str = ""
    began_work: date | None = None
    began_by_month: bool = False


def columns_of(facts: OfficerFacts) -> dict[str, Any]:
    """The facts as columns, with what is derived from them."""
    told = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return told | {"sort_key": sort_key(facts.name), "id_digest": digest(facts.id_number)}


@transaction.atomic
def add_officer(*, by: Post, unit: Unit, facts: OfficerFacts) -> Officer:
    """Enter an officer of a unit by hand."""
    check_unit(by, unit)
    _check_free(facts)
    officer = Officer.objects.create(unit=unit, path=unit.path, source="hand", **columns_of(facts))
    record("officers.added", by=by, on=officer, unit=unit.pk)
    return officer


@transaction.atomic
def correct_officer(*, by: Post, officer: Officer, unit: Unit, facts: OfficerFacts) -> Officer:
    """Correct what is entered; another unit is a transfer, which takes all of the officer's rows along and
    asks for a talk."""
    check_unit(by, unit)
    _check_free(facts, officer)
    changed = [name for name, value in columns_of(facts).items() if getattr(officer, name) != value]
    for name in changed:
        setattr(officer, name, columns_of(facts)[name])
    is_transfer = officer.unit_id != unit.pk
    changed += ["unit"] if is_transfer else []
    officer.unit, officer.path, officer.source_on = unit, unit.path, today()
    officer.save()
    asked = is_transfer and raise_occasion(by, officer, TalkOccasion.Kind.TRANSFER, today())
    record("officers.corrected", by=by, on=officer, unit=unit.pk, fields=sorted(changed), talk=asked)
    return officer


def check_unit(by: Post, unit: Unit) -> None:
    """The directory of units is not under row security, so the act itself must look."""
    lo, hi = by.bounds
    if not lo <= unit.path < hi:
        raise Refused(
            "officers.unit_out_of_scope", _("This unit lies outside the scope of the post you act in.")
        )


def _check_free(facts: OfficerFacts, officer: Officer | None = None) -> None:
    same = Officer.objects.exclude(id_digest="").filter(id_digest=digest(facts.id_number))
    same = same.exclude(pk=officer.pk) if officer else same
    if same.exists():
        raise Refused(
            "officers.number_twice",
            _("An officer with this identity number is already in the list. Find and correct that record."),
        )


@transaction.atomic
def begin_front(*, by: Post, officer: Officer, since: date, ground: str, place_text: str = "") -> Frontline:
    """Say where an officer stands at the front from a day on; what held until then ends on that day."""
    front = move_front(officer, since, ground, place_text)
    record("officers.front_begun", by=by, on=front, path=officer.path, officer=officer.pk, ground=ground)
    return front


def move_front(officer: Officer, since: date, ground: str, place_text: str) -> Frontline:
    """The step itself, without a journal entry: the ledger does many at once. Raises Refused."""
    Officer.objects.select_for_update().get(pk=officer.pk)
    later = Frontline.objects.filter(officer=officer, since__gte=since)
    if since > today() or not officer.is_at_work:
        raise Refused(
            "officers.front_ahead", _("Only somebody at work stands at the front, from today at the latest.")
        )
    if later.exists() or Frontline.objects.filter(officer=officer, until__gt=since).exists():
        raise Refused(
            "officers.front_overlaps",
            _(
                "On this day or after it another frontline post is on record. Choose a day after it began or"
                " ended."
            ),
        )
    Frontline.objects.filter(officer=officer, until=None).update(until=since)
    return Frontline.objects.create(
        officer=officer, path=officer.path, since=since, ground=ground, place_text=place_text
    )


@transaction.atomic
def end_front(*, by: Post, officer: Officer, until: date) -> Frontline:
    """Say that an officer stands at the front no more: ``until`` is the first day elsewhere."""
    front = Frontline.objects.select_for_update().filter(officer=officer, until=None).first()
    if front is None:
        raise Refused("officers.no_front", _("This officer is not at the front."))
    if not front.since < until <= today():
        raise Refused(
            "officers.front_end",
            _("The first day elsewhere lies after the beginning, and not in the future."),
        )
    front.until = until
    front.save(update_fields=["until"])
    record("officers.front_ended", by=by, on=front, officer=officer.pk)
    return front


@transaction.atomic
def let_go(*, by: Post, officer: Officer, on: date, why: str) -> Officer:
    """Note that somebody is no longer an officer of the unit: ``on`` is the first day after. The front ends
    with it, and so does leave that lies ahead; the record stays for as long as it must be kept."""
    officer = _locked(officer)
    if not officer.is_at_work:
        raise Refused(
            "officers.left_already", _("This officer is not at work any more; look at the list again.")
        )
    if on > today() or (officer.began_work and on < officer.began_work):
        raise Refused("officers.left_ahead", _("The day lies after work began, and not in the future."))
    if officer.fronts.filter(since__gte=on).exists():
        raise Refused(
            "officers.left_before_front",
            _("A frontline post on record begins on that day or later. Check the day of leaving."),
        )
    officer.left_on, officer.left_why, officer.account = on, why, None
    officer.save(update_fields=["left_on", "left_why", "account"])
    officer.fronts.filter(until=None).update(until=on)
    ended = end_leave(by=by, officer=officer, on=on)
    record("officers.left", by=by, on=officer, why=why, leaves=ended)
    return officer


@transaction.atomic
def take_leaving_back(*, by: Post, officer: Officer) -> Officer:
    """Take back that somebody left, noted by mistake: at work as before, at the front where that ended with
    the leaving; leave that ended with it stands again, and requests closed since wait again. The account is
    joined anew by hand, since it may open another record by now. A death is taken back on its own page
    (``withdraw_death``)."""
    officer = _locked(officer)
    if officer.left_on is None or officer.left_why == Leaving.DIED:
        raise Refused("officers.not_left", _("This officer did not leave; look at the page again."))
    officer.fronts.filter(until=officer.left_on).update(until=None)
    officer.left_on, officer.left_why = None, ""
    officer.save(update_fields=["left_on", "left_why"])
    restore_leave(by=by, officer=officer)
    reopened = reopen_requests(by, officer)
    record("officers.leaving_withdrawn", by=by, on=officer, requests=reopened)
    return officer


def _locked(officer: Officer) -> Officer:
    return Officer.objects.select_for_update(of=("self",)).select_related("unit").get(pk=officer.pk)


@transaction.atomic
def join_account(*, by: Post, officer: Officer, account: Account | None) -> Officer:
    """Join an officer's record to the account that the officer signs in with, or part them (None). Only an
    account with a post of a frontline officer in the same unit: whoever signs in sees this one record."""
    if account is not None:
        own = Post.objects.current().filter(account=account, role=Role.OFFICER, unit=officer.unit)
        if not own.exists():
            raise Refused(
                "officers.no_such_account",
                _(
                    "This account holds no post of a frontline officer in the officer's unit. Have it"
                    " appointed first."
                ),
            )
        if Officer.objects.filter(account=account).exclude(pk=officer.pk).exists():
            raise Refused(
                "officers.account_taken", _("This account is joined to another officer. Part them first.")
            )
    officer.account = account
    officer.save(update_fields=["account"])
    record("officers.account_joined", by=by, on=officer, account=account.pk if account else None)
    return officer


@transaction.atomic
def note_call(*, by: Post, officer: Officer, name: str, phone: str) -> Officer:
    """An officer says whom to call if something happens; only the officer does."""
    if by.account_id is None or officer.account_id != by.account_id:
        raise Refused("officers.not_own", _("Only the officer says whom to call."))
    officer.call_name, officer.call_phone = name, phone
    officer.save(update_fields=["call_name", "call_phone"])
    record("officers.call_noted", by=by, on=officer)
    return officer
