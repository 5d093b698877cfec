"""The letter that answers a request, in plain words: PDF on A4, and Word for the office to sign and send.

Its text is Chinese, as an office's letter is; the sheet's frame follows the reader's language.
"""

from django.utils.translation import override

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.paper.official import Heading, Official, Paragraph, long_date, official_docx
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.paper.shapes import KeyValues, Pair, Section, Sheet
from anxin.ground.paper.shapes import Paragraph as Text

from .models import RightsRequest

Kind, State = RightsRequest.Kind, RightsRequest.State
ASKED = {
    Kind.ACCESS: "查阅个人信息",
    Kind.COPY: "复制个人信息",
    Kind.CORRECTION: "更正、补充个人信息",
    Kind.DELETION: "删除个人信息",
    Kind.FREEZING: "封存个人信息（除存储外停止处理）",
    Kind.EXPLANATION: "解释个人信息处理规则",
}
ARTICLE = {
    Kind.ACCESS: "第四十五条",
    Kind.COPY: "第四十五条",
    Kind.CORRECTION: "第四十六条",
    Kind.DELETION: "第四十七条",
    Kind.FREEZING: "第四十七条",
    Kind.EXPLANATION: "第四十八条",
}
DONE = {
    Kind.ACCESS: "您可以到我单位查阅，也可以约定时间由专人送达。请携带办理时出示的证件。",
    Kind.COPY: "复制件附后，请核对签收。如内容有误，您可以请求更正。",
    Kind.CORRECTION: "有关内容已核对更正。更正前的情况按档案管理要求留存。",
    Kind.DELETION: "可以删除的内容已经删除，系统只留存删除的时间、类别和依据，不留存内容。",
    Kind.FREEZING: "家庭档案已经封存：除存储外停止一切处理，未经两人审批不得启封。",
    Kind.EXPLANATION: "有关规则已向您说明，书面告知书附后。",
}
APPEAL = (
    "您对本答复有异议的，可以向我单位申请复核，也可以向上一级组织部门或者履行个人信息保护职责的部门投诉、举报；"
    "拒绝行使权利请求的，您可以依照《中华人民共和国个人信息保护法》第五十条向人民法院提起诉讼。"
)


def title_of(asked: RightsRequest) -> str:
    """The letter's title."""
    return f"关于{ASKED[Kind(asked.kind)].split('（')[0]}请求的答复"


def sentences(asked: RightsRequest) -> list[tuple[str, list[str]]]:
    """The letter's parts: heading and paragraphs."""
    kind = Kind(asked.kind)
    opening = (
        f"您于{long_date(asked.received_on)}提出的{ASKED[kind]}的请求（编号{asked.code}）收悉。"
        f"根据《中华人民共和国个人信息保护法》{ARTICLE[kind]}"
        f"{'、第四十九条' if asked.standing == 'next_of_kin' else ''}的规定，现答复如下。"
    )
    reason = [line for line in asked.reason.splitlines() if line.strip()]
    if asked.decision == State.REFUSED:
        decided = ["您的请求，我单位不予办理。理由如下："] + reason
    elif asked.decision == State.PARTLY:
        decided = ["您的请求，我单位部分予以办理。未予办理的部分及理由如下："] + reason
    else:
        decided = ["您的请求，我单位予以办理。", *reason]
    parts = [("", [opening]), ("办理结果", decided)]
    if asked.decision != State.REFUSED:
        parts.append(("办理情况", [DONE[kind]]))
    parts.append(("救济途径", [APPEAL]))
    return parts


def letter_pdf(asked: RightsRequest, by: Post) -> bytes:
    """The letter on A4."""
    sections = [Section(head or "请求", Text("\n".join(lines))) for head, lines in sentences(asked)]
    who = KeyValues(
        (
            Pair("编号", asked.code),
            Pair("请求人", asked.asker),
            Pair("收到日期", long_date(asked.received_on)),
            Pair("答复日期", long_date(asked.decided_on or today())),
        )
    )
    with override("zh-hans"):
        return sheet_pdf(
            Sheet(
                title=title_of(asked),
                subtitle="答复书",
                number=asked.code,
                classification="送达请求人",
                sections=(Section("答复", who), *sections),
                signatures=(by.unit.name, "请求人（签收）", "日期"),
                foot=f"{by.unit.name}，联系人{by.name} {by.phone}".strip(),
            )
        )


def letter_docx(asked: RightsRequest, by: Post) -> bytes:
    """The letter as a Word document in the layout of an official letter."""
    blocks: list[Heading | Paragraph] = []
    for head, lines in sentences(asked):
        if head:
            blocks.append(Heading(1, head))
        blocks += [Paragraph(line) for line in lines]
    day = asked.decided_on or today()
    return official_docx(
        Official(
            issuer=by.unit.name,
            number=f"编号 {asked.code}",
            title=title_of(asked),
            blocks=tuple(blocks),
            signature_unit=by.unit.name,
            date=day,
            printed_by=by.unit.name,
            printed_on=today(),
            addressee=f"{asked.asker}同志",
        )
    )
