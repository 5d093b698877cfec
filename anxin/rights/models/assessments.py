"""The personal information protection impact assessment (个人信息保护影响评估), version by version."""

from django.db import models

from anxin.ground.access.models import Post
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit


class Assessment(Scoped):
    """One version, made for one unit on one day (PIPL articles 55 and 56). ``content`` is what the house said
    of itself on that day, as codes; the four texts are what people judged. Versions are never changed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    made_on = models.DateField()
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    content = models.JSONField()
    necessity = models.TextField()
    impact = models.TextField()
    risks = models.TextField()
    conclusion = models.TextField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["unit", "version"], name="one_assessment_a_version"),
        ]
