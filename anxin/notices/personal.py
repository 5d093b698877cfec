"""The personal fields of notices (see ground.access.personal): who signed a report, and its own words."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

REPORT = _("to report the situation to the unit above")

personal(
    "notices.Report",
    "title day signatory copies round is_nil",
    purpose=REPORT,
    readers="reports.read",
    keep="case",
    sensitivity=Sensitivity.ORDINARY,
)
personal(
    "notices.ReportSection", "narrative", purpose=REPORT, readers="reports.read", mask="text", keep="case"
)
personal("notices.Report", "reason", purpose=REPORT, readers="reports.read", mask="text", keep="case")
personal("notices.FrozenFigure", "value row_ids", purpose=REPORT, readers="reports.read", keep="case")
personal(
    "notices.PackageKey",
    "secret_line",
    purpose=_("to sign and open packages between networks"),
    readers="packages.keys",
    mask="never",
    keep="work",
    basis="staff",
)
