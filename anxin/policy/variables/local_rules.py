"""The variables of rules that rest on local standards, and of annual leave."""

from anxin.policy.variables import (
    annual_leave,
    children,
    elder_allowance,
    medical_share,
    pension_fund,
    relief,
    student_aid,
    survivors,
    survivors_allowance,
)

LOCAL_VARIABLES = (
    *annual_leave.VARIABLES,
    *survivors.VARIABLES,
    *survivors_allowance.VARIABLES,
    *pension_fund.VARIABLES,
    *children.VARIABLES,
    *student_aid.VARIABLES,
    *medical_share.VARIABLES,
    *elder_allowance.VARIABLES,
    *relief.VARIABLES,
)
