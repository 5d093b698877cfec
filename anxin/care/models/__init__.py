"""Care: who is responsible, what a family needs, what is done about it, who visited and what was promised."""

from .lifecycle import Move, check
from .measures import MEASURE_MOVES, Measure
from .needs import NEED_MOVES, Need
from .requests import ANSWERED, PART, REQUEST_MOVES, TO_ANSWER, WAITING, DepartmentRequest, RequestStep
from .responsibility import MAY_BE_NAMED, ContactLeader, Responsibility, WorkLead, up_the_line
from .visits import PROMISE_MOVES, Met, Promise, PromiseStep, Visit

__all__ = [
    "ANSWERED",
    "MAY_BE_NAMED",
    "MEASURE_MOVES",
    "NEED_MOVES",
    "PART",
    "PROMISE_MOVES",
    "REQUEST_MOVES",
    "TO_ANSWER",
    "WAITING",
    "ContactLeader",
    "DepartmentRequest",
    "Measure",
    "Met",
    "Move",
    "Need",
    "Promise",
    "PromiseStep",
    "RequestStep",
    "Responsibility",
    "Visit",
    "WorkLead",
    "check",
    "up_the_line",
]
