"""The codes of the inputs and of the gaps. An index in a tuple is the number used in arrays; 0 is unknown."""

from enum import IntFlag
from typing import Final

UNKNOWN: Final = "unknown"

# work_injury is a determination too (工亡, 视同工伤); its sums belong to another rule.
CATEGORIES: Final = (UNKNOWN, "martyr", "on_duty", "illness", "work_injury")

# as_civil_servant: institutions run under the civil-service law (参照公务员法管理).
EMPLOYMENTS: Final = (
    UNKNOWN,
    "civil_servant",
    "as_civil_servant",
    "police",
    "institution",
    "enterprise",
    "village",
    "other",
)

CHANNELS: Final = (UNKNOWN, "pension", "work_injury", "neither")

PAYERS: Final = (UNKNOWN, "unit_of_deceased", "county_veterans")

# In the order in which the scenarios of a pending determination are shown.
SCENARIOS: Final = ("on_duty", "illness", "martyr")


class Gap(IntFlag):
    """Why a rule cannot be computed: bits of the `*_gaps` variables, in the order in which they are told."""

    DEATH_DATE = 1
    DEATH_AFTER_AS_OF = 2
    BEFORE_2004_10 = 4
    CATEGORY = 8
    EMPLOYMENT = 16
    EMPLOYMENT_RULE_MISSING = 32
    CHANNEL = 64
    WORK_INJURY_RULE_MISSING = 128
    NO_CHANNEL_RULE_MISSING = 256
    BASIC_PAY = 512
    BASIC_PAY_INVALID = 1024
    INCOME = 2048
    INCOME_UNCONFIRMED = 4096


# The death lies where this rule does not reach; nothing else is asked for then.
OUT_OF_TIME: Final = Gap.DEATH_AFTER_AS_OF | Gap.BEFORE_2004_10

# Another rule decides, and it is not in yet (channel work injury, employers outside the civil service).
OTHER_RULE: Final = Gap.EMPLOYMENT_RULE_MISSING | Gap.WORK_INJURY_RULE_MISSING | Gap.NO_CHANNEL_RULE_MISSING

# These two are told with the year of the figure that is missing.
OF_A_YEAR: Final = Gap.INCOME | Gap.INCOME_UNCONFIRMED
