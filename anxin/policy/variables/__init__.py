"""The variables of the law: facts of a case, and the rules that read them."""

from anxin.policy.variables import (
    coverage,
    death,
    determination,
    income,
    lump_sum,
    martyr_praise,
    pay,
    recipients,
)

VARIABLES = (
    *death.VARIABLES,
    *determination.VARIABLES,
    *pay.VARIABLES,
    *coverage.VARIABLES,
    *income.VARIABLES,
    *lump_sum.VARIABLES,
    *martyr_praise.VARIABLES,
    *recipients.VARIABLES,
)
