"""One identity number, one person: looked for in the whole scope of the post at work."""

from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household, Person
from anxin.ground.database.fields import digest
from anxin.ground.database.scope import bounds, store
from anxin.ground.jobs.refusals import Refused


def refuse_taken(number: str, household: Household | None = None, but: Person | None = None) -> None:
    """Refuse a number that somebody else within the post's scope already has. No number is never taken."""
    if not number:
        return
    others = Person.objects.filter(id_digest=digest(number)).select_related("household")
    taken = (others.exclude(pk=but.pk) if but else others).first()
    if taken is None:
        _refuse_sealed(number)
        return
    if household is not None and taken.household_id == household.pk:
        raise Refused("duplicate_person", _("This identity number already stands on this card."))
    raise Refused(
        "number_elsewhere",
        _("This identity number already stands on card %(card)s. Open that card and compare first."),
        card=taken.household.number,
    )


def _refuse_sealed(number: str) -> None:
    """A number that a sealed card holds is not entered a second time."""
    with store(*bounds()):
        sealed = Person.objects.filter(id_digest=digest(number)).exists()
    if sealed:
        raise Refused(
            "number_sealed",
            _(
                "This identity number stands on a sealed card, which nobody works with until it is opened"
                " again."
            ),
        )
