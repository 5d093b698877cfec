"""The child process that opens what strangers send: `python -m anxin.surveys.ledger.child`.

Takes one order as JSON on standard input, answers in JSON lines on standard output, and dies by its own
limits of memory and time before the machine notices. Imports nothing of Django, so that it starts in a
twentieth of a second.
"""

import contextlib
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from anxin.surveys.ledger.limits import REFUSED, Limits, Unreadable
from anxin.surveys.ledger.opening import open_sheets
from anxin.surveys.ledger.rebuilding import rebuild
from anxin.surveys.ledger.stamping import stamp


def main(orders: IO[str], answers: IO[bytes]) -> int:
    """Carries out one order: `read` the workbook, or `return` it with a column of notes."""
    order = json.load(orders)
    limits = Limits(**order["limits"])
    _limit_self(limits)
    try:
        _ORDERS[order["act"]](order, limits, answers)
        return 0
    except Unreadable as refusal:
        _say(answers, {"unreadable": refusal.code, "params": refusal.params})
    except MemoryError:
        _say(answers, {"unreadable": "too_heavy", "params": {}})
    return REFUSED


def _limit_self(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold personal data
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    with contextlib.suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


def _read(order: dict[str, Any], limits: Limits, answers: IO[bytes]) -> None:
    for sheet in open_sheets(Path(order["path"]), limits, meta=True):
        _say(answers, {"sheet": sheet.name, "merged": sheet.merged})
        for number, cells in sheet.rows:
            _say(answers, [number, cells])


def _return(order: dict[str, Any], limits: Limits, answers: IO[bytes]) -> None:
    source, target = Path(order["path"]), Path(order["to"])
    same = stamp(source, target, order["notes"], limits)
    if not same:
        rebuild(open_sheets(source, limits), target, order["notes"])
    _say(answers, {"same": same})


_ORDERS = {"read": _read, "return": _return}


def _say(answers: IO[bytes], answer: object) -> None:
    answers.write(json.dumps(answer, ensure_ascii=False, default=_plain).encode("utf-8", "replace") + b"\n")


def _plain(value: object) -> dict[str, str]:
    """Dates as {"d": …}; a time of day or a span has no place in a ledger and becomes text."""
    if isinstance(value, datetime):
        return {"d": value.date().isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time | timedelta):
        return {"t": str(value)}
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    sys.exit(main(sys.stdin, sys.stdout.buffer))
