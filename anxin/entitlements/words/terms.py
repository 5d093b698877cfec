"""The terms of the arithmetic. Those of REPLACING stand for the sum that was reckoned before them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TERMS: dict[str, Promise] = {
    "income": _(
        "%(factor)s times the national urban per-capita disposable income of the year before (%(year)s)"
    ),
    "income_earlier": _(
        "%(factor)s times the national urban per-capita disposable income of %(year)s,"
        " as the figure of the year before is not out yet"
    ),
    "basic_pay": _("%(factor)s months of the officer's own basic pay"),
    "rank_allowance": _("%(factor)s months of the police rank allowance"),
    "second_lieutenant_pay": _("%(factor)s months of a second lieutenant's basic pay"),
    "wage": _("%(factor)s months of the officer's whole wage"),
    "police_amount": _("fixed amount for a police officer who died on duty"),
    "police_martyr_amount": _("further amount for a martyr"),
    "local_wage": _("%(factor)s months of the average wage of the place in %(year)s"),
    "share_of_wage": _("%(factor)s of the officer's insured wage"),
    "share_of_least_wage": _("%(factor)s of the least wage counted (60%% of the average of the place)"),
    "share_of_most_wage": _("%(factor)s of the highest wage counted (300%% of the average of the place)"),
    "cut_to_wage": _("cut to %(sum)s, as all dependants together receive no more than the wage"),
    "advance_of_income": _("%(factor)s times the national urban per-capita disposable income of %(year)s"),
    "standard": _("the standard itself"),
    "share_of_standard": _("%(factor)s of the standard of the place"),
    "own_income": _("less the own income"),
    "average": _("the average; the school sets the band"),
    "province_income": _("%(factor)s months of the province's urban disposable income of %(year)s"),
    "medical_payment": _("%(factor)s of the person's own payment"),
    "months_of_standard": _("%(factor)s months of the standard"),
}
REPLACING = frozenset({"cut_to_wage"})
# Factors that are told as "how many times" although they are parts of a thousand; others are told in percent.
TIMES = frozenset({"advance_of_income"})
