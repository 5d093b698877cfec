"""Rights of the persons concerned: their requests, the basis and the consents, retention, the assessment."""

from .assessments import Assessment
from .basis import BASES, Consent, LegalBasis, NoticeGiven
from .requests import DECISIONS, REQUEST_MOVES, RequestStep, RightsRequest, Tombstone
from .retention import Appraisal

__all__ = [
    "BASES",
    "DECISIONS",
    "REQUEST_MOVES",
    "Appraisal",
    "Assessment",
    "Consent",
    "LegalBasis",
    "NoticeGiven",
    "RequestStep",
    "RightsRequest",
    "Tombstone",
]
