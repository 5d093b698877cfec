"""Answers of a round kept counted (ground.units.tallying): how many places stand where, at one and below."""

from django.db import models

from anxin.ground.database.fields import PathField
from anxin.ground.units.tallying import Tallies

from .rounds import Round


class AnswerCounts(models.Model):
    """Places by the state of their answer; ``nil``: those of them whose answer is nil."""

    path = PathField()
    at_work = models.IntegerField(default=0)
    sent = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    nil = models.IntegerField(default=0)

    class Meta:
        abstract = True


class AnswerTally(AnswerCounts):
    """As far as changes have been folded in."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "path"], name="one_tally_of_answers")]


class AnswerTallyChange(AnswerCounts):
    """What has changed at one place since. Written by a trigger."""

    round = models.ForeignKey(Round, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)

    class Meta:
        indexes = [models.Index(fields=["round", "path"])]


ANSWERS = Tallies(
    AnswerTally, AnswerTallyChange, ["at_work", "sent", "returned", "accepted", "nil"],
    only="EXISTS (SELECT FROM surveys_round WHERE id = round_id)",
)  # fmt: skip
