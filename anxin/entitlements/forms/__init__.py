"""Forms of entitlements, one file a noun."""

from .claims import (
    AgreementForm,
    AppealForm,
    ApplyForm,
    ChooseForm,
    CloseForm,
    CorrectForm,
    DecideForm,
    PayForm,
)

__all__ = [
    "AgreementForm",
    "AppealForm",
    "ApplyForm",
    "ChooseForm",
    "CloseForm",
    "CorrectForm",
    "DecideForm",
    "PayForm",
]
