"""The notice to the family (个人信息处理告知书): on A4, in plain words (PIPL articles 17, 30 and 35).

Purposes and kinds of data come from the registry of personal fields, so the paper says all that is held.
"""

from collections import defaultdict

from django.utils.translation import override

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.paper.official import long_date
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.paper.shapes import Column, KeyValues, Pair, Paragraph, Section, Sheet, Table

from .models import LegalBasis
from .registry import SENSITIVE, declared
from .rules import rules

ROOMS = {
    "families": (
        "家庭成员的姓名、性别、出生日期、证件号码、电话、住址，生活、医疗、养老、上学等情况",
        "逐人逐户建档立卡，了解困难",
    ),
    "care": ("困难和需求、帮扶措施、走访情况", "会同有关部门落实措施，走访慰问"),
    "entitlements": ("待遇测算所需的情况和测算结果", "核对依法应当享受的待遇"),
    "surveys": ("有关部门已经登记的台账", "避免向您重复了解情况"),
    "rights": ("您提出的请求、您的同意", "办理您的请求"),
}
HANDLED = (
    "由组织部门指定的责任人和专责人办理。证件号码、电话、健康情况加密保存，平时遮盖显示，每次查看都留有记录。"
)
NEEDED = (
    "证件号码、健康、收入等敏感信息，只在核对身份、申办待遇和安排照护所必需时了解，"
    "您可以不提供与此无关的情况。"
)
SHARED = (
    "只在为您办理具体事项时，向财政、民政、人力资源和社会保障、卫生健康、教育部门提供办理该事项所必需的内容，并留存提供记录。"
    "法定职责以外的提供，需另行征得您的同意。"
)
HOW = "打电话、来访或者请责任人代为提出即可，不收费用。我们核对身份后办理，不同意办理的会书面说明理由。"
CHILDREN = "未满十四周岁儿童的情况都按敏感个人信息管理，需要同意的事项由监护人同意。"
RIGHTS = (
    ("查阅、复制", "可以了解我们保存了您的哪些情况，取得复制件"),
    ("更正、补充", "情况不准确、不完整的，可以请求更正、补充"),
    ("删除、封存", "不再需要的可以请求删除；依法应当保存的，可以请求封存，只存储、不使用"),
    ("解释说明", "可以请求解释处理规则，了解谁查看过"),
    ("撤回同意", "您同意的事项可以随时撤回，不影响此前已经进行的处理，也不影响您依法享受的待遇"),
    ("近亲属", "为自身合法、正当利益，可以查阅、复制、更正、删除逝者的有关情况，逝者生前另有安排的除外"),
)


def notice_pdf(household: Household, by: Post) -> bytes:
    """The notice for one family."""
    with override("zh-hans"):
        return sheet_pdf(
            Sheet(
                title="个人信息处理告知书",
                subtitle=by.unit.name,
                number=household.number,
                classification="一式两份，家庭留存一份",
                sections=tuple(_sections(household, by)),
                signatures=("告知人", "被告知人（签名）", "日期"),
                foot=f"{by.unit.name}，{long_date(today())}",
            )
        )


def _sections(household: Household, by: Post) -> list[Section]:
    basis = LegalBasis.objects.filter(household=household).first()
    duty = "履行法定职责（《个人信息保护法》第十三条第一款第三项）"
    by_consent = basis is not None and basis.basis == "consent"
    ground = "取得您的同意（《个人信息保护法》第十三条第一款第一项）" if by_consent else duty
    document = basis.document if basis else "中央组织部2017年4月12日通知"
    who = KeyValues(
        (
            Pair("处理者", by.unit.name, wide=True),
            Pair("联系人", by.name),
            Pair("电话", by.phone or "　"),
            Pair("处理依据", f"{ground}；{document}", wide=True),
        )
    )
    keep = f"家庭登记情况{_period('register')}，帮扶和待遇记录{_period('case')}，到期由专人鉴定，不自动销毁"
    return [
        Section("谁在处理", who),
        Section("处理什么、为了什么", _purposes()),
        Section("怎样处理、保存多久", Paragraph(f"{NEEDED}{HANDLED}{keep}。{CHILDREN}")),
        Section("提供给谁", Paragraph(SHARED)),
        Section("您的权利", Table((Column("权利", "lead"), Column("怎么用")), RIGHTS)),
        Section("怎么提出", Paragraph(HOW)),
    ]  # fmt: skip


def _period(code: str) -> str:
    one = rules()[code]
    return "永久保存" if one.days is None else f"保存{one.period}"


def _purposes() -> Table:
    """A line for each room that holds declared fields; sensitive kinds are marked."""
    sensitive: dict[str, bool] = defaultdict(bool)
    for one in declared():
        sensitive[one.room] |= one.sensitivity == SENSITIVE
    rows = tuple(
        (what, purpose, "含敏感信息" if sensitive[room] else "一般")
        for room, (what, purpose) in ROOMS.items()
        if room in sensitive
    )
    return Table((Column("内容"), Column("目的"), Column("类别", "whole")), rows)
