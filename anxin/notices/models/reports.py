"""The report-back (情况报告) to the level above: its sections, and figures that never change again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit

from .notices import Notice


class State(models.TextChoices):
    """A report is a draft until the leader has signed it; a signed report is fixed for good."""

    DRAFT = "draft", _("draft")
    SIGNED = "signed", _("signed")


class Part(models.TextChoices):
    """The four sections of the report, in their order."""

    RECORDS = "records", _("files and cards")
    MEASURES = "measures", _("measures with five departments")
    VISITS = "visits", _("contact and visits")
    AHEAD = "ahead", _("open problems and next steps")


class ReportQuerySet(ScopedQuerySet["Report"]):
    def readable_by(self, reach: Reach) -> "ReportQuerySet":
        """Reports of the post's area, above the county too, as a report tells of a unit; another level's
        draft is its own business until it is signed."""
        lo, hi = reach.post.area
        within = self.filter(path__gte=lo, path__lt=hi)
        return within.filter(Q(state=State.SIGNED) | Q(about=reach.post.scope_root))


class Report(Scoped):
    """A report of one unit about its region, to the unit above. Its path is the reporting unit's."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    about = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=12)  # 机关代字, such as 安组报
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    day = models.DateField()  # the figures are as of this day, and the report tells this year up to it
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    signatory = models.CharField(max_length=50, blank=True)
    copies = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-serial"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="report_id_path"),
            models.UniqueConstraint(fields=["unit", "mark", "year", "serial"], name="report_number"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, signed_on=None)
                | (Q(state=State.SIGNED, signed_on__isnull=False) & ~Q(signatory="")),
                name="a_signed_report_has_a_day_and_a_signatory",
            ),
        ]

    @property
    def number(self) -> str:
        """The document number as it is printed: 安组报〔2026〕3号."""
        return f"{self.mark}〔{self.year}〕{self.serial}号"

    @property
    def is_draft(self) -> bool:
        """May its words still be changed?"""
        return self.state == State.DRAFT


class ReportSection(Scoped):
    """What a person wrote in one section, after the sentences that figures make. Stays as written."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    part = models.CharField(max_length=10, choices=Part.choices)
    narrative = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["report", "part"]
        indexes = [models.Index(fields=["path"])]
        constraints = [models.UniqueConstraint(fields=["report", "part"], name="one_section_a_part")]


class FrozenFigure(Scoped):
    """One number as it was on the report's day: definition version, value, the rows behind it.

    No value: the figure had no definition in this installation (a gap, never zero). A number made of
    others (a sum, a remainder) keeps the code of the registered figure that can tell its rows in ``told_by``.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    code = models.CharField(max_length=60)
    told_by = models.CharField(max_length=60, blank=True)
    version = models.PositiveSmallIntegerField(null=True)
    value = models.PositiveIntegerField(null=True)
    day = models.DateField()
    row_ids = ArrayField(models.UUIDField(), default=list)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["report", "code"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="one_number_a_figure"),
            models.CheckConstraint(
                condition=Q(value=None, version=None) | Q(value__isnull=False, version__isnull=False),
                name="a_value_has_a_definition",
            ),
        ]
