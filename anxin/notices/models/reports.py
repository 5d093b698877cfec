"""The report-back (情况报告) to the level above: sections, figures that never change again, its way up."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit

from .notices import Notice


class State(models.TextChoices):
    """Where a report stands on its way: words may be changed in a draft only; whatever the level above has
    accepted is locked, and a returned one stays as it was while the unit drafts the same round again."""

    DRAFT = "draft", _("draft")
    SIGNED = "signed", _("signed")
    SENT = "sent", _("sent up")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted above")


REPORT_MOVES: Moves = {
    (State.DRAFT, State.SIGNED): Move("reports.sign"),
    (State.SIGNED, State.SENT): Move("reports.write"),
    (State.SENT, State.ACCEPTED): Move("reports.accept"),
    (State.SENT, State.RETURNED): Move("reports.accept", reason=True),
}
ON_THE_WAY = (State.DRAFT, State.SIGNED, State.SENT)
GONE_UP = (State.SENT, State.RETURNED, State.ACCEPTED)
SETTLED = (State.RETURNED, State.ACCEPTED)


class Part(models.TextChoices):
    """The sections of the report, in their order."""

    RECORDS = "records", _("files and cards")
    MEASURES = "measures", _("measures with five departments")
    VISITS = "visits", _("contact and visits")
    STUDY = "study", _("study of exemplars")
    AHEAD = "ahead", _("open problems and next steps")


class ReportQuerySet(ScopedQuerySet["Report"]):
    def readable_by(self, reach: Reach) -> "ReportQuerySet":
        """Reports of the post's area, above the county too, as a report tells of a unit; what another level
        has not sent up yet is its own business."""
        lo, hi = reach.post.area
        within = self.filter(path__gte=lo, path__lt=hi)
        return within.filter(Q(state__in=GONE_UP) | Q(about=reach.post.scope_root))

    def waiting_for(self, reach: Reach) -> "ReportQuerySet":
        """Those whose next step is this post's: to sign, to send up, to accept or return."""
        post, turn = reach.post, Q(pk=None)
        steps = (
            ("reports.sign", Q(about=post.scope_root, state=State.DRAFT)),
            ("reports.write", Q(about=post.scope_root, state=State.SIGNED)),
            ("reports.accept", Q(to_unit=post.unit, state=State.SENT)),
        )
        for permission, mine in steps:
            turn |= mine if post.may(permission) else Q(pk=None)
        return self.readable_by(reach).filter(turn)

    def accepted(self) -> "ReportQuerySet":
        """Those that the level above has accepted: locked."""
        return self.filter(state=State.ACCEPTED)


class Report(Scoped):
    """A report of one unit about its region, to the unit above. Its path is the reporting unit's.

    ``round`` counts the reports of a unit on a notice; one that was returned leaves its round open.
    ``before`` is the one accepted last: differences are told from it. ``brought`` are the accepted reports
    of the units below that it brings together. ``is_nil``: the unit has no such family, and says so."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    about = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    before = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    is_nil = models.BooleanField(default=False)
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
    sent_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was returned

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-serial"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="report_id_path"),
            models.UniqueConstraint(fields=["unit", "mark", "year", "serial"], name="report_number"),
            models.UniqueConstraint(
                fields=["unit", "notice", "round"],
                condition=~Q(state=State.RETURNED),
                name="one_report_a_unit_notice_and_round",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, signed_on=None)
                | (~Q(state=State.DRAFT) & Q(signed_on__isnull=False) & ~Q(signatory="")),
                name="a_signed_report_has_a_day_and_a_signatory",
            ),
            models.CheckConstraint(
                condition=Q(state__in=GONE_UP, sent_at__isnull=False, sent_by__isnull=False)
                | (~Q(state__in=GONE_UP) & Q(sent_at=None, sent_by=None)),
                name="a_report_sent_up_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SETTLED, settled_at__isnull=False, settled_by__isnull=False)
                | (~Q(state__in=SETTLED) & Q(settled_at=None, settled_by=None)),
                name="a_settled_report_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.RETURNED) & ~Q(reason=""))
                | (~Q(state=State.RETURNED) & Q(reason="")),
                name="a_returned_report_says_why",
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

    @property
    def next_step(self) -> str:
        """What its way waits for, and whose turn that is; nothing once it is accepted."""
        return {
            State.DRAFT: gettext("the leader signs it"),
            State.SIGNED: gettext("the office sends it up"),
            State.SENT: gettext("the level above accepts or returns it"),
            State.RETURNED: gettext("the office drafts it again"),
        }.get(State(self.state), "")

    @property
    def light(self) -> str:
        """Shape and colour of its state: what waits for its own unit stands out; nothing here is red."""
        return {State.ACCEPTED: "ok", State.SENT: "none"}.get(State(self.state), "soon")

    def may_be_settled_by(self, post: Post) -> bool:
        """Is this the level above, and is it its turn?"""
        return self.state == State.SENT and self.to_unit_id == post.unit_id and post.may("reports.accept")


class Brought(Scoped):
    """That a report brings together an accepted report of a unit below. The path is that of the one above,
    so that the line below does not see what became of its report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="brought")
    below = models.ForeignKey(Report, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["report", "below"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["report", "below"], name="brought_together_once"),
        ]


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
