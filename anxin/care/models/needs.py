"""What a family, or one person in it, needs."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import THEMES, Theme
from anxin.families.models import Person, Source
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.ui.masks import hidden, masked_text

from .base import OfHousehold
from .lifecycle import Move, Moves


class NeedQuerySet(ScopedQuerySet["Need"]):
    def open(self) -> Self:
        """Needs that are not met yet."""
        return self.filter(state=Need.State.OPEN)

    def undecided(self) -> Self:
        """Open needs about which no measure was decided, not even that there is none."""
        return self.open().filter(measures=None)


class Need(OfHousehold):
    """One need, by theme: of one person, or of the household. Its words may speak of health: encrypted."""

    class State(models.TextChoices):
        OPEN = "open", _("not met yet")
        MET = "met", _("met")
        CLOSED = "closed", _("closed")

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    theme = models.CharField(max_length=20, choices=[(theme.value, words) for theme, words in THEMES.items()])
    words = EncryptedTextField()
    source = models.CharField(max_length=12, choices=Source.choices)
    found_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    settled_why = EncryptedTextField(blank=True, default="")
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["path", "found_on", "entered_at"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["path"], condition=Q(state="open"), name="care_open_need_path"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None) | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="a_settled_need_has_its_day",
            )
        ]

    @property
    def is_masked(self) -> bool:
        """Do the words speak of health, so that they are shown only to who asks for them, for a purpose?"""
        return self.theme in (Theme.MEDICAL, Theme.MIND)

    @property
    def shown(self) -> str:
        """The words as every screen, list and paper shows them."""
        return f"{self.theme_words}{hidden(self.words)}" if self.is_masked else masked_text(self.words)

    @property
    def theme_words(self) -> Words:
        """The theme in the reader's language."""
        return THEMES[self.theme]  # type: ignore[index]  # a StrEnum: its members equal their values


S = Need.State
NEED_MOVES: Moves = {
    (S.OPEN, S.MET): Move("care.need"),
    (S.OPEN, S.CLOSED): Move("care.need", reason=True),
    (S.MET, S.OPEN): Move("care.need", reason=True),
    (S.CLOSED, S.OPEN): Move("care.need", reason=True),
}
