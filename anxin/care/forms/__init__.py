"""Forms of care, one file a noun."""

from .measures import LetterForm, MeasureForm, NoMeasureForm, SettleMeasureForm
from .needs import NeedForm, SettleNeedForm
from .requests import AnswerForm, ForwardForm
from .responsibility import ResponsibleForm, WorkLeadForm
from .visits import PromiseForm, VisitForm

__all__ = [
    "AnswerForm",
    "ForwardForm",
    "LetterForm",
    "MeasureForm",
    "NeedForm",
    "NoMeasureForm",
    "PromiseForm",
    "ResponsibleForm",
    "SettleMeasureForm",
    "SettleNeedForm",
    "VisitForm",
    "WorkLeadForm",
]
