"""Pages on notices and on reports."""

from .notices import addressee, attachment, notice, notices
from .papers import notice_pdf, notice_word, reminder_pdf, reminder_word, report_pdf, report_word
from .report_lists import report_below, report_figure, report_sum
from .report_steps import report_accept, report_recount, report_return, report_send, report_sign
from .reports import report, report_new, report_words, reports

__all__ = [
    "addressee",
    "attachment",
    "notice",
    "notice_pdf",
    "notice_word",
    "notices",
    "reminder_pdf",
    "reminder_word",
    "report",
    "report_accept",
    "report_below",
    "report_figure",
    "report_new",
    "report_pdf",
    "report_recount",
    "report_return",
    "report_send",
    "report_sign",
    "report_sum",
    "report_word",
    "report_words",
    "reports",
]
