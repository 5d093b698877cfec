"""The personal fields of check-ups and leave. Of a check-up there is no field to declare but that it was."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

LEAVE = _("to see that officers take the leave that is theirs")
CHECK_UP = _("to see that officers get their check-ups")
READ = "officers.leave_read"

personal(
    "officers.LeaveYear",
    "continuous vacation_days personal_days entitled_days left_halves open_halves carried_on_days"
    " untaken_reason",
    purpose=LEAVE,
    readers=READ,
    keep="work",
    basis="staff",
)
personal(
    "officers.LeaveYear",
    "sick_months",
    purpose=_("to see that officers take their leave, and that somebody talks with whoever was ill for long"),
    readers=READ,
    mask="hidden",
    keep="work",
    basis="staff",
    sensitivity=Sensitivity.HEALTH,
)
personal(
    "officers.LeaveYear",
    "annual_pay_fen extra_fen paid_on",
    purpose=LEAVE,
    readers=READ,
    keep="work",
    basis="staff",
    clear="law",
)
personal(
    "officers.LeaveYear",
    "untaken_words",
    purpose=LEAVE,
    readers=READ,
    mask="text",
    keep="work",
    basis="staff",
)
personal(
    "officers.Leave",
    "first last from_noon until_noon halves",
    purpose=LEAVE,
    readers=READ,
    keep="work",
    basis="staff",
)
personal("officers.LeaveStep", "words", purpose=LEAVE, readers=READ, mask="text", keep="work", basis="staff")
personal(
    "officers.CheckUp", "why", purpose=CHECK_UP, readers="officers.check_ups", keep="work", basis="staff"
)
personal(
    "officers.CheckUpBatch",
    "hospital first last",
    purpose=CHECK_UP,
    readers="officers.check_ups",
    keep="work",
    basis="staff",
    sensitivity=Sensitivity.ORDINARY,
)
