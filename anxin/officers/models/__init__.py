"""Records of the room, one file a noun."""

from .base import OfOfficer
from .check_ups import CHECK_UP_MOVES, CheckUp, CheckUpBatch
from .contacts import ContactPoint, ContactVisit
from .counselling import BOOKING_MOVES, HOLDING, Booking, Counsellor, Slot
from .deaths import STEP_MOVES, Death, FirstStep
from .files import RosterFile
from .frontline import Frontline, Ground
from .funds import PAYMENT_MOVES, Fund, FundMoney, Payment
from .help import HELP_MOVES, REQUEST_MOVES, Help, HelpEntry, HelpKind, HelpRequest, HelpStep
from .leave import HALF, LEAVE_MOVES, Leave, LeaveStep, LeaveYear, days_told
from .officers import Leaving, Officer, OfficerQuerySet, OwnPlace
from .plans import ITEM_MOVES, PLAN_MOVES, CareItem, CareLook, CarePlan, RuleSubject, Subject, UnitRule
from .rest import LONGEST, Rest, RestRule, rest_at, rests
from .talks import TALK_PROMISE_MOVES, ReadBy, Talk, TalkOccasion, TalkPromise, TalkRule, TalkWords
from .vault import CounsellorKey, CounsellorNote, KeyRecovery

__all__ = [
    "BOOKING_MOVES",
    "CHECK_UP_MOVES",
    "HALF",
    "HELP_MOVES",
    "HOLDING",
    "ITEM_MOVES",
    "LEAVE_MOVES",
    "LONGEST",
    "PAYMENT_MOVES",
    "PLAN_MOVES",
    "REQUEST_MOVES",
    "STEP_MOVES",
    "TALK_PROMISE_MOVES",
    "Booking",
    "CareItem",
    "CareLook",
    "CarePlan",
    "CheckUp",
    "CheckUpBatch",
    "ContactPoint",
    "ContactVisit",
    "Counsellor",
    "CounsellorKey",
    "CounsellorNote",
    "Death",
    "FirstStep",
    "Frontline",
    "Fund",
    "FundMoney",
    "Ground",
    "Help",
    "HelpEntry",
    "HelpKind",
    "HelpRequest",
    "HelpStep",
    "KeyRecovery",
    "Leave",
    "LeaveStep",
    "LeaveYear",
    "Leaving",
    "OfOfficer",
    "Officer",
    "OfficerQuerySet",
    "OwnPlace",
    "Payment",
    "ReadBy",
    "Rest",
    "RestRule",
    "RosterFile",
    "RuleSubject",
    "Slot",
    "Subject",
    "Talk",
    "TalkOccasion",
    "TalkPromise",
    "TalkRule",
    "TalkWords",
    "UnitRule",
    "days_told",
    "rest_at",
    "rests",
]
