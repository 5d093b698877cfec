"""Forms of the room, one file a noun."""

from .counselling import (
    EntrustForm,
    LostForm,
    NameCounsellorForm,
    NewPassphraseForm,
    NoteForm,
    NumberForm,
    OfferForm,
    OpenForm,
    RecoverForm,
    WithdrawForm,
)
from .leave import LeaveForm, LeaveStepForm, PaidForm, PlanForms, SettleYearForm, YearFactsForm, next_steps
from .rest import BatchForm, MarkForms, RestForm
from .roster import (
    AccountForm,
    CallForm,
    EndForm,
    FrontForm,
    LeavingForm,
    OfficerForm,
    RosterForm,
    SamePersonForm,
)
from .talks import OccasionForm, TalkForm, TalkPromiseForm, TalkRuleForm

__all__ = [
    "AccountForm",
    "BatchForm",
    "CallForm",
    "EndForm",
    "EntrustForm",
    "FrontForm",
    "LeaveForm",
    "LeaveStepForm",
    "LeavingForm",
    "LostForm",
    "MarkForms",
    "NameCounsellorForm",
    "NewPassphraseForm",
    "NoteForm",
    "NumberForm",
    "OccasionForm",
    "OfferForm",
    "OfficerForm",
    "OpenForm",
    "PaidForm",
    "PlanForms",
    "RecoverForm",
    "RestForm",
    "RosterForm",
    "SamePersonForm",
    "SettleYearForm",
    "TalkForm",
    "TalkPromiseForm",
    "TalkRuleForm",
    "WithdrawForm",
    "YearFactsForm",
    "next_steps",
]
