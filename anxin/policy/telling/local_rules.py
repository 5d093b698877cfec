"""The rules that rest on local standards, in the order in which their lines stand."""

from anxin.policy.run import Rule
from anxin.policy.telling import children, pension_fund, relief, student_aid, survivors_allowance

LOCAL_RULES: tuple[Rule, ...] = (
    relief.FUNERAL,
    pension_fund.FUNERAL,
    pension_fund.SURVIVORS,
    survivors_allowance.SURVIVORS,
    children.ORPHAN,
    children.UNATTENDED,
    student_aid.STUDENT_AID,
    relief.MEDICAL_SHARE,
    relief.ELDER,
    *relief.APPLICATIONS,
)
