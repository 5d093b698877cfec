"""The parameters that a line rests on, and how sure they are."""

import re

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext as _now_of

from anxin.families.dictionary import FIELDS
from anxin.ground.ui.templatetags.ui import yuan
from anxin.policy.packs.catalogue import SETTABLES

CONFIDENCE: dict[str, Promise] = {
    "Q": _("text read"),
    "S": _("quoted, text not seen"),
    "M": _("to be confirmed"),
}
PARAMETERS: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (re.compile(r"urban_income_(\d{4})"), _("urban per-capita disposable income of %(year)s (yuan)")),
    (re.compile(r"urban_income_published_(\d{4})"), _("day on which the figure of %(year)s was published")),
    (re.compile(r"urban_income_published_by"), _("day by which a figure is assumed to be out")),
)
# Numbers of a rule, whatever its name: <rule>.<case>.<number>.
NUMBERS: dict[str, Promise] = {
    "income_multiple": _("multiple of the income figure"),
    "pay_multiple": _("months of basic pay"),
    "officer_pay_multiple": _("months of a second lieutenant's pay"),
    "payer": _("who pays"),
    "amount": _("fixed amount (yuan)"),
    "martyr_amount": _("further amount for a martyr (yuan)"),
    "wage_months": _("months of the average wage of the place"),
    "spouse_share": _("share of the spouse"),
    "other_share": _("share of each other dependant"),
    "lone_points": _("more for a lone elder or an orphan"),
    "wage_floor": _("least share of the average wage that counts"),
    "wage_ceiling": _("highest share of the average wage that counts"),
    "elder_age_male": _("age of a father or husband"),
    "elder_age_female": _("age of a mother or wife"),
    "child_below_age": _("age below which a child counts"),
    "wage_full_months": _("months for which the wage goes on"),
    "advance_share": _("share of the sum that is advanced"),
    "months_after_death": _("months that are paid after a death"),
    "income_months": _("months of the province's income"),
    "months_under_5": _("months for less than 5 years of contributions"),
    "months_under_10": _("months for 5 years and more, less than 10"),
    "months_to_15": _("months for 10 to 15 years"),
    "months_each_year": _("further months for each year above 15"),
    "months_most": _("most months"),
    "rank_allowance": _("whether the rank allowance counts"),
}
PER_MILLE = frozenset(
    {"spouse_share", "other_share", "lone_points", "wage_floor", "wage_ceiling", "advance_share"}
)
FEN = frozenset({"amount", "martyr_amount"})
OF_A_RULE = re.compile(r"[a-z_]+\.[a-z_]+\.([a-z0-9_]+)")
CONVENTION = re.compile(r"conventions\.(\w+)")
SETTLED: dict[str, Promise] = {
    "age_reached": _("day on which an age is reached"),
    "leap_birthday": _("birthday of somebody born on 29 February"),
    "martyr_subsidy_pay": _("what pay the forty months are of"),
    "yearly_check": _("day of the yearly check"),
    "school_year_ends": _("day on which a school year ends"),
    "scale_down": _("how sums above the cap are cut"),
    "": _("what the law leaves open"),
}
# How a place or a convention settles what the law leaves open.
SETTINGS: dict[str, Promise] = {
    "at_death": _("at the death"),
    "rolling": _("at the calculation"),
    "month_after": _("the month after"),
    "month_of_death": _("the month of the death"),
    "pro_rata": _("by shares"),
    "unsettled": _("not settled"),
    "birthday": _("on the birthday"),
    "day_after": _("on the day after"),
    "basic_pay": _("basic pay"),
    "wage": _("whole wage"),
    "amount": _("a sum of its own"),
    "dibao": _("minimum living standard"),
    "refused": _("none with an own income"),
    "deducted": _("own income is taken off"),
}
LOCAL = re.compile(r"(?P<name>[a-z_]+\.[a-z0-9_]+?)(?:_(?P<year>\d{4}))?(?:@(?P<place>\d{6}))?")


def parameter(code: str) -> str:
    """The name of a parameter, in the reader's language. Local ones are named by the catalogue of packs."""
    for pattern, name in PARAMETERS:
        if found := pattern.fullmatch(code):
            return str(name) % {"year": found[1]} if found.groups() else str(name)
    if (number := OF_A_RULE.fullmatch(code)) and number[1] in NUMBERS:
        return str(NUMBERS[number[1]])
    if convention := CONVENTION.fullmatch(code):
        return str(SETTLED.get(convention[1], SETTLED[""]))
    local = LOCAL.fullmatch(code)
    if local is None or local["name"] not in SETTABLES:
        raise KeyError(code)
    one = SETTABLES[local["name"]]
    told = one.en if get_language() == "en" else one.zh
    details = [part for part in (local["year"], local["place"]) if part]
    return (
        _now("%(name)s (%(details)s)") % {"name": told, "details": _now(", ").join(details)}
        if details
        else told
    )


def value(code: str, told: int | str) -> str:
    """The value of a local parameter: a sum in yuan, a share in percent, anything else as it stands."""
    number = OF_A_RULE.fullmatch(code)
    if number and isinstance(told, int) and number[1] in PER_MILLE | FEN:
        return f"{told / 10:g}%" if number[1] in PER_MILLE else yuan(told)
    local = LOCAL.fullmatch(code)
    kind = SETTABLES[local["name"]].kind if local and local["name"] in SETTABLES else ""
    if kind == "money" and isinstance(told, int):
        return yuan(told)
    if kind == "per_mille" and isinstance(told, int):
        return f"{told / 10:g}%"
    if kind == "flag":
        return _now_of("answer", "yes") if told in (1, "True", "true") else _now_of("answer", "no")
    if kind == "studies":
        return _now(", ").join(FIELDS["study"].words(one) for one in str(told).split("+"))
    return str(SETTINGS.get(str(told), told))
