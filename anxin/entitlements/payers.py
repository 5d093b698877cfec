"""Which of the partner departments' desks deals with what a payer pays, and what several payers pay for."""

from anxin.ground.units.models import Domain

DOMAINS = {
    "work_injury_fund": Domain.HRSS,
    "work_injury_fund_or_unit": Domain.HRSS,  # its agency says whether the unit was insured
    "pension_fund": Domain.HRSS,
    "county_civil_affairs": Domain.CIVIL,
    "county_education": Domain.EDUCATION,
    "school": Domain.EDUCATION,
}
# Rules that serve one purpose for one person: paid by two payers, somebody should look. A rule that stands
# nowhere here serves its own purpose.
PURPOSES: dict[str, tuple[str, ...]] = {
    "living": (
        "dependants_pension", "regular_pension", "survivors_allowance", "orphan_allowance",
        "unattended_child",
    ),
    "funeral": ("work_injury_funeral", "funeral_aid_organ", "pension_fund_funeral"),
    "death": ("lump_sum", "work_injury_death", "work_injury_lump_sum", "pension_fund_survivors"),
}  # fmt: skip


def domain_of(payer: str) -> str:
    """The field of service of a payer's desk; empty where none of the five departments pays."""
    return str(DOMAINS.get(payer, ""))
