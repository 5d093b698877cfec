"""How a unit keeps rest and health: how often it sends its people to a check-up, and how it keeps leave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from anxin.ground.days.clock import today
from anxin.ground.units.models import STEP, Unit

LONGEST = 36  # months between two check-ups: beyond it nobody would call it regular


class RestRule(models.Model):
    """What a unit decided for itself and the units below that decide nothing of their own. No law names an
    interval of check-ups for officers at work (POLICY.md F7-10), none forbids half days.

    Like a visit cycle this is the office's directory: it says nothing of any person.
    """

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    check_up_months = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    half_days = models.BooleanField(default=False)
    carry_over = models.BooleanField(default=True)
    since = models.DateField(default=today)

    class Meta:
        ordering = ["unit__path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(check_up_months__range=(1, LONGEST)), name="a_check_up_cycle_is_1_to_36_months"
            )
        ]


@dataclass(frozen=True)
class Rest:
    """What holds somewhere, and the unit that set it (None: the house's default, limits.toml)."""

    check_up_months: int
    half_days: bool
    carry_over: bool
    unit: Unit | None = None

    @classmethod
    def of(cls, rule: RestRule | None) -> "Rest":
        """A unit's own rule, or the house's default."""
        if rule is None:
            limits = settings.LIMITS["rest"]
            return cls(limits["check_up_months"], limits["half_days"], limits["carry_over"])
        return cls(rule.check_up_months, rule.half_days, rule.carry_over, rule.unit)


def line_of(path: str) -> list[str]:
    """The paths from a unit up to the top, itself first."""
    return [path[:end] for end in range(len(path) - len(path) % STEP, 0, -STEP)]


def rests(paths: Iterable[str]) -> Mapping[str, Rest]:
    """What holds at each of these paths: the rule of the nearest unit up the line. One question for all."""
    wanted = set(paths)
    above = {one for path in wanted for one in line_of(path)}
    found = {
        one.unit.path: one for one in RestRule.objects.filter(unit__path__in=above).select_related("unit")
    }
    return {
        path: Rest.of(next((found[one] for one in line_of(path) if one in found), None)) for path in wanted
    }


def rest_at(path: str) -> Rest:
    """What holds at one path."""
    return rests([path])[path]
