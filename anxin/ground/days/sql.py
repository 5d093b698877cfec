"""Days reckoned by the database, as the acts reckon them in Python."""

from typing import Any

from django.db.models import DateField, Func


class MonthsLater(Func):
    """The same day so many months later, the last of the month where it has no such day; no day where either
    is missing. ``MonthsLater("day", "months")``."""

    template = "((%(expressions)s))::date)"
    arg_joiner = " + make_interval(months => "  # day + make_interval(months => months)
    arity = 2
    output_field: Any = DateField()


class DaysLater(Func):
    """So many days later; no day where either is missing. ``DaysLater("day", "days")``."""

    template = "(%(expressions)s)"
    arg_joiner = " + "  # day + days
    arity = 2
    output_field: Any = DateField()
