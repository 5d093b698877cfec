"""The organisation tree. A unit's path is the path of its parent plus one fixed-width step."""

import uuid
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import PathField
from anxin.ground.database.models import ScopedQuerySet

STEP = 4  # base-36 characters a step: 1.68 million children under one unit


@PathField.register_lookup
class UpFrom(models.Lookup):
    """``path__up_from=other``: the path is the other one or lies above it. Looked up step by step, through
    the index, however many units there are."""

    lookup_name = "up_from"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        path, params = self.process_lhs(compiler, connection)
        other, given = self.process_rhs(compiler, connection)
        line = f"SELECT left({other}, n) FROM generate_series({STEP}, length({other}), {STEP}) AS n"
        return f"{path} = ANY(ARRAY({line}))", (*params, *given, *given)


class Kind(models.TextChoices):
    """Kinds of unit: those the notice of 2017-04-12 addresses, and those that lie below them."""

    REGION = "region", _("region")
    ORGANISATION = "organisation", _("organisation department of a Party committee")
    ORGAN = "organ", _("central Party or state organ")
    PEOPLES = "peoples", _("people's organisation")
    XPCC = "xpcc", _("Xinjiang Production and Construction Corps")
    FINANCE = "finance", _("centrally managed financial enterprise")
    ENTERPRISE = "enterprise", _("key state-owned enterprise")
    UNIVERSITY = "university", _("university")
    DEPARTMENT = "department", _("department of a local government")
    INSTITUTION = "institution", pgettext_lazy("kind of unit", "public institution")


class Level(models.IntegerChoices):
    """Levels of the tree from the nation down to the village."""

    NATION = 0, _("nation")
    PROVINCE = 1, _("province")
    CITY = 2, _("city")
    COUNTY = 3, _("county")
    TOWNSHIP = 4, _("township")
    VILLAGE = 5, _("village")


class Domain(models.TextChoices):
    """The five partner departments of the notice, by field of service."""

    FINANCE = "finance", _("finance")
    CIVIL = "civil", _("civil affairs")
    HRSS = "hrss", _("human resources and social security")
    HEALTH = "health", pgettext_lazy("field of service", "health")
    EDUCATION = "education", _("education")


class Unit(models.Model):
    """A unit of the organisation tree. The directory of units is not personal: no row security."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.SmallIntegerField(choices=Level.choices)
    domain = models.CharField(max_length=20, choices=Domain.choices, blank=True)
    region_code = models.CharField(max_length=12, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = PathField(unique=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [
            # An office stands for its region: who is asked through one is found without a look at villages.
            models.Index(
                fields=["path"],
                include=["level", "parent"],
                condition=models.Q(kind=Kind.ORGANISATION),
                name="units_offices",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The unit's name in the reader's language."""
        if get_language() == "en" and self.name_en:
            return self.name_en
        return self.name

    @property
    def above(self) -> str:
        """The name of the unit it belongs to: what tells two units of the same name apart."""
        return self.parent.label if self.parent else ""

    def line(self) -> list["Unit"]:
        """The units above this one and itself, from the top: its breadcrumb."""
        paths = [self.path[:end] for end in range(STEP, len(self.path) + 1, STEP)]
        return list(Unit.objects.filter(path__in=paths).order_by("path"))


class UnitTally(models.Model):
    """How many units of one kind and level stand at a place and below it (see tallying)."""

    path = PathField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.SmallIntegerField(choices=Level.choices)
    units = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "kind", "level"], name="one_tally_of_units")]


class UnitTallyChange(models.Model):
    """What units that came or went change in it, until that is folded in. Written by a trigger."""

    path = PathField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.SmallIntegerField(choices=Level.choices)
    units = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["path"])]
