"""The personal fields of help, relief, care plans and units' own rules (see ground.access.personal)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

HELP = _("to help an officer or the family with what they asked for")
MONEY = _("to account for relief that was paid")
PLAN = _("to know what a unit does for its officers, and who sees to it")
OF_UNIT: dict[str, Any] = {"purpose": PLAN, "readers": "officers.plan_read", "keep": "work", "basis": "staff",
           "sensitivity": Sensitivity.ORDINARY}  # fmt: skip

personal(
    "officers.HelpRequest",
    "words",
    purpose=HELP,
    readers="officers.help",
    mask="text",
    keep="work",
    basis="staff",
)
personal(
    "officers.HelpRequest", "wanted_for channel asked_on answered_on", purpose=HELP, readers="officers.help",
    keep="work", basis="staff",
)  # fmt: skip
personal(
    "officers.HelpStep",
    "words",
    purpose=HELP,
    readers="officers.help",
    mask="text",
    keep="work",
    basis="staff",
)
personal(
    "officers.Help", "words outcome case_by_case", purpose=HELP, readers="officers.help", mask="text",
    keep="work", basis="staff",
)  # fmt: skip
personal(
    "officers.Payment", "payee words reason taken_by", purpose=MONEY, readers="officers.fund", mask="text",
    keep="case", basis="staff",
)  # fmt: skip
personal(
    "officers.Payment", "amount_fen paid_on receipt receipted_on", purpose=MONEY, readers="officers.fund",
    keep="case", basis="staff",
)  # fmt: skip
personal(
    "officers.FundMoney",
    "words",
    purpose=MONEY,
    readers="officers.fund",
    mask="text",
    keep="case",
    basis="staff",
)
personal(
    "officers.FundMoney", "amount_fen", purpose=MONEY, readers="officers.fund", keep="case", basis="staff"
)
personal("officers.Fund", "name ground", purpose=MONEY, readers="officers.fund", keep="case", basis="staff")
personal("officers.CareItem", "subject words outcome", **OF_UNIT)
personal("officers.CareLook", "quarter words done overdue open", **OF_UNIT)
personal("officers.UnitRule", "subject title text approver approved_on", **OF_UNIT)
