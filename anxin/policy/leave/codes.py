"""Codes of annual leave: what may be missing, what excludes the leave, why days were not taken."""

from enum import IntFlag
from typing import Final


class LeaveGap(IntFlag):
    """Why the leave of a year cannot be computed, in the order in which it is told."""

    SERVICE_START = 1
    CONTINUOUS_YEAR = 2
    VACATION_DAYS = 4
    PERSONAL_DAYS = 8
    SICK_MONTHS = 16
    TAKEN_DAYS = 32
    UNTAKEN_REASON = 64
    ANNUAL_PAY = 128
    CALENDAR = 256
    BEFORE_2008 = 512


class Exclusion(IntFlag):
    """Why there is no leave this year (条例 art 2 and 4), in the order in which it is told."""

    LESS_THAN_A_YEAR = 1
    NOT_CONTINUOUS = 2
    VACATION_LONGER = 4
    PERSONAL_LEAVE = 8
    SICK_LEAVE = 16
    EXCLUDED_BY_LAST_YEAR = 32


# Which exclusions, arising after leave was taken, fall on the next year instead (办法 art 4).
OF_THE_YEAR: Final = Exclusion.VACATION_LONGER | Exclusion.PERSONAL_LEAVE | Exclusion.SICK_LEAVE

# Why days were not taken: the unit could not arrange them; the officer did not want them.
UNTAKEN_REASONS: Final = ("unknown", "work", "own")
