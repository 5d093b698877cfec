"""Forms of care, one file a noun."""

from .catalogue import ContactForm, EntryForm, EntryNextForm, SignatureForm
from .closing import ClosingForm, DecideForm, ReopenForm
from .duties import DutyForm, SecondLookForm
from .joint import CellForm, ColumnForm, NextForm, SignForm, StartForm
from .measures import LetterForm, MeasureForm, NoMeasureForm, SettleMeasureForm
from .needs import NeedForm, SettleNeedForm, VerifyForm
from .passing import AbsenceForm, CallOffForm, HandoverToldForm, LeavingForm, PointForm
from .plans import CycleForm, LineForm, NoteForm, PlanForm, ReplanForm, RoundForm
from .requests import AnswerForm, ForwardForm
from .responsibility import ResponsibleForm, WorkLeadForm
from .visits import PromiseForm, ToldForm, VisitForm
from .words import AnswerWordForm, WordForm

__all__ = [
    "AbsenceForm",
    "AnswerForm",
    "AnswerWordForm",
    "CallOffForm",
    "CellForm",
    "ClosingForm",
    "ColumnForm",
    "ContactForm",
    "CycleForm",
    "DecideForm",
    "DutyForm",
    "EntryForm",
    "EntryNextForm",
    "ForwardForm",
    "HandoverToldForm",
    "LeavingForm",
    "LetterForm",
    "LineForm",
    "MeasureForm",
    "NeedForm",
    "NextForm",
    "NoMeasureForm",
    "NoteForm",
    "PlanForm",
    "PointForm",
    "PromiseForm",
    "ReopenForm",
    "ReplanForm",
    "ResponsibleForm",
    "RoundForm",
    "SecondLookForm",
    "SettleMeasureForm",
    "SettleNeedForm",
    "SignForm",
    "SignatureForm",
    "StartForm",
    "ToldForm",
    "VerifyForm",
    "VisitForm",
    "WordForm",
    "WorkLeadForm",
]
