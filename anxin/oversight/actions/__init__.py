"""Acts of oversight: asking for an export, making it, fetching it."""

from .asking import begin_export, needs_second, request_export
from .fetching import fetch, show_password
from .making import expire, make

__all__ = ["begin_export", "expire", "fetch", "make", "needs_second", "request_export", "show_password"]
