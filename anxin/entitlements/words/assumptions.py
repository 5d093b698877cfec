"""What had to be assumed, and what the law leaves open and a convention settles."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .inputs import EMPLOYMENTS
from .said import said

ASSUMPTIONS: dict[str, Promise] = {
    "pending_category": _("The determination is pending; each category is calculated as one scenario."),
    "assumed_pension_channel": _("The law that pays is not confirmed; the pension channel is assumed."),
    "assumed_civil_servant": _("The employment is not confirmed; the unit's name suggests a civil servant."),
    "assumed_police": _("The employment is not confirmed; the unit's name suggests the police."),
    "assumed_institution": _("The employment is not confirmed; unit or post suggest a public institution."),
    "assumed_enterprise": _("The employment is not confirmed; the unit's name suggests an enterprise."),
    "assumed_village": _("The employment is not confirmed; unit or post suggest a village officer."),
    "assumed_work_injury_channel": _("The law that pays is not confirmed; work-injury insurance is assumed."),
    "fund_or_unit": _(
        "It is not confirmed whether the unit had joined work-injury insurance: if it had, the fund pays,"
        " if not, the unit pays the same itself."
    ),
    "others_unsettled": _(
        "Reckoned without those of whom something is missing; with them the sums may be cut."
    ),
    "not_lone_by_card": _(
        "On the card are relatives who make it unlikely that this person is alone; taken as not alone."
    ),
    "advance_to_be_settled": _("An advance paid while the officer was missing is to be set off."),
}
SHORT_ASSUMPTIONS: dict[str, Promise] = {
    "assumed_pension_channel": _("pension channel assumed"),
    "assumed_civil_servant": _("civil servant assumed"),
    "assumed_police": _("police assumed"),
    "assumed_institution": _("public institution assumed"),
    "assumed_enterprise": _("enterprise assumed"),
    "assumed_village": _("village officer assumed"),
    "assumed_work_injury_channel": _("work-injury channel assumed"),
    "fund_or_unit": _("fund or unit pays"),
}
# What an assumption puts in the place of an input that the register lacks.
ASSUMED: dict[str, dict[str, str]] = {
    "channel": {"assumed_pension_channel": "pension", "assumed_work_injury_channel": "work_injury"},
    "employment": {f"assumed_{kind}": kind for kind in EMPLOYMENTS},
}
CONVENTIONS: dict[str, Promise] = said("conventions", capital=True)
# Conventions that keep a sum itself in doubt: told beside it, not at the foot.
RESERVATIONS: dict[str, Promise] = {
    "police_amounts_of_2004": _("amount of 2004: whether it still holds is not verified"),
}
