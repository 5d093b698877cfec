"""An office's own form in the place of a built-in one."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from anxin.ground.access.models import Post
from anxin.ground.units.models import STEP, Unit


class OwnFormQuerySet(models.QuerySet["OwnForm"]):
    def in_use(self) -> Self:
        """The newest of each unit and form."""
        return self.filter(replaced_at=None)

    def above(self, path: str) -> Self:
        """Those of the units above a card or unit, and its own."""
        return self.filter(unit__path__in=[path[:end] for end in range(STEP, len(path) + 1, STEP)])


class OwnForm(models.Model):
    """A Word file that stands for a built-in form in a unit and all below it, until a unit further down
    has one of its own. Holds fields and no person; every version is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    content = models.BinaryField()
    loaded_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects = OwnFormQuerySet.as_manager()

    class Meta:
        ordering = ["form", "-loaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "form"], condition=Q(replaced_at=None), name="one_own_form_a_unit"
            )
        ]


def own_form(path: str, form: str) -> OwnForm | None:
    """The form that holds at a path: of the nearest unit above that has one."""
    found = OwnForm.objects.in_use().above(path).filter(form=form).select_related("unit")
    return max(found, key=lambda one: len(one.unit.path), default=None)
