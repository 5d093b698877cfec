"""What the law owes, who pays it, how often, until when."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .said import said

RULES: dict[str, Promise] = said("rules", capital=True)
# Sums for the set of F1-8 (parents, spouse, children), who agree on the shares among themselves.
SHARED = frozenset(
    {
        "lump_sum",
        "martyr_praise",
        "martyr_subsidy",
        "police_special",
        "work_injury_death",
        "missing_advance",
    }
)
PAYERS: dict[str, Promise] = {
    "unit_of_deceased": _("the officer's former unit"),
    "county_veterans": _("county veterans affairs"),
    "work_injury_fund": _("work-injury insurance fund"),
    "pension_fund": _("basic old-age insurance fund"),
    "central_police_fund": _("central funds for the police"),
    "county_civil_affairs": _("county civil affairs"),
    "county_education": _("county education department"),
    "school": pgettext_lazy("payer", "school"),
    "work_injury_fund_or_unit": _("work-injury insurance fund or the officer's former unit"),
    "county_medical_insurance": _("county medical insurance department"),
}
PERIODS: dict[str, Promise] = {
    "once": pgettext_lazy("sum", "once"),
    "month": pgettext_lazy("sum", "a month"),
    "year": pgettext_lazy("sum", "a year"),
    "day": pgettext_lazy("sum", "a day"),
}
# In which group a clerk looks for a line: by how often it is paid; what must be asked for stands apart.
GROUPS: dict[str, Promise] = {
    "once": _("Once"),
    "month": _("Every month"),
    "year": _("Every year, by schooling or age"),
    "apply": _("May be applied for"),
}
REVIEWS: dict[str, Promise] = said("reviews")
DEADLINES: dict[str, Promise] = said("deadlines")
CONFLICTS: dict[str, Promise] = said("conflicts")
REFUSALS: dict[str, Promise] = said("refusals")
