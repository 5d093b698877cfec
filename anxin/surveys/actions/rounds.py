"""Acts on survey rounds: opened by a notice, begun, sent in or reported nil, accepted or returned."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Account, Post
from anxin.ground.access.reach import counting
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.messages.outbox import send_each
from anxin.ground.units.asked import WorkAsked
from anxin.ground.units.models import Unit
from anxin.surveys.found import count_found
from anxin.surveys.models import ANSWER_MOVES, Answer, AnswerState, AnswerStep, Round


def open_round(asked: WorkAsked) -> Round:
    """Open the round that a notice asks for, in the act that issues the notice and with its journal entry.
    Whoever answers for a place that it asks is told."""
    assert asked.since is not None
    assert asked.due is not None
    made = Round.objects.create(
        id=asked.item, path=asked.path, unit_id=asked.unit, paper=asked.paper, words=asked.words,
        since=asked.since, due=asked.due, lines=[line.stored() for line in asked.lines],
        above=Round.objects.filter(pk=asked.above).first() if asked.above else None,
    )  # fmt: skip
    _tell(made)
    return made


def _tell(round_: Round) -> None:
    """Asked post by post whether the round asks its place: of people there are few, of places 650,000."""
    asked = Exists(round_.places().filter(pk=OuterRef("scope_root")))
    answering = Post.objects.current().who_may("surveys.answer").with_papers().filter(asked)
    send_each(answering, "surveys.to_answer", link=reverse("surveys:rounds:round", args=[round_.pk]))


@transaction.atomic
def begin(*, by: Post, round_: Round, unit: Unit) -> Answer:
    """Note that a place has begun. Begun twice it stays as it is. Raises Refused."""
    answer = _answer(by, round_, unit)
    record("surveys.answer_begun", by=by, on=answer, round=round_.pk)
    return answer


@transaction.atomic
def send(*, by: Post, round_: Round, unit: Unit, signatory: str, nil: bool = False) -> Answer:
    """Send a place's answer in, with the leader's name behind it: the numbers are those of the register at
    this instant. ``nil``: nobody died there since; refused while the register holds somebody, and an answer
    that is not nil is refused while it holds nobody. Raises Refused."""
    answer = _answer(by, round_, unit)
    if not signatory.strip():
        raise Refused("surveys.no_signatory", _("Name the leader who stands behind this answer."))
    found = held_now(by, round_, unit)
    _check_nil(nil, found)
    _move(answer, AnswerState.SENT, by=by)
    answer.nil, answer.signatory, answer.sent_at = nil, signatory.strip(), now()
    answer.sent_by, answer.sent_account = by, by.acting_id
    for name, number in found.items():
        setattr(answer, name, number)
    answer.save()
    record("surveys.answer_sent", by=by, on=answer, round=round_.pk, nil=nil, officers=found["officers"])
    return answer


def held_now(by: Post, round_: Round, unit: Unit) -> dict[str, int]:
    """What the register holds of a place at this instant, in numbers: no record leaves it."""
    return counting(by, lambda area: count_found(unit.path, round_.since), within=by.papers)


@transaction.atomic
def accept(*, by: Post, answer: Answer) -> Answer:
    """Accept an answer from above the place; it is fixed from then on. Raises Refused."""
    answer = _from_above(by, answer)
    _move(answer, AnswerState.ACCEPTED, by=by)
    answer.save(update_fields=["state"])
    record("surveys.answer_accepted", by=by, on=answer, round=answer.round_id)
    return answer


@transaction.atomic
def give_back(*, by: Post, answer: Answer, why: str) -> Answer:
    """Give an answer back to be mended, and say why. Raises Refused."""
    answer = _from_above(by, answer)
    _move(answer, AnswerState.RETURNED, by=by, why=why)
    answer.save(update_fields=["state"])
    record("surveys.answer_returned", by=by, on=answer, round=answer.round_id)
    return answer


def _answer(by: Post, round_: Round, unit: Unit) -> Answer:
    """The place's answer, begun if need be, and locked. Raises Refused outside the post's own area, and for
    a place that the round does not ask."""
    lo, hi = by.papers
    if not (lo <= unit.path < hi and by.may("surveys.answer")):
        raise Refused("outside_scope", _("Your post cannot answer for this place."))
    if not round_.places().filter(pk=unit.pk).exists():
        raise Refused("surveys.not_asked", _("This round does not ask this place."))
    answer, made = Answer.objects.select_for_update().get_or_create(
        round=round_, unit=unit, defaults={"path": unit.path}
    )
    if made:
        _step(answer, AnswerState.AT_WORK, by)
    return answer


def _from_above(by: Post, answer: Answer) -> Answer:
    """The answer, locked, if this post stands above the place and did not send it. Raises Refused."""
    held = Answer.objects.select_for_update(of=("self",)).select_related("round").get(pk=answer.pk)
    root = by.scope_root.path
    if not held.path.startswith(root) or held.path == root:
        raise Refused("outside_scope", _("Answers are accepted from above the place that gave them."))
    human = by.acting.human if by.acting else None
    if human is None or (held.sent_account and Account.objects.filter(human, pk=held.sent_account).exists()):
        raise Refused("surveys.same_person", _("You sent this answer in: somebody else must accept it."))
    return held


def _move(answer: Answer, to: AnswerState, *, by: Post, why: str = "") -> None:
    check(ANSWER_MOVES, answer.state, to, by=by, reason=why)
    answer.state = to
    _step(answer, to, by, why.strip())


def _step(answer: Answer, to: AnswerState, by: Post, why: str = "") -> None:
    AnswerStep.objects.create(answer=answer, path=answer.path, to=to, by=by, at=now(), why=why)


def _check_nil(nil: bool, found: dict[str, int]) -> None:
    held = found["officers"] + found["unknown"]
    if nil and held:
        raise Refused(
            "surveys.not_nil",
            _("The register holds %(count)d officers of this place: a nil return would contradict it."),
            count=held,
        )
    if not nil and not held:
        raise Refused(
            "surveys.nothing_found",
            _("The register holds nobody of this place. Bring the ledger in first, or send a nil return."),
        )
