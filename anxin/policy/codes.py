"""The codes of the inputs and of the gaps. An index in a tuple is the number used in arrays; 0 is unknown."""

from enum import IntFlag
from typing import Final

UNKNOWN: Final = "unknown"

# work_injury is a determination too (工亡, 视同工伤); its sums are those of work-injury insurance.
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

PAYERS: Final = (
    UNKNOWN,
    "unit_of_deceased",
    "county_veterans",
    "work_injury_fund",
    "pension_fund",
    "central_police_fund",
    "county_civil_affairs",
    "county_education",
    "school",
    "county_medical_insurance",
    "work_injury_fund_or_unit",  # not known yet whether the unit was insured: the sums are the same
)

# Who somebody is to the one who died. grandparent, grandchild: of the deceased.
KINS: Final = (UNKNOWN, "parent", "spouse", "child", "sibling", "grandparent", "grandchild", "other")

SEXES: Final = (UNKNOWN, "male", "female")

# Where somebody is at school; "none" is known not to study.
STUDIES: Final = (
    UNKNOWN,
    "none",
    "preschool",
    "primary",
    "junior",
    "senior",
    "vocational",
    "college",
    "postgraduate",
)

# A child's other parent. "unable": one of the states of 民发〔2019〕62号 (F6-2).
OTHER_PARENTS: Final = (UNKNOWN, "living", "unable", "dead")

# How a household stands with social assistance.
ASSISTANCE: Final = (UNKNOWN, "none", "low_income", "destitute")

# How often an amount is paid.
PERIODS: Final = ("once", "month", "year", "day")

# What is looked at again on the day `Line.ends`: nothing ends without a human being.
REVIEWS: Final = (
    "child_16",
    "child_18",
    "elder_50",
    "elder_55",
    "elder_60",
    "elder_80",
    "school_year_ends",
    "yearly_check",
    "figure_published",
    "elder_90",
    "elder_100",
    "age_reached",  # an age that a local pack names and that is none of the others
    "missing_month_4",
)

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
    NO_CHANNEL_RULE_MISSING = 256
    BASIC_PAY = 512
    BASIC_PAY_INVALID = 1024
    INCOME = 2048
    INCOME_UNCONFIRMED = 4096
    BIRTH = 1 << 13
    SEX = 1 << 14
    KIN = 1 << 15
    INCAPACITY = 1 << 16
    RELIANCE = 1 << 17
    MEANS = 1 << 18
    STUDY = 1 << 19
    PARENTS_OF_DECEASED = 1 << 20
    INSURED = 1 << 21
    INSURED_WAGE = 1 << 22
    INSURED_WAGE_INVALID = 1 << 23
    REGION = 1 << 24
    LOCAL_WAGE = 1 << 25
    LOCAL_STANDARD = 1 << 26
    RANK_ALLOWANCE = 1 << 27
    AMOUNT_UNKNOWN = 1 << 28
    RULE_UNCONFIRMED = 1 << 29
    NEEDY = 1 << 30
    OTHER_PARENT = 1 << 31
    WAGE = 1 << 32
    BOARDING = 1 << 33
    ASSISTANCE = 1 << 34
    LONE = 1 << 35
    PENSION_INSURED = 1 << 40
    ORGAN_STAFF_IN_FUND = 1 << 42  # said to be in the enterprises' insurance: a human being confirms
    CONTRIBUTION_YEARS = 1 << 44
    SERVICE_YEARS = 1 << 45
    PROVINCE_INCOME = 1 << 46
    ON_APPLICATION = 1 << 47  # the law names no sum: whoever applies is looked at
    RETIRED = 1 << 48
    CHILDREN_OF_DECEASED = 1 << 41


# The death lies where this rule does not reach; nothing else is asked for then.
OUT_OF_TIME: Final = Gap.DEATH_AFTER_AS_OF | Gap.BEFORE_2004_10

# No rule that was read decides (neither channel, employers outside organs and institutions).
OTHER_RULE: Final = Gap.EMPLOYMENT_RULE_MISSING | Gap.NO_CHANNEL_RULE_MISSING

# These are told with the year of the figure that is missing.
OF_A_YEAR: Final = Gap.INCOME | Gap.INCOME_UNCONFIRMED | Gap.LOCAL_WAGE


class Refusal(IntFlag):
    """Why a rule was looked at and does not hold: bits of the `*_refusals` variables, in this order."""

    NOT_A_DEPENDANT_KIN = 1
    AGE = 2  # old enough or young enough only in another year, and able to work
    NOT_RELIANT = 4
    PARENTS_LIVING = 8  # grandparents, grandchildren and siblings come in only where the parents are gone
    HAS_MEANS = 16
    DIED = 32
    EMPLOYED = 64
    ENLISTED = 128
    REMARRIED = 256
    ADOPTED = 512
    IN_PRISON = 1024  # suspended, not ended
    OVER_18 = 2048
    WORK_INJURY_DECIDES = 4096
    OTHER_PARENT_LIVING = 8192
    NOT_NEEDY = 1 << 24
    WORK_DEATH = 1 << 25  # the pension fund pays for illness and deaths outside work
    SERVICE_TOO_SHORT = 1 << 26
    NO_ASSISTANCE = 1 << 27
    CHILDREN_LIVING = 1 << 20  # grandchildren come in only where the children are gone
    PENSION_FUND_DECIDES = 1 << 21
    INCOME_COVERS = 1 << 22  # the own income is taken off and leaves nothing
    NOTHING_DUE = 1 << 23  # the sum comes to 0: nothing is owed, and 0.00 would read like a sum
    BELOW_80 = 1 << 28  # the elder allowance begins at 80; whether somebody can work plays no part
    EMPLOYEES_COVER = 1 << 29  # insured as staff, not in the residents' medical insurance
