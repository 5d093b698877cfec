"""What rooms above care show beside a request on the page of its measure, and beside a column of a table."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from .models import DepartmentRequest, JointColumn

Beside = Callable[[HttpRequest, DepartmentRequest], SafeString]
BesideColumn = Callable[[HttpRequest, JointColumn], SafeString]
_parts: list[Beside] = []
_column_parts: list[BesideColumn] = []


def show_beside(part: Beside) -> Beside:
    """Register a part; it returns its own HTML, or an empty one when it has nothing to say."""
    _parts.append(part)
    return part


def beside(request: HttpRequest, asked: DepartmentRequest) -> list[SafeString]:
    """Every part of one request, for this reader."""
    return [part(request, asked) for part in _parts]


def show_beside_column(part: BesideColumn) -> BesideColumn:
    """The same, beside one department's column of a joint table."""
    _column_parts.append(part)
    return part


def beside_column(request: HttpRequest, column: JointColumn) -> list[SafeString]:
    """Every part of one column, for this reader."""
    return [part(request, column) for part in _column_parts]
