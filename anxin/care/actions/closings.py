"""Closing the care of a family (归档): a clerk asks, a leader decides, and it may be taken up again."""

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.care.closing import still_open
from anxin.care.events import FamilySideChanged
from anxin.care.models import CLOSING_MOVES, Closing, ContactLeader, Duty, Responsibility, check
from anxin.families.actions import end_standing, shut, take_up
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.access.actions import withdraw
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .handover import stand_in
from .passing import end_with_care
from .responsibility import CARD, CONTACT, replace

State = Closing.State


@transaction.atomic
def ask_closing(
    *,
    by: Post,
    household: Household,
    reason: str,
    outcome: str,
    follow_up_by: Post | None = None,
    follow_up: str = "",
) -> Closing:
    """Ask a leader to close the care of a family: why, what came of it. What is still open is settled first,
    or carried to somebody by name with what he is to do."""
    if household.status != Status.OPEN:
        raise Refused("families.not_in_use", _("This card is not in use any more."))
    if not outcome.strip():
        raise Refused("care.outcome_missing", _("Say what came of it: how the family stands today."))
    if Closing.objects.filter(household=household).waiting().exists():
        raise Refused("care.closing_asked", _("This waits for a leader's approval already."))
    _check_decided(household)
    carried = _carried(household, follow_up_by, follow_up)
    made = Closing.objects.create(
        household=household, path=household.path, reason=reason, outcome=outcome.strip(), carried=carried,
        follow_up_by=follow_up_by, follow_up=follow_up.strip(), asked_by=by, asked_at=now(),
    )  # fmt: skip
    record("care.closing_asked", by=by, on=made, reason=reason, carried=carried)
    return made


def _check_decided(household: Household) -> None:
    """Other things are carried on by somebody; a decision is not, since a closed card reminds nobody."""
    if Duty.objects.filter(household=household).undecided().exists():
        raise Refused(
            "care.closing_undecided",
            _("A decision on a date ahead is not made and confirmed yet. Decide it on the card, then close."),
        )


def _carried(household: Household, follow_up_by: Post | None, follow_up: str) -> int:
    """How many open things are carried on; refused where they are left to nobody."""
    left = still_open(household)
    if left and (follow_up_by is None or not follow_up.strip()):
        raise Refused(
            "care.closing_leaves_something",
            _("Still open: %(what)s. Settle these, or name who follows them up and what is to be done."),
            what=gettext("; ").join(map(str, left)),
        )
    return sum(one.n for one in left)


@transaction.atomic
def approve_closing(*, by: Post, closing: Closing) -> Closing:
    """Close the care of the family from today: nobody is prompted any more, what was given of the card ends,
    and whoever is in charge of the work answers if the family comes back."""
    held = _locked(closing)
    _check_decider(by, held)
    check(CLOSING_MOVES, held.state, State.APPROVED, by=by)
    _check_decided(held.household)
    held.carried = _carried(held.household, held.follow_up_by, held.follow_up)
    household = shut(held.household, by=by, on=today())
    _let_go(by, household)
    held.state, held.closed_on = State.APPROVED, today()
    held.decided_by, held.decided_at = by, now()
    held.save(update_fields=["state", "closed_on", "carried", "decided_by", "decided_at"])
    record("care.closing_approved", by=by, on=held, reason=held.reason)
    publish(FamilySideChanged([household.pk]))
    return held


def _let_go(by: Post, household: Household) -> None:
    """The named people's duty ends with the care, and with it what they see of the card; so does a handover
    that was to give it to somebody else."""
    end_with_care(by=by, household=household)
    old = Responsibility.objects.select_for_update().get(household=household, until=None)
    _stand_in_for(old, household, resting=True)
    for holder in filter(None, (old.responsible_id, old.deputy_id)):
        withdraw(by=by, holder=holder, record_id=household.pk, part=CARD)
    end_standing(household, [one for one in (old.responsible_id, old.deputy_id) if one])
    for contact in ContactLeader.objects.filter(household=household, until=None):
        withdraw(by=by, holder=contact.post_id, record_id=household.pk, part=CONTACT)
    ContactLeader.objects.filter(household=household, until=None).update(until=today())


def _stand_in_for(old: Responsibility, household: Household, *, resting: bool) -> None:
    who, deputy = stand_in(household.unit)
    new = Responsibility(
        household=household, path=household.path, since=now(), unassigned=True, resting=resting,
        responsible=who, deputy=deputy,
    )  # fmt: skip
    replace(old, new)


@transaction.atomic
def refuse_closing(*, by: Post, closing: Closing, why: str) -> Closing:
    """Do not approve it, and say why: the care goes on."""
    held = _locked(closing)
    _check_decider(by, held)
    check(CLOSING_MOVES, held.state, State.REFUSED, by=by, reason=why)
    held.state, held.decided_by, held.decided_at, held.decided_why = State.REFUSED, by, now(), why.strip()
    held.save(update_fields=["state", "decided_by", "decided_at", "decided_why"])
    record("care.closing_refused", by=by, on=held)
    return held


@transaction.atomic
def take_back_closing(*, by: Post, closing: Closing) -> Closing:
    """Take the request back before it was decided."""
    held = _locked(closing)
    check(CLOSING_MOVES, held.state, State.WITHDRAWN, by=by)
    held.state = State.WITHDRAWN
    held.save(update_fields=["state"])
    record("care.closing_taken_back", by=by, on=held)
    return held


@transaction.atomic
def reopen(*, by: Post, closing: Closing, why: str) -> Closing:
    """Take the care of a family up again, with the reason; what was before stays as it was. Whoever is in
    charge of the work answers from this instant until somebody is named."""
    held = _locked(closing)
    check(CLOSING_MOVES, held.state, State.REOPENED, by=by, reason=why)
    household = take_up(held.household, by=by)
    old = Responsibility.objects.select_for_update().get(household=household, until=None)
    _stand_in_for(old, household, resting=False)
    held.state, held.reopened_by, held.reopened_at, held.reopened_why = State.REOPENED, by, now(), why.strip()
    held.save(update_fields=["state", "reopened_by", "reopened_at", "reopened_why"])
    record("care.reopened", by=by, on=held)
    publish(FamilySideChanged([household.pk]))
    return held


def _locked(closing: Closing) -> Closing:
    rows = Closing.objects.select_for_update(of=("self",))
    return rows.select_related("household__unit", "asked_by", "follow_up_by").get(pk=closing.pk)


def _check_decider(by: Post, held: Closing) -> None:
    """A leader whose scope holds the family, and never the person who asked, in whatever post."""
    lo, hi = by.bounds
    if not lo <= held.path < hi:
        raise Refused("care.not_yours_to_close", _("Only a leader of the unit that keeps this card decides."))
    asker = held.asked_by.account
    if by.acting is not None and asker is not None and by.acting.is_same_human(asker):
        raise Refused(
            "access.same_person", _("Somebody else must decide: nobody agrees to their own request.")
        )
