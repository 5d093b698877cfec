"""Exemplars and study: whom to learn from, with what, and what units did about it. Nobody's attendance."""

from .activities import Activity, Establishment, Form
from .drafts import DRAFT_MOVES, Consenter, Draft
from .exemplars import Exemplar, Part, Passage
from .materials import Material, MaterialVersion
from .programmes import Every, Programme, Schedule
from .publicity import Medium, Publicity
from .tallies import STAFF, STUDY, StaffTally, StaffTallyChange, StudyTally, StudyTallyChange
from .themes import Theme

__all__ = [
    "DRAFT_MOVES",
    "STAFF",
    "STUDY",
    "Activity",
    "Consenter",
    "Draft",
    "Establishment",
    "Every",
    "Exemplar",
    "Form",
    "Material",
    "MaterialVersion",
    "Medium",
    "Part",
    "Passage",
    "Programme",
    "Publicity",
    "Schedule",
    "StaffTally",
    "StaffTallyChange",
    "StudyTally",
    "StudyTallyChange",
    "Theme",
]
