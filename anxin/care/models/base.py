"""The base of every row of care: it hangs on one household and carries that household's path."""

from django.db import models

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped


class OfHousehold(Scoped):
    """A row of one card. (household, path) is tied to the card's own pair in the database, so that nobody
    can hang a row on a card that he cannot see."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Step(OfHousehold):
    """One step in the life of a record: when, who, what, and the words said with it. Only ever added."""

    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    move = models.CharField(max_length=12)
    words = EncryptedTextField(blank=True, default="")

    class Meta:
        abstract = True
