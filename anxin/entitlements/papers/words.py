"""What a family reads about periods and days: whole phrases, plainer than those of the screens."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

UNITS: dict[str, Promise] = {
    "once": pgettext_lazy("unit of a sum", "yuan"),
    "month": pgettext_lazy("unit of a sum", "yuan a month"),
    "year": pgettext_lazy("unit of a sum", "yuan a year"),
    "day": pgettext_lazy("unit of a sum", "yuan a day"),
}
WHEN: dict[str, Promise] = {
    "once": _("once; the rules name no last day"),
    "month": _("every month"),
    "year": _("every year"),
    "day": _("by the day"),
}
SINCE: dict[str, Promise] = {
    "once": _("from %(day)s"),
    "month": _("every month, from %(day)s"),
    "year": _("every year, from %(day)s"),
    "day": _("by the day, from %(day)s"),
}
# With these a rule says in its name that it is decided on application; where that stands above, it goes.
ON_APPLICATION = ("（可申请）", " (on application)")
# Conventions that say that a sum itself is to be confirmed: a family reads them beside the sum.
RESERVED = frozenset({"police_amounts_of_2004"})
# Days of asking for the determination of a death at work, as a family needs them.
LAST_DAYS: dict[str, Promise] = {
    "unit_applies": _("last day for the unit to apply for the work-injury determination"),
    "family_applies": _("where the unit does not apply: last day for you to apply yourselves"),
}
# What a family is told about something missing, in the place of what the office tells itself.
LACKS: dict[str, Promise] = {
    "local_standard": _("the standard of our place is not at hand yet"),
    "amount_unknown": _("the document with the sum is not at hand yet"),
    "rule_unconfirmed": _("the rule is still to be compared with its text"),
    "local_wage": _("the average wage of our place is not at hand yet"),
}
SHOW_PAPERS = _("Please show us the household register or the identity card.")
TELL_US = _("Please bring the household register.")
WE_ASK = _("We ask for it; you need do nothing.")
WE_LOOK = _("We look up the document.")
ASKS: dict[str, Promise] = {
    "birth": SHOW_PAPERS,
    "sex": SHOW_PAPERS,
    "kin": TELL_US,
    "parents_of_deceased": TELL_US,
    "children_of_deceased": TELL_US,
    "incapacity": _("Is there an assessment of working capacity?"),
    "reliance": _("Who mainly kept the household?"),
    "means": _("Please tell us the monthly income."),
    "study": _("Please tell us the school and grade."),
    "needy": _("Please ask the school or civil affairs."),
    "other_parent": _("How is the other parent?"),
    "boarding": _("Does the child board at school?"),
    "assistance": _("Is there a minimum living allowance?"),
    "lone": _("Are there other relatives?"),
}
