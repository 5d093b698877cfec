"""What somebody decided about a record whose period of keeping has run out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet


class Appraisal(Scoped):
    """One appraisal (鉴定): destroy, extend, or keep for good. The rows of a case are never deleted by a
    clock; a decision to destroy is carried out by people, through the archives' own procedure."""

    class Decision(models.TextChoices):
        DESTROY = "destroy", _("destroy")
        EXTEND = "extend", _("keep longer")
        KEEP = "keep", _("keep for good")

    rule = models.CharField(max_length=40)
    record = models.UUIDField()
    label = models.CharField(max_length=60)
    due_on = models.DateField()
    decision = models.CharField(max_length=8, choices=Decision.choices)
    until = models.DateField(null=True, blank=True)
    why = EncryptedTextField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["rule", "record"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="extend", until__isnull=False) | (~Q(decision="extend") & Q(until=None)),
                name="an_extension_has_its_day",
            )
        ]
