"""Notices down, reports up."""

from .notices import Asked, Notice, NoticeAddressee, NoticeItem, NoticeParagraph
from .reports import FrozenFigure, Part, Report, ReportSection, State

__all__ = [
    "Asked",
    "FrozenFigure",
    "Notice",
    "NoticeAddressee",
    "NoticeItem",
    "NoticeParagraph",
    "Part",
    "Report",
    "ReportSection",
    "State",
]
