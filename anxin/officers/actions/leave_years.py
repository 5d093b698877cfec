"""The facts of an officer's leave year, how it was settled, and that the extra pay was paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.officers.models import HALF, LeaveYear, Officer, TalkOccasion, rest_at
from anxin.officers.reckoning import Standing, standings

from .talks import raise_occasion

TOLD = ("entitled_days", "left_halves", "open_halves")


@dataclass(frozen=True)
class YearFacts:
    """What the law asks about one year; None where it is not known. ``annual_pay_fen``: pay of the year that
    counts (办法 art 8), without housing and car money."""

    continuous: bool | None = None
    vacation_days: int | None = None
    personal_days: int | None = None
    sick_months: int | None = None
    annual_pay_fen: int | None = None


USUAL = YearFacts(continuous=True, vacation_days=0, personal_days=0, sick_months=0)


@transaction.atomic
def note_leave_year(*, by: Post, officer: Officer, year: int, facts: YearFacts) -> LeaveYear:
    """Note the facts of an officer's year and reckon the leave anew. More months of sick leave in the year
    that runs ask for a talk; how many is told to nobody."""
    held = _locked(officer, year)
    if held is not None and held.settled_on:
        raise settled_already()
    before = (held.sick or 0) if held else 0
    kept, _made = LeaveYear.objects.update_or_create(
        officer=officer, year=year, defaults={"path": officer.path, **_columns(facts)}
    )
    keep_years([officer], year)
    if year == today().year and (facts.sick_months or 0) > before:
        raise_occasion(by, officer, TalkOccasion.Kind.ILLNESS, today())
    record("officers.leave_year_noted", by=by, on=kept, year=year)
    kept.refresh_from_db()
    return kept


@transaction.atomic
def confirm_usual_year(*, by: Post, unit: Unit, officers: Iterable[Officer], year: int) -> int:
    """Confirm for the officers of a unit of whose year nothing is noted that it was an ordinary one: worked
    without a break, no school vacation, no personal and no sick leave that counts. Returns how many."""
    people = list(officers)
    noted = LeaveYear.objects.filter(officer__in=people, year=year).exclude(
        continuous=None, vacation_days=None, personal_days=None, sick_months=""
    )
    known = set(noted.values_list("officer", flat=True))
    fresh = [one for one in people if one.pk not in known]
    usual = {name: value for name, value in _columns(USUAL).items() if value is not None}
    there = LeaveYear.objects.filter(officer__in=fresh, year=year)
    held = set(there.values_list("officer", flat=True))
    there.update(**usual)
    LeaveYear.objects.bulk_create(
        LeaveYear(officer=one, path=one.path, year=year, **usual) for one in fresh if one.pk not in held
    )
    keep_years(fresh, year)
    record("officers.usual_years_confirmed", by=by, path=unit.path, unit=unit.pk, year=year, count=len(fresh))
    return len(fresh)


def _columns(facts: YearFacts) -> dict[str, object]:
    """The facts as they are stored: how long somebody was ill lies encrypted, and so as text."""
    return vars(facts) | {"sick_months": "" if facts.sick_months is None else str(facts.sick_months)}


@transaction.atomic
def settle_leave_year(
    *, by: Post, officer: Officer, year: int, reason: str = "", words: str = "", carried_on_days: int = 0
) -> LeaveYear:
    """Close a year: why days were not taken, and how many go into the next one. Days that the unit could not
    arrange and that are not carried on are paid; what they come to is kept with the year."""
    kept = _locked(officer, year)
    if kept is None or not kept.facts_known:
        raise Refused(
            "officers.leave_facts_missing",
            _("The facts of this year are not complete. Note them first; then the days can be told."),
        )
    if kept.settled_on:
        raise settled_already()
    _check_settling(standings([officer], year)[officer.pk], reason, carried_on_days)
    kept.untaken_reason, kept.untaken_words, kept.carried_on_days = reason, words, carried_on_days
    kept.settled_on = today()
    kept.save(update_fields=["untaken_reason", "untaken_words", "carried_on_days", "settled_on"])
    kept.extra_fen = standings([officer], year)[officer.pk].answer.untaken_pay_fen
    kept.save(update_fields=["extra_fen"])
    keep_years([officer], year)
    if LeaveYear.objects.filter(officer=officer, year=year + 1).exists():
        keep_years([officer], year + 1)
    record(
        "officers.leave_year_settled", by=by, on=kept, year=year, reason=reason, carried_on=carried_on_days
    )
    return kept


def _check_settling(standing: Standing, reason: str, carried_on_days: int) -> None:
    if standing.left and not reason:
        raise Refused("officers.untaken_why", _("Days are left. Say why they were not taken."))
    own = min((standing.left or 0) // HALF, standing.entitled_days or 0)  # art 5: carried once, not twice
    if carried_on_days > own:
        raise Refused(
            "officers.carried_too_many",
            _("No more days can be carried on than are left of this year's own; days are carried once only."),
        )
    if carried_on_days and not rest_at(standing.officer.path).carry_over:
        raise Refused(
            "officers.no_carrying_over",
            _("This unit carries no leave into the next year. Its rule stands under 'How units keep it'."),
        )


@transaction.atomic
def note_extra_paid(*, by: Post, officer: Officer, year: int, on: date) -> LeaveYear:
    """Note that the extra pay for untaken days of a year was paid."""
    kept = _locked(officer, year)
    if kept is None or not kept.extra_fen or kept.paid_on:
        raise Refused("officers.nothing_to_pay", _("No extra pay is open for this year."))
    if on > today():
        raise Refused("officers.day_ahead", _("The day lies in the future."))
    kept.paid_on = on
    kept.save(update_fields=["paid_on"])
    record("officers.extra_pay_noted", by=by, on=kept, year=year, day=on)
    return kept


def keep_years(officers: Iterable[Officer], year: int) -> None:
    """Keep what the calculation says now with each officer's year. Part of every act that changes it, and of
    the nightly upkeep, since a tier may rise with the month. May run twice."""
    told = standings(officers, year)
    held = {one.officer_id: one for one in LeaveYear.objects.filter(officer__in=list(told), year=year)}
    changed = []
    for pk, standing in told.items():
        kept = held.get(pk) or LeaveYear(officer=standing.officer, path=standing.officer.path, year=year)
        if _keep(kept, standing) or pk not in held:
            changed.append(kept)
    LeaveYear.objects.bulk_create([one for one in changed if one.officer_id not in held])
    LeaveYear.objects.bulk_update([one for one in changed if one.officer_id in held], TOLD, batch_size=500)


def _keep(kept: LeaveYear, standing: Standing) -> bool:
    """Put into the row what was told; was it something new? Carried on and settled, nothing is open."""
    open_halves = 0 if kept.settled_on and standing.open is not None else standing.open
    values = (standing.entitled_days, standing.left, open_halves)
    before = tuple(getattr(kept, name) for name in TOLD)
    for name, value in zip(TOLD, values, strict=True):
        setattr(kept, name, value)
    return before != values


def _locked(officer: Officer, year: int) -> LeaveYear | None:
    return LeaveYear.objects.select_for_update().filter(officer=officer, year=year).first()


def settled_already() -> Refused:
    """What is said of a year that was closed."""
    return Refused(
        "officers.leave_year_settled",
        _("This year has been settled. What came to light later is noted in the year in which it is found."),
    )
