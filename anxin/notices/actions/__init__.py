"""Acts on notices and reports."""

from .issuing import issue_first_notice, issue_notice
from .reporting import Narratives, draft_report, revise_report, sign_report, suggested_mark

__all__ = [
    "Narratives",
    "draft_report",
    "issue_first_notice",
    "issue_notice",
    "revise_report",
    "sign_report",
    "suggested_mark",
]
