"""Deciding what is done about a need."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.events import FamilySideChanged
from anxin.care.models import MEASURE_MOVES, CatalogueEntry, Measure, Need, check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Domain, Unit

from .in_use import check_in_use
from .needs import meet_if_all_done

NOT_OPEN = {
    False: (
        "care.need_settled",
        _("This need is settled. Take it up again before deciding on a measure."),
    ),
    True: (
        "care.need_not_verified",
        _("This need is not verified yet. Verify it before deciding on a measure."),
    ),
}


def _open(need: Need) -> Need:
    """The need as it stands, locked; refused unless it is open on a card in use."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    if need.state != Need.State.OPEN:
        raise Refused(*NOT_OPEN[need.state == Need.State.FOUND])
    check_in_use(need.household)
    return need


def check_basis(path: str, entry: CatalogueEntry | None, case_by_case: str) -> None:
    """Every measure rests on an entry of the catalogue that is in force at this place today, or says why it
    is decided case by case; never both."""
    if bool(entry) == bool(case_by_case.strip()):
        raise Refused(
            "care.no_basis",
            _("Cite an entry of the standing catalogue, or say why this is decided case by case; not both."),
        )
    if entry and not CatalogueEntry.objects.in_force(today()).for_path(path).filter(pk=entry.pk).exists():
        raise Refused(
            "care.entry_not_in_force", _("This entry of the catalogue is not in force. Choose another one.")
        )


@transaction.atomic
def decide_measure(
    *,
    by: Post,
    need: Need,
    words: str,
    due: date,
    ground: str,
    domain: Domain | str = "",
    unit: Unit | None = None,
    amount_fen: int | None = None,
    entry: CatalogueEntry | None = None,
    case_by_case: str = "",
) -> Measure:
    """Decide on a measure: who carries it out (one of the five departments, or any unit), what, on what
    ground, by when, and the sum in fen if it is money. It cites an entry of the standing catalogue, or says
    in ``case_by_case`` why it was decided for this family alone."""
    need = _open(need)
    if not domain and unit is None:
        raise Refused(
            "care.nobody_carries_it_out", _("Choose the department or the unit that carries this out.")
        )
    check_basis(need.path, entry, case_by_case)
    measure = Measure.objects.create(
        need=need, household=need.household, path=need.path, domain=domain or (unit.domain if unit else ""),
        unit=unit, words=words, amount_fen=amount_fen, ground=ground, due=due, entry=entry,
        case_by_case=case_by_case, decided_by=by, decided_at=now(),
    )  # fmt: skip
    record("care.measure_decided", by=by, on=measure, domain=measure.domain, due=due)
    publish(FamilySideChanged([measure.household_id]))
    return measure


@transaction.atomic
def decide_none(*, by: Post, need: Need, reason: str) -> Measure:
    """Decide that there is no measure for this need, and say why."""
    need = _open(need)
    if not reason.strip():
        raise Refused("care.reason_missing", _("Say why there is no measure."))
    measure = Measure.objects.create(
        need=need, household=need.household, path=need.path, state=Measure.State.NONE,
        reason=reason, decided_by=by, decided_at=now(),
    )  # fmt: skip
    record("care.no_measure", by=by, on=measure)
    return measure


def move_measure(
    measure: Measure,
    to: Measure.State,
    *,
    by: Post,
    reason: str = "",
    proof: str = "",
    unit: Unit | None = None,
) -> Measure:
    """Move a measure to another state by its table, under lock; done measures get their day and proof."""
    measure = Measure.objects.select_for_update().get(pk=measure.pk)
    check(MEASURE_MOVES, measure.state, to, by=by, reason=reason or proof)
    measure.state = to
    measure.reason = reason
    if to == Measure.State.DONE:
        measure.proof, measure.done_on = proof, today()
    if unit is not None:
        measure.unit, measure.domain = unit, unit.domain or measure.domain
    measure.save(update_fields=["state", "reason", "proof", "done_on", "unit", "domain"])
    publish(FamilySideChanged([measure.household_id]))
    return measure


@transaction.atomic
def complete_measure(*, by: Post, measure: Measure, proof: str) -> Measure:
    """Record that a measure was done without a request to a desk, with its proof; the last meets the need."""
    measure = move_measure(measure, Measure.State.DONE, by=by, proof=proof)
    met = meet_if_all_done(measure.need)
    record("care.measure_done", by=by, on=measure, need_met=met)
    return measure


@transaction.atomic
def give_up_measure(*, by: Post, measure: Measure, reason: str) -> Measure:
    """Turn a planned or returned measure into "no measure", with the reason."""
    measure = move_measure(measure, Measure.State.NONE, by=by, reason=reason)
    met = meet_if_all_done(measure.need)
    record("care.no_measure", by=by, on=measure, need_met=met)
    return measure
