"""What a ledger's column 主要困难和需求 is about, by its own words: a first reading, open to change."""

from anxin.families.dictionary import Theme

# In the order in which they are asked: the first theme any of whose words stands in the text.
WORDS: tuple[tuple[Theme, tuple[str, ...]], ...] = (
    (Theme.ELDER_CARE, ("照护", "照料", "护理", "养老", "助餐", "行动不便")),
    (Theme.MEDICAL, ("药", "住院", "看病", "就医", "手术", "体检", "医")),
    (Theme.SCHOOLING, ("上学", "学费", "助学", "辅导", "入学", "大学", "升学", "课后")),
    (Theme.UPBRINGING, ("抚养", "托管", "无人带")),
    (Theme.HOUSING, ("房", "屋", "漏雨", "住")),
    (Theme.WORK, ("工作", "就业", "岗位", "培训")),
    (Theme.MIND, ("心理", "情绪", "睡眠")),
    (Theme.INCOME, ("收入", "困难补助", "低保", "欠债", "贷款", "生活费")),
)


def theme_of(words: str) -> Theme:
    """The theme that the words speak of; wishes when none is named."""
    return next((theme for theme, told in WORDS if any(word in words for word in told)), Theme.WISHES)
