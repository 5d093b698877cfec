"""Acts on ledgers and on survey rounds."""

from .ledgers import (
    fault_rows,
    keep,
    limits,
    read,
    returned_workbook,
    take_in,
    unit_for,
    workbook_of,
)
from .rounds import accept, begin, give_back, held_now, open_round, send

__all__ = [
    "accept",
    "begin",
    "fault_rows",
    "give_back",
    "held_now",
    "keep",
    "limits",
    "open_round",
    "read",
    "returned_workbook",
    "send",
    "take_in",
    "unit_for",
    "workbook_of",
]
