"""Logs: one JSON object a line, with the request id and the caller's address, never a personal value."""

import logging
import traceback

import structlog
from django.http import HttpRequest

from anxin.ground.journal.actions import request_id

FRAMES = 12


def _add_request(
    logger: logging.Logger | None, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Django logs an answer after the middleware has ended: the line's own request knows its id better."""
    request = getattr(event.get("_record"), "request", None)
    event["request_id"] = getattr(request, "request_id", "") or request_id.get()
    if isinstance(request, HttpRequest):
        event["client"] = request.META.get("REMOTE_ADDR", "")  # see config.exposure: whom it believes
    return event


def _frames_without_values(
    logger: logging.Logger | None, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Where an exception came from, without its message: messages of databases and forms repeat values."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
        event["exception"] = type(error).__name__
        event["frames"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def formatter() -> logging.Formatter:
    """The formatter named in settings.LOGGING."""
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            _add_request,
            _frames_without_values,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
