"""Acts on reports: draft with figures that are counted once, write, sign."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.scope import papers
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Kind, Unit
from anxin.notices.counting import count_all
from anxin.notices.models import FrozenFigure, Notice, Part, Report, ReportSection, State
from anxin.notices.sentences import SUBJECT

Narratives = Mapping[Part, str]


@transaction.atomic
def draft_report(
    *,
    by: Post,
    unit: Unit | None = None,
    narrative: Narratives | None = None,
    mark: str = "",
    copies: str = "",
) -> Report:
    """Draft the report of ``unit`` (left out: the post's own) about the post's region to the unit above.

    Every figure is counted now, within the post's own area, and kept with its definition's version, the
    day and the ids of its rows. Refused: no subtree, a unit outside it, no notice, no unit above.
    """
    unit = unit or by.unit
    lo, hi = by.area
    if not lo <= unit.path < hi:
        raise Refused("outside_scope", _("Your post cannot report for this unit."))
    with papers(lo, hi):
        report = _open(by, unit, mark or suggested_mark(by), copies)
        _keep_figures(report, by)
        _write(report, narrative or {})
        record("reports.drafted", by=by, on=report, number=report.serial, year=report.year)
    return report


@transaction.atomic
def revise_report(*, by: Post, report: Report, narrative: Narratives, copies: str = "") -> Report:
    """Change the words of a draft; its number and figures stay. Refused once it is signed."""
    report = _draft(by, report)
    report.copies = copies
    report.save(update_fields=["copies"])
    _write(report, narrative)
    record("reports.revised", by=by, on=report)
    return report


@transaction.atomic
def sign_report(*, by: Post, report: Report, signatory: str, on: date | None = None) -> Report:
    """Record that the leader signed the report on that day (left out: today); it is fixed from then on."""
    report = _draft(by, report)
    if not signatory.strip():
        raise Refused("no_signatory", _("Name the leader who signed the report."))
    day = on or today()
    if not report.day <= day <= today():
        raise Refused("wrong_day", _("The report cannot be signed before it was drafted or after today."))
    report.state, report.signatory, report.signed_on = State.SIGNED, signatory.strip(), day
    report.save(update_fields=["state", "signatory", "signed_on"])
    record("reports.signed", by=by, on=report, day=day)
    return report


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


def _open(by: Post, unit: Unit, mark: str, copies: str) -> Report:
    notice = Notice.objects.filter(is_first=True).first()
    if notice is None:
        raise Refused("no_notice", _("The notice that this report answers has not been issued here yet."))
    to_unit = unit_above(by.scope_root)
    if to_unit is None:
        raise Refused(
            "no_unit_above", _("The tree of units holds no organisation department above this one.")
        )
    day = today()
    Unit.objects.select_for_update().get(pk=unit.pk)  # two drafts at once must not share a number
    return Report.objects.create(
        path=unit.path,
        notice=notice,
        unit=unit,
        about=by.scope_root,
        to_unit=to_unit,
        mark=mark,
        copies=copies,
        year=day.year,
        serial=_next_serial(unit, mark, day.year),
        title=f"{unit.name}{SUBJECT}",
        day=day,
        made_by=by,
        made_at=now(),
    )


def _next_serial(unit: Unit, mark: str, year: int) -> int:
    used = Report.objects.filter(unit=unit, mark=mark, year=year).order_by("-serial")
    return (used.values_list("serial", flat=True).first() or 0) + 1


def _keep_figures(report: Report, by: Post) -> None:
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            path=report.path, report=report, code=one.code, told_by=one.told_by, version=one.version,
            value=one.value, day=report.day, row_ids=list(one.rows),
        )
        for one in count_all(by, report.day).values()
    )  # fmt: skip


def _write(report: Report, narrative: Narratives) -> None:
    for part in Part:
        ReportSection.objects.update_or_create(
            report=report,
            part=part,
            defaults={"path": report.path, "narrative": narrative.get(part, "").strip()},
        )


def _draft(by: Post, report: Report) -> Report:
    """The report, locked, if it is still a draft of the post's own region."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.about_id != by.scope_root_id:
        raise Refused("outside_scope", _("Your post cannot report for this unit."))
    if not held.is_draft:
        raise Refused("signed", _("This report has been signed and stays as it is."))
    return held
