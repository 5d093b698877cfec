"""Care: who is responsible, what a family needs, what is done about it, who visited and what was promised."""

from anxin.ground.access.lifecycle import Move, check

from .cards import CardPrint
from .catalogue import ENTRY_MOVES, CatalogueEntry, CatalogueSignature
from .closing import CLOSING_MOVES, Closing
from .contacts import DepartmentContact
from .drafts import VisitDraft
from .duties import DECISION_MOVES, DUTY_MOVES, UNDER_WAY, Duty, DutyStep, Lookahead
from .handover import HANDOVER_MOVES, Absence, Handover, HandoverItem
from .joint import (
    AGREED,
    COLUMN,
    COLUMN_MOVES,
    TABLE_MOVES,
    TO_FILL,
    JointCell,
    JointColumn,
    JointRow,
    JointTable,
    TableStep,
)
from .measures import MEASURE_MOVES, Measure
from .needs import HOW, NEED_MOVES, How, Need
from .plans import FESTIVALS, PLAN_MOVES, Occasion, PlannedVisitor, PlanStep, VisitCycle, VisitNote, VisitPlan
from .requests import ANSWERED, PART, REQUEST_MOVES, TO_ANSWER, WAITING, DepartmentRequest, RequestStep
from .responsibility import MAY_BE_NAMED, ContactLeader, Responsibility, WorkLead, up_the_line
from .visits import PROMISE_MOVES, TOLD, Met, Promise, PromiseStep, Visit, Visitor
from .words import UNANSWERED, WORD_MOVES, FamilyWord, WordStep

__all__ = [
    "AGREED",
    "ANSWERED",
    "CLOSING_MOVES",
    "COLUMN",
    "COLUMN_MOVES",
    "DECISION_MOVES",
    "DUTY_MOVES",
    "ENTRY_MOVES",
    "FESTIVALS",
    "HANDOVER_MOVES",
    "HOW",
    "MAY_BE_NAMED",
    "MEASURE_MOVES",
    "NEED_MOVES",
    "PART",
    "PLAN_MOVES",
    "PROMISE_MOVES",
    "REQUEST_MOVES",
    "TABLE_MOVES",
    "TOLD",
    "TO_ANSWER",
    "TO_FILL",
    "UNANSWERED",
    "UNDER_WAY",
    "WAITING",
    "WORD_MOVES",
    "Absence",
    "CardPrint",
    "CatalogueEntry",
    "CatalogueSignature",
    "Closing",
    "ContactLeader",
    "DepartmentContact",
    "DepartmentRequest",
    "Duty",
    "DutyStep",
    "FamilyWord",
    "Handover",
    "HandoverItem",
    "How",
    "JointCell",
    "JointColumn",
    "JointRow",
    "JointTable",
    "Lookahead",
    "Measure",
    "Met",
    "Move",
    "Need",
    "Occasion",
    "PlanStep",
    "PlannedVisitor",
    "Promise",
    "PromiseStep",
    "RequestStep",
    "Responsibility",
    "TableStep",
    "Visit",
    "VisitCycle",
    "VisitDraft",
    "VisitNote",
    "VisitPlan",
    "Visitor",
    "WordStep",
    "WorkLead",
    "check",
    "up_the_line",
]
