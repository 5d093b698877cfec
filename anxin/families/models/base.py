"""The base of every row of other rooms that hangs on one household and carries that household's path."""

from django.db import models

from anxin.ground.database.models import Scoped

from .households import Household


class OfHousehold(Scoped):
    """A row of one card. (household, path) is tied to the card's own pair in the database, so that nobody
    can hang a row on a card that he cannot see."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")

    class Meta:
        abstract = True
