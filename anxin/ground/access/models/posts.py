"""What somebody is there to do, where, from when to when."""

import uuid
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, CharField, F, Func, Q, Value, When

from anxin.ground.access.rights import ADMINISTRATORS, FIGURES, PERSONS, SUBTREE_ROLES, Role, matrix, may
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.scope import range_of
from anxin.ground.days.clock import today
from anxin.ground.units.models import Kind, Level, Unit

from .accounts import Account


class DateRange(Func):
    """PostgreSQL's range of two days, the second outside."""

    function = "DATERANGE"
    output_field = DateRangeField()


class PostQuerySet(models.QuerySet["Post"]):
    def current(self) -> Self:
        """Posts held today."""
        return self.open().filter(since__lte=today())

    def who_may(self, permission: str) -> Self:
        """Posts of the roles that hold a permission."""
        return self.filter(role__in=matrix()[permission])

    def with_papers(self) -> Self:
        """Posts that read and write the papers of their scope root (``Post.papers``)."""
        own = Q(role=Role.TOWNSHIP, unit=F("scope_root"))
        region = Q(scope_root__kind=Kind.REGION, scope_root__level__lte=Level.COUNTY)
        return self.filter(Q(role__in=SUBTREE_ROLES) | (own & ~region))

    def open(self) -> Self:
        """Posts that have not ended, begun or not."""
        return self.filter(Q(until=None) | Q(until__gt=today()))


class Post(models.Model):
    """What somebody is there to do, where, from when to when. A session acts in exactly one post.

    Name, title and telephone are the office directory: they stand on the contact card. Posts are not
    under row security, as sign-in reads them before any scope exists.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="posts", null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=Role.choices)
    name = models.CharField(max_length=50)
    title = models.CharField(max_length=80, blank=True)
    phone = EncryptedTextField(blank=True, default="")
    scope_root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)  # since when all it had in hand is with others

    stand_in: Account | None = None  # who acts in this post under a delegation, in this request
    stand_in_name = ""  # his name as his own post tells it, for a page

    only: frozenset[str] | None = None  # in this request, no permission beyond these (see gate)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="post_ends_after_it_begins"
            ),
            # Whoever is one of the three administrators holds no post of any other kind at the same time.
            ExclusionConstraint(
                name="an_administrator_is_nothing_else",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    (
                        Case(
                            When(role__in=sorted(ADMINISTRATORS), then=F("role")),
                            default=Value(""),
                            output_field=CharField(),
                        ),
                        RangeOperators.NOT_EQUAL,
                    ),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    @property
    def depth(self) -> str:
        """How deep this post sees: above the county (``figures``) numbers, else the families themselves."""
        root = self.scope_root
        above = root.kind == Kind.REGION and root.level < Level.COUNTY
        return FIGURES if above else PERSONS

    @property
    def acting(self) -> Account | None:
        """The account really at the keyboard: who stands in under a delegation, else the post's own."""
        return self.stand_in or self.account

    @property
    def acting_id(self) -> uuid.UUID | None:
        """The id of ``acting``, without a question to the database: what the journal keeps."""
        return self.stand_in.pk if self.stand_in else self.account_id

    @property
    def has_subtree(self) -> bool:
        """Does this post see the records of its scope root's subtree? Otherwise only what is given to it.
        An auditor above the county still reads the journal of the line, which holds ids and codes."""
        return self.role in SUBTREE_ROLES and (self.depth == PERSONS or self.role == Role.AUDITOR)

    @property
    def bounds(self) -> tuple[str, str]:
        """The range of paths this post sees by itself; empty for posts that live by grants."""
        return range_of(self.scope_root.path) if self.has_subtree else ("", "")

    @property
    def area(self) -> tuple[str, str]:
        """The range this post answers for in numbers: figures are counted in it, reports of units read. It
        opens no record of a person (see reach.counting)."""
        return range_of(self.scope_root.path) if self.role in SUBTREE_ROLES else ("", "")

    @property
    def papers(self) -> tuple[str, str]:
        """The range of units whose papers this post reads and writes (operations.IN_AREA): its area; and for
        an officer of a township or another unit below the county, who has none, that unit itself. It opens no
        record of a person and no figure of families."""
        root = self.scope_root
        own = self.role == Role.TOWNSHIP and self.scope_root_id == self.unit_id
        if own and not (root.kind == Kind.REGION and root.level <= Level.COUNTY):
            return range_of(root.path)
        return self.area

    def holds(self, permission: str) -> bool:
        """Does this post's role hold ``permission``, whatever this request is about?"""
        return may(self.role, permission)

    def may(self, permission: str) -> bool:
        """Does this post's role hold ``permission``, and does this request leave it that?"""
        return self.holds(permission) and (self.only is None or permission in self.only)
