"""Logs of the door: kind, place and moment of a fault. No address (it is the secret), no value."""

import json
import logging
import traceback
from datetime import UTC, datetime

FRAMES = 12


class Formatter(logging.Formatter):
    """One JSON object a line, of a closed list of entries."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "place": f"{record.pathname}:{record.lineno}",
        }
        line |= {name: value for name in ("kind", "frames") if (value := getattr(record, name, None))}
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
            line |= {
                "kind": type(error).__name__,
                "frames": [f"{frame.filename}:{frame.lineno}" for frame in frames],
            }
        return json.dumps(line, ensure_ascii=False)
