"""How far the night has come in looking at every calculation under the standards of today."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from anxin.ground.days.clock import now

FROM_THE_START = uuid.UUID(int=0)
UNSEEN = timedelta(days=1)  # longer than any transaction: what was written before is in sight of a sweep


class SweepQuerySet(models.QuerySet["Sweep"]):
    def under(self, standards: str) -> "Sweep":
        """The sweep of these standards, held until the transaction ends; new where others stood last."""
        last = self.select_for_update().order_by("-began_at").first()
        if last and last.standards == standards:
            return last
        return self.create(standards=standards, began_at=now())


class Sweep(models.Model):
    """One look at every calculation that was made under other standards, from id to id. Ids only.

    What comes out as before is not marked row by row: that costs half as much as the law itself. That it was
    looked at follows from its id, which lies at or below ``after``, and from the day on which it was written.
    What was written less than ``UNSEEN`` before the sweep began, or since, may have read other standards in a
    transaction that ended only when the sweep had gone by; so it stands outside, and is marked by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    standards = models.CharField(max_length=32, blank=True)
    began_at = models.DateTimeField()
    after = models.UUIDField(default=FROM_THE_START)
    ended_at = models.DateTimeField(null=True)

    objects = SweepQuerySet.as_manager()

    @property
    def left(self) -> Q:
        """The calculations that it has still to look at."""
        return self._others & Q(pk__gt=self.after, calculated_at__lt=self._in_sight)

    @property
    def outside(self) -> Q:
        """The calculations under other standards that it does not speak of."""
        return self._others & Q(calculated_at__gte=self._in_sight)

    @property
    def _others(self) -> Q:
        return ~Q(standards=self.standards)

    @property
    def _in_sight(self) -> datetime:
        return self.began_at - UNSEEN

    def reached(self, last: uuid.UUID | None) -> None:
        """Note the last id that was looked at; None: none was left."""
        if last is None:
            self.ended_at = now()
        else:
            self.after = last
        self.save(update_fields=["after", "ended_at"])
