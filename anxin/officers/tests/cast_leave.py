"""Officers of the standing tree for the tests of check-ups and leave."""

from datetime import date

from anxin.ground.units.models import Unit
from anxin.officers.models import Officer


def officer_at(
    unit: Unit, name: str = "许佳", began_work: date | None = date(2012, 4, 1), account=None
) -> Officer:
    """An officer at work."""
    return Officer.objects.create(
        unit=unit, path=unit.path, name=name, began_work=began_work, account=account
    )
