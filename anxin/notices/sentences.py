"""What each section of the report says, as templates: figures go in by code when the report is read.

A report is an official paper in Chinese, whatever language its reader uses, so these are not translated.
"""

from dataclasses import dataclass

from .models import Part

HEADINGS = {
    Part.RECORDS: "逐人逐户建档立卡",
    Part.MEASURES: "会同五部门落实措施",
    Part.VISITS: "经常联系走访",
    Part.STUDY: "学习先进典型",
    Part.AHEAD: "存在问题和下步打算",
}
DEPARTMENT_NAMES = {
    "finance": "财政",
    "civil": "民政",
    "hrss": "人力资源社会保障",
    "health": "卫生健康",
    "education": "教育",
}
SUBJECT_LINES = ("关于因公殉职一线干部家属", "关爱工作情况的报告")  # as the title breaks on paper
SUBJECT = "".join(SUBJECT_LINES)
OPENING = "按照《{notice}》要求，现将我{place}{year}年以来因公殉职一线干部家属关爱工作情况报告如下。"
CLOSING = "特此报告。"
NIL_OPENING = (
    "按照《{notice}》要求，我{place}对因公殉职一线干部家属情况进行了调查摸底。经核实，"
    "截至报告之日，全{place}没有因公殉职一线干部家庭。"
)
NIL_CLOSING = "特此零报告。"
TABLE_CAPTION = "表1　五部门措施落实情况（截至{day}）"
TABLE_HEADS = ("部门", "提出（件）", "落实（件）", "尚差（件）")
TOTAL = "合计"
NOTHING = "无。"
GAP = "〔待录〕"


@dataclass(frozen=True)
class Sentence:
    """One sentence. ``on`` is the figure that decides which: ``words`` when it is more than zero, ``zero``
    when it is zero, and the ``subject`` with a gap mark when it is a gap. Left out when the figure ``given``
    is zero, and when a report does not state ``on`` at all."""

    words: str
    on: str
    subject: str
    zero: str = ""
    given: str = ""


FAMILIES, PROPOSED = "families.households", "measures.proposed"
SENTENCES: dict[Part, tuple[Sentence, ...]] = {
    Part.RECORDS: (
        Sentence(
            "全{place}建档立卡{families.households}户、{families.people}人，"
            "其中年满60周岁的老人{families.elders}人、未成年人{families.minors}人。",
            on=FAMILIES,
            subject="建档立卡情况",
            zero="全{place}没有因公殉职一线干部家庭。",
        ),
        Sentence(
            "另有{families.birth_unknown}人出生日期不全，年龄待核实，未计入以上老人或者未成年人。",
            on="families.birth_unknown",
            subject="年龄待核实人数",
        ),
        Sentence(
            "{families.officers_pending}名干部的因公殉职情形待认定。",
            on="families.officers_pending",
            subject="认定情况",
            zero="因公殉职情形均已认定。",
            given=FAMILIES,
        ),
        Sentence(
            "{care.unnamed}户的责任人待指派，暂由单位专责人负责。",
            on="care.unnamed",
            subject="责任人指派情况",
            zero="每户均已明确责任人。",
            given=FAMILIES,
        ),
    ),
    Part.MEASURES: (
        Sentence(
            "会同财政、民政、人力资源社会保障、卫生健康、教育部门逐户会商，共提出措施{measures.proposed}件，"
            "已落实{measures.done}件（见表1）。",
            on=PROPOSED,
            subject="五部门措施情况",
            zero="五部门措施尚未提出。",
            given=FAMILIES,
        ),
        Sentence(
            "尚有{measures.left}件未落实。",
            on="measures.left",
            subject="措施落实情况",
            zero="提出的措施已全部落实。",
            given=PROPOSED,
        ),
        Sentence(
            "一次性抚恤金已测算{entitlements.calculated}人。",
            on="entitlements.calculated",
            subject="一次性抚恤金测算情况",
            zero="一次性抚恤金尚未测算。",
            given=FAMILIES,
        ),
        Sentence(
            "{entitlements.pending_scenarios}人待认定，已按不同情形分别测算。",
            on="entitlements.pending_scenarios",
            subject="待认定人员测算情况",
        ),
    ),
    Part.VISITS: (
        Sentence(
            "{year}年以来走访慰问{care.visits_year}次。",
            on="care.visits_year",
            subject="走访慰问情况",
            zero="{year}年以来尚未走访。",
            given=FAMILIES,
        ),
        Sentence(
            "{care.families_unvisited}户尚未走访。",
            on="care.families_unvisited",
            subject="尚未走访户数",
            zero="每户均已走访。",
            given="care.visits_year",
        ),
        Sentence(
            "走访中承诺的事项有{care.promises_overdue}件逾期未办结。",
            on="care.promises_overdue",
            subject="承诺事项办理情况",
            zero="走访中承诺的事项没有逾期。",
            given="care.visits_year",
        ),
    ),
    Part.STUDY: (
        Sentence(
            "{year}年以来登记学习活动{exemplars.activities}次，参加{exemplars.attendances}人次。",
            on="exemplars.activities",
            subject="学习活动情况",
            zero="{year}年以来尚未登记学习活动。",
        ),
    ),
    Part.AHEAD: (
        Sentence(
            "已登记的困难需求中，{care.needs_open}项尚未解决。",
            on="care.needs_open",
            subject="困难需求解决情况",
            zero="没有尚未解决的困难需求。",
        ),
        Sentence(
            "应发未发的待遇{entitlements.unpaid}笔。",
            on="entitlements.unpaid",
            subject="待遇发放情况",
            zero="没有应发未发的待遇。",
        ),
        Sentence(
            "{entitlements.gaps}项待遇测算所需的资料或者标准缺失。",
            on="entitlements.gaps",
            subject="待遇测算所缺资料",
        ),
    ),
}
