"""Notices down, reports up."""

from .deliveries import Carried, Chase, Counts, Delivery, Dispatch, Stand, Tally, TallyChange
from .notices import MOVES, Notice, NoticeState, NoticeStep, closes_at
from .packages import Package, PackageKey, PackageKind, Way
from .pieces import Asked, NoticeAddressee, NoticeAttachment, NoticeDay, NoticeItem, NoticeParagraph
from .reliefs import RELIEF_MOVES, Relief, ReliefState
from .reports import REPORT_MOVES, Brought, FrozenFigure, Part, Report, ReportSection, State

__all__ = [
    "MOVES",
    "RELIEF_MOVES",
    "REPORT_MOVES",
    "Asked",
    "Brought",
    "Carried",
    "Chase",
    "Counts",
    "Delivery",
    "Dispatch",
    "FrozenFigure",
    "Notice",
    "NoticeAddressee",
    "NoticeAttachment",
    "NoticeDay",
    "NoticeItem",
    "NoticeParagraph",
    "NoticeState",
    "NoticeStep",
    "Package",
    "PackageKey",
    "PackageKind",
    "Part",
    "Relief",
    "ReliefState",
    "Report",
    "ReportSection",
    "Stand",
    "State",
    "Tally",
    "TallyChange",
    "Way",
    "closes_at",
]
