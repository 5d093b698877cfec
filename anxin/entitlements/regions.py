"""Which families a region's standards touch, and for which region a post may speak."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.database.scope import range_of
from anxin.ground.journal.actions import Actor
from anxin.ground.units.models import Unit
from anxin.policy.packs.reading import NATIONAL

from .models.packs import PREFECTURE, PROVINCE, covers

DIGITS = 6


def region_of(unit: Unit) -> str:
    """The six digits of the nearest unit above that has a code (its own first); "" where none has."""
    code = next((one.region_code for one in reversed(unit.line()) if one.region_code), "")
    return code[:DIGITS].ljust(DIGITS, "0") if code else ""


def may_set(by: Actor, region: str) -> bool:
    """May this one load standards of the region? A clerk for the own region and what lies in it; who answers
    for the whole tree, and the operator, for every region and the nation."""
    if not isinstance(by, Post) or by.scope_root.parent_id is None:
        return True
    own = region_of(by.scope_root)
    return region != NATIONAL and own != "" and covers(own, region)


def families_of(region: str) -> QuerySet[Household]:
    """The families in sight whose unit lies in the region; of the nation, all in sight."""
    cards = Household.objects.in_use()
    if region == NATIONAL:
        return cards
    within = Q(pk__in=[])
    for lo, hi in _ranges(region):
        within |= Q(path__gte=lo, path__lt=hi)
    return cards.filter(within)


def _ranges(region: str) -> list[tuple[str, str]]:
    """The ranges of paths of the region's units, none within another."""
    prefix = region[:2] if region.endswith(PROVINCE) else region.removesuffix(PREFECTURE)
    paths = Unit.objects.filter(region_code__startswith=prefix).values_list("path", flat=True)
    return [range_of(path) for path in _highest(sorted(paths))]


def _highest(paths: Iterable[str]) -> list[str]:
    found: list[str] = []
    for path in paths:
        if not found or not path.startswith(found[-1]):
            found.append(path)
    return found
