"""Access given to families of one's scope that ends by itself before long."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household
from anxin.ground.access.models import Grant, Post
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.ui.parts import Words

from .titles import mourned, title_of

PARTS = ("card", "contact")  # a family's card as its responsible people and its contact leader see it

AS: dict[str, Words] = {
    "responsible": _("responsible person"),
    "deputy": _("deputy"),
    "contact_leader": _("contact leader"),
    "handover": _("taking over"),
}


@dataclass(frozen=True)
class Ending:
    """One access that ends soon: whose, to which family."""

    grant: Grant
    holder: Post
    household: Household

    @property
    def family(self) -> str:
        """What the family is called."""
        return title_of(self.household)

    @property
    def purpose(self) -> Words:
        """What the access was given for."""
        return AS.get(self.grant.purpose, self.grant.purpose)


def ending_soon(reach: Bounds) -> list[Ending]:
    """What ends within limits.toml, [access] renew_days, soonest first."""
    last = today() + timedelta(settings.LIMITS["access"]["renew_days"])
    grants = Grant.objects.visible_to(reach).ending_by(last).filter(part__in=PARTS).order_by("until", "path")
    cards = Household.objects.visible_to(reach).filter(pk__in=[grant.record for grant in grants])
    families = cards.annotate(mourned=mourned("pk")).in_bulk()
    holders = Post.objects.select_related("unit").in_bulk([grant.holder for grant in grants])
    return [
        Ending(grant, holders[grant.holder], families[grant.record])
        for grant in grants
        if grant.record in families and grant.holder in holders
    ]
