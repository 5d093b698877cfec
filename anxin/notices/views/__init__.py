"""Pages on notices and on reports."""

from .notices import addressee, notice, notices
from .reports import report, report_figure, report_new, report_sign, report_word, report_words, reports

__all__ = [
    "addressee",
    "notice",
    "notices",
    "report",
    "report_figure",
    "report_new",
    "report_sign",
    "report_word",
    "report_words",
    "reports",
]
