"""Forms of notices and reports."""

from .composing import (
    AddresseeForm,
    AttachmentForm,
    DecideForm,
    HandInForm,
    ItemForm,
    LevelDaysForm,
    WhyForm,
    WordsOfNoticeForm,
)
from .passing import ReliefDecisionForm, ReliefForm, SureForm
from .reports import DraftForm, ReturnForm, WordsForm

__all__ = [
    "AddresseeForm",
    "AttachmentForm",
    "DecideForm",
    "DraftForm",
    "HandInForm",
    "ItemForm",
    "LevelDaysForm",
    "ReliefDecisionForm",
    "ReliefForm",
    "ReturnForm",
    "SureForm",
    "WhyForm",
    "WordsForm",
    "WordsOfNoticeForm",
]
