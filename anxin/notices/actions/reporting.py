"""Acts on a draft: counted once, counted afresh while nobody has signed, and its words."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.scope import papers
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Kind, Unit
from anxin.notices.counting import count_all
from anxin.notices.models import Brought, FrozenFigure, Notice, Part, Report, ReportSection
from anxin.notices.queries import accepted_below, last_accepted, on_the_way
from anxin.notices.sentences import SUBJECT

Narratives = Mapping[Part, str]
FAMILIES = "families.households"


@transaction.atomic
def draft_report(
    *,
    by: Post,
    unit: Unit | None = None,
    notice: Notice | None = None,
    narrative: Narratives | None = None,
    mark: str = "",
    copies: str = "",
    nil: bool = False,
) -> Report:
    """Draft the report of ``unit`` (left out: the post's own) about the post's region to the unit above, in
    answer to ``notice`` (left out: the first one); ``nil`` says that the region has no such family.

    Every figure is counted now, within the post's own area, and kept with its definition's version, the
    day and the ids of its rows; the accepted reports of the units below are brought together. Refused: no
    subtree, a unit outside it, no notice, no unit above, a report of this round still on its way, a nil
    report of a region with families.
    """
    unit = unit or by.unit
    lo, hi = by.area
    if not lo <= unit.path < hi:
        raise Refused("outside_scope", _("Your post cannot report for this unit."))
    with papers(lo, hi):
        report = _open(by, unit, _answered(notice), mark or suggested_mark(by), copies, nil)
        _count(report, by)
        _write(report, narrative or _said_before(report))
        record("reports.drafted", by=by, on=report, number=report.serial, year=report.year)
    return report


@transaction.atomic
def recount_report(*, by: Post, report: Report) -> Report:
    """Count the figures of a draft afresh, as of today, and bring the accepted reports below together again;
    number and words stay. Refused once it is signed."""
    with papers(*by.area):
        report = own_draft(by, report)
        report.day, report.before = today(), last_accepted(report)
        report.save(update_fields=["day", "before"])
        report.figures.all().delete()
        report.brought.all().delete()
        _count(report, by)
        record("reports.recounted", by=by, on=report, day=report.day)
    return report


@transaction.atomic
def revise_report(*, by: Post, report: Report, narrative: Narratives, copies: str = "") -> Report:
    """Change the words of a draft; its number and figures stay. Refused once it is signed."""
    with papers(*by.area):
        report = own_draft(by, report)
        report.copies = copies
        report.save(update_fields=["copies"])
        _write(report, narrative)
        record("reports.revised", by=by, on=report)
    return report


def own_draft(by: Post, report: Report) -> Report:
    """The report, locked, if it is still a draft of the post's own region."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.about_id != by.scope_root_id:
        raise Refused("outside_scope", _("Your post cannot report for this unit."))
    if not held.is_draft:
        raise Refused("signed", _("This report has been signed and stays as it is."))
    return held


def suggested_mark(by: Post) -> str:
    """The document mark (机关代字): the last one of this unit, else the region's first character and 组报."""
    last = Report.objects.filter(unit=by.unit).order_by("-made_at").values_list("mark", flat=True).first()
    return last or f"{by.scope_root.name[:1]}组报"


def unit_above(about: Unit) -> Unit | None:
    """The organisation department of the nearest region above, to which a report goes."""
    regions = about.line()[:-1]
    offices = {
        unit.parent_id: unit for unit in Unit.objects.filter(parent__in=regions, kind=Kind.ORGANISATION)
    }
    return next((offices[region.pk] for region in reversed(regions) if region.pk in offices), None)


def _answered(notice: Notice | None) -> Notice:
    found = notice or Notice.objects.filter(is_first=True).first()
    if found is None:
        raise Refused("no_notice", _("The notice that this report answers has not been issued here yet."))
    return found


def _open(by: Post, unit: Unit, notice: Notice, mark: str, copies: str, nil: bool) -> Report:
    to_unit = unit_above(by.scope_root)
    if to_unit is None:
        raise Refused(
            "no_unit_above", _("The tree of units holds no organisation department above this one.")
        )
    day = today()
    Unit.objects.select_for_update().get(pk=unit.pk)  # two drafts at once must not share a number or a round
    report = Report(
        path=unit.path,
        notice=notice,
        unit=unit,
        about=by.scope_root,
        to_unit=to_unit,
        is_nil=nil,
        mark=mark,
        copies=copies,
        year=day.year,
        serial=_next_serial(unit, mark, day.year),
        title=f"{unit.name}{SUBJECT}",
        day=day,
        made_by=by,
        made_at=now(),
    )
    _take_the_next_round(report)
    report.save()
    return report


def _take_the_next_round(report: Report) -> None:
    """One report a unit, notice and round: the next one opens when the last was accepted or returned."""
    waiting = on_the_way(report.unit, report.notice)
    if waiting is not None:
        raise Refused(
            "on_its_way",
            _(
                "Report %(number)s on this notice has not been accepted above yet. Go on with that one, or"
                " wait until it is accepted or returned."
            )
            % {"number": waiting.number},
        )
    report.before = last_accepted(report)
    report.round = report.before.round + 1 if report.before else 1


def _next_serial(unit: Unit, mark: str, year: int) -> int:
    used = Report.objects.filter(unit=unit, mark=mark, year=year).order_by("-serial")
    return (used.values_list("serial", flat=True).first() or 0) + 1


def _count(report: Report, by: Post) -> None:
    """Count every figure now and keep it; bring together what was accepted below."""
    counts = count_all(by, report.about, report.day)
    if report.is_nil and counts[FAMILIES].value != 0:
        raise Refused(
            "not_nil",
            _(
                "The register holds families of this region: a nil return would be wrong. Draft a report with"
                " figures."
            ),
        )
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            path=report.path, report=report, code=one.code, told_by=one.told_by, version=one.version,
            value=one.value, day=report.day, row_ids=list(one.rows),
        )
        for one in counts.values()
    )  # fmt: skip
    Brought.objects.bulk_create(
        Brought(path=report.path, report=report, below=below) for below in accepted_below(report)
    )


def _said_before(report: Report) -> Narratives:
    """The words of the report of this round that was returned: only the figures are new."""
    returned = Report.objects.filter(unit=report.unit, notice=report.notice, round=report.round)
    last = returned.exclude(pk=report.pk).order_by("-made_at").first()
    return {Part(one.part): one.narrative for one in last.sections.all()} if last else {}


def _write(report: Report, narrative: Narratives) -> None:
    for part in Part:
        ReportSection.objects.update_or_create(
            report=report,
            part=part,
            defaults={"path": report.path, "narrative": narrative.get(part, "").strip()},
        )
