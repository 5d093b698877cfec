"""What the numbers of a report are called beside it, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.ground.figures.registry import get

# Names of the numbers that a report makes of others.
NAMES: dict[str, Promise] = {
    "measures.proposed": _("measures proposed"),
    "measures.done": _("measures carried out"),
    "measures.left": _("measures not carried out yet"),
    "measures.left.finance": _("measures not carried out yet, finance"),
    "measures.left.civil": _("measures not carried out yet, civil affairs"),
    "measures.left.hrss": _("measures not carried out yet, human resources and social security"),
    "measures.left.health": _("measures not carried out yet, health"),
    "measures.left.education": _("measures not carried out yet, education"),
}


# What the figures are called on paper, which is Chinese whatever the reader's language.
PAPER_NAMES = {
    "families.households": "建档家庭（户）",
    "families.people": "家庭成员（人）",
    "families.elders": "年满60周岁（人）",
    "families.minors": "未成年人（人）",
    "families.birth_unknown": "年龄待核实（人）",
    "families.officers_pending": "待认定干部（名）",
    "care.unnamed": "责任人待指派（户）",
    "measures.proposed": "提出措施（件）",
    "measures.done": "落实措施（件）",
    "measures.left": "未落实措施（件）",
    "entitlements.calculated": "抚恤金已测算（人）",
    "entitlements.pending_scenarios": "分情形测算（人）",
    "care.visits_year": "走访慰问（次）",
    "care.families_unvisited": "尚未走访（户）",
    "care.promises_overdue": "承诺逾期（件）",
    "exemplars.activities": "学习活动（次）",
    "exemplars.attendances": "参加学习（人次）",
    "care.needs_open": "未解决需求（项）",
    "entitlements.unpaid": "应发未发（笔）",
    "entitlements.gaps": "测算所缺（项）",
}

# The figures in the order in which a report states them, without those that only its table needs.
STATED = (
    "families.households",
    "families.people",
    "families.elders",
    "families.minors",
    "families.birth_unknown",
    "families.officers_pending",
    "care.unnamed",
    "measures.proposed",
    "measures.done",
    "measures.left",
    "entitlements.calculated",
    "entitlements.pending_scenarios",
    "care.visits_year",
    "care.families_unvisited",
    "care.promises_overdue",
    "exemplars.activities",
    "exemplars.attendances",
    "care.needs_open",
    "entitlements.unpaid",
    "entitlements.gaps",
)


def figure_name(code: str) -> Promise | str:
    """The name of a figure: its own, or the one kept here; its code where no room knows it."""
    try:
        return get(code).name
    except KeyError:
        return NAMES.get(code, code)
