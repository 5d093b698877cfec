"""What a calculation is fed."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

EMPLOYMENTS: dict[str, Promise] = {
    "civil_servant": pgettext_lazy("employment", "civil servant"),
    "as_civil_servant": pgettext_lazy("employment", "staff managed like civil servants"),
    "police": pgettext_lazy("employment", "police"),
    "institution": pgettext_lazy("employment", "public institution"),
    "enterprise": pgettext_lazy("employment", "enterprise"),
    "village": pgettext_lazy("employment", "village or community officer"),
    "other": pgettext_lazy("employment", "other"),
}
INPUTS: dict[str, Promise] = {
    "death": pgettext_lazy("calculation", "day of death"),
    "category": pgettext_lazy("calculation", "determination"),
    "channel": pgettext_lazy("calculation", "law that pays"),
    "employment": pgettext_lazy("calculation", "employment"),
    "basic_pay_fen": pgettext_lazy("calculation", "basic pay of the last month (yuan)"),
    "rank_allowance_fen": pgettext_lazy("calculation", "police rank allowance (yuan)"),
    "wage_fen": pgettext_lazy("calculation", "whole monthly wage (yuan)"),
    "insured": pgettext_lazy("calculation", "joined work-injury insurance"),
    "insured_wage_fen": pgettext_lazy("calculation", "average insured wage (yuan)"),
    "pension_insured": pgettext_lazy("calculation", "in the basic pension insurance of enterprise employees"),
    "contribution_years": pgettext_lazy("calculation", "years of contributions to old-age insurance"),
    "retired": pgettext_lazy("calculation", "had retired"),
    "region": pgettext_lazy("calculation", "place whose standards hold"),
    "service_years": pgettext_lazy("calculation", "whole years of work"),
    "missing_since": pgettext_lazy("calculation", "missing since"),
    "hardship": pgettext_lazy("calculation", "family in hardship"),
    "as_of": pgettext_lazy("calculation", "calculated as of"),
}
# Shown only where something is known of it: each of the others is told as missing.
IF_KNOWN = frozenset(
    {
        "rank_allowance_fen",
        "wage_fen",
        "insured",
        "insured_wage_fen",
        "pension_insured",
        "contribution_years",
        "retired",
        "region",
        "service_years",
        "missing_since",
        "hardship",
    }
)
