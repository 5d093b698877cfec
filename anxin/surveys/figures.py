"""The figures of survey rounds: the answers that stand, and those that are nil."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure

from .models import Answer, AnswerState

PLACES = _("unit: places")


def _answer_row(answer: Answer) -> Row:
    url = reverse("surveys:rounds:answer", kwargs={"round": answer.round_id, "place": answer.unit_id})
    words = gettext("%(paper)s, %(stand)s")
    return Row(
        answer.unit.label, words % {"paper": answer.round.paper, "stand": answer.get_state_display()}, url
    )


def _answers(reach: Bounds) -> QuerySet[Answer]:
    return Answer.objects.visible_to(reach).select_related("unit", "round")


@figure(
    "surveys.answers_accepted",
    name=_("survey answers accepted"),
    words=_("Places whose answer to a survey round was accepted, nil returns among them."),
    unit=PLACES,
    row=_answer_row,
    order=16,
)
def accepted(reach: Bounds, day: date) -> QuerySet[Answer]:
    return _answers(reach).filter(state=AnswerState.ACCEPTED)


@figure(
    "surveys.nil_returns",
    name=_("nil returns accepted"),
    words=_(
        "Of these, places where nobody had died since the year of the round; a leader's name stands behind."
    ),
    unit=PLACES,
    row=_answer_row,
    order=17,
)
def nil_returns(reach: Bounds, day: date) -> QuerySet[Answer]:
    return _answers(reach).filter(state=AnswerState.ACCEPTED, nil=True)
