"""Nothing new begins with a family whose care is closed."""

from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.jobs.refusals import Refused


def check_in_use(*households: Household) -> None:
    """Refused ("care.card_is_closed") where one of these cards is closed by now, whatever the caller has
    read. What was begun before is still brought to its end: that asks nothing here."""
    ids = {one.pk for one in households}
    if Household.objects.filter(pk__in=ids, status=Status.CLOSED).exists():
        raise Refused(
            "care.card_is_closed", _("The care of this family is closed. Take the card up again first.")
        )
