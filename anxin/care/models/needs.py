"""What a family, or one person in it, needs."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise as Words
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import THEMES, Theme
from anxin.families.models import Person, Source
from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.ui.masks import hidden, masked_text

from .base import OfHousehold


class NeedQuerySet(ScopedQuerySet["Need"]):
    def to_verify(self) -> Self:
        """Needs that were found and that nobody has verified yet (待核实)."""
        return self.filter(state=Need.State.FOUND)

    def open(self) -> Self:
        """Verified needs that are not met yet."""
        return self.filter(state=Need.State.OPEN)

    def undecided(self) -> Self:
        """Open needs about which no measure was decided, not even that there is none."""
        return self.open().exclude(measures__isnull=False)  # NOT EXISTS: a join would read all measures


class How(models.TextChoices):
    """How a need was verified."""

    ASKED = "asked", _("asked the family")
    DOCUMENT = "document", _("a document seen")
    VISIT = "visit", _("seen on a visit")
    DEPARTMENT = "department", _("confirmed by the department")
    COMPARED = "compared", _("compared with the register")
    EARLIER = "earlier", _("entered before needs were verified")


# What may be chosen today; EARLIER stands only on needs older than verification itself.
HOW = [choice for choice in How.choices if choice[0] != How.EARLIER]


class Need(OfHousehold):
    """One need, by theme: of one person, or of the household. Its words may speak of health: encrypted.

    A need is found first, by anybody who looks after the family, and counts once the clerk has verified it:
    ``checked_by``, ``checked_at`` and ``how``. One that does not hold is refused with its reason and stays.
    """

    class State(models.TextChoices):
        FOUND = "found", _("to verify")
        OPEN = "open", _("not met yet")
        MET = "met", _("met")
        CLOSED = "closed", _("closed")
        REFUSED = "refused", _("does not hold")

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    theme = models.CharField(max_length=20, choices=[(theme.value, words) for theme, words in THEMES.items()])
    words = EncryptedTextField()
    source = models.CharField(max_length=12, choices=Source.choices)
    found_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.FOUND)
    checked_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=12, choices=How.choices, blank=True)
    checked_words = EncryptedTextField(blank=True, default="")
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
            models.Index(fields=["path"], condition=Q(state="found"), name="care_found_need_path"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["found", "open"], settled_on=None)
                | (~Q(state__in=["found", "open"]) & Q(settled_on__isnull=False)),
                name="a_settled_need_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="found", checked_by=None, checked_at=None)
                | (~Q(state="found") & Q(checked_by__isnull=False, checked_at__isnull=False)),
                name="who_and_when_of_a_check_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["found", "refused"]) | ~Q(how=""), name="a_verified_need_says_how"
            ),
        ]

    @property
    def is_masked(self) -> bool:
        """Do the words speak of health, so that they are shown only to who asks for them, for a purpose?"""
        return self.theme in (Theme.MEDICAL, Theme.MIND)

    @property
    def shown(self) -> str:
        """The words as every screen, list and paper shows them."""
        if not self.is_masked:
            return masked_text(self.words)
        if not self.words:
            return str(self.theme_words)
        return gettext("%(theme)s %(masked)s") % {"theme": self.theme_words, "masked": hidden(self.words)}

    @property
    def told_with_theme(self) -> str:
        """Theme and words as a choice shows them; what is masked names its theme already."""
        if self.is_masked:
            return self.shown
        return gettext("%(theme)s: %(words)s") % {"theme": self.theme_words, "words": self.shown}

    @property
    def theme_words(self) -> Words:
        """The theme in the reader's language."""
        return THEMES[self.theme]  # type: ignore[index]  # a StrEnum: its members equal their values


S = Need.State
NEED_MOVES: Moves = {
    (S.FOUND, S.OPEN): Move("care.verify"),
    (S.FOUND, S.REFUSED): Move("care.verify", reason=True),
    (S.REFUSED, S.FOUND): Move("care.verify", reason=True),
    (S.OPEN, S.MET): Move("care.need"),
    (S.OPEN, S.CLOSED): Move("care.need", reason=True),
    (S.MET, S.OPEN): Move("care.need", reason=True),
    (S.CLOSED, S.OPEN): Move("care.need", reason=True),
}
