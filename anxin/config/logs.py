"""Logs: one JSON object a line, with the request id, never a personal value."""

import logging

import structlog

from anxin.ground.journal.actions import request_id


def _add_request_id(
    logger: logging.Logger | None, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    event["request_id"] = request_id.get()
    return event


def formatter() -> logging.Formatter:
    """The formatter named in settings.LOGGING."""
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            _add_request_id,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
