"""Writes invented families the way three departments lay their ledgers out."""

from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from anxin.demo.invented import COUNTY, REPORTED, Invented
from anxin.demo.slips import Entry, Line, head_of

HEAD_WORDS = {
    "男": {"父亲": "公公", "母亲": "婆婆"},
    "女": {"父亲": "岳父", "母亲": "岳母"},
}


class Looks:
    """The formats of an office's workbook."""

    def __init__(self, book: Workbook) -> None:
        edge = {
            "border": 1,
            "valign": "vcenter",
            "align": "center",
            "text_wrap": True,
            "font_name": "宋体",
            "font_size": 10,
        }
        self.title: Format = book.add_format(
            {"bold": True, "font_size": 16, "align": "center", "font_name": "宋体"}
        )
        self.plain: Format = book.add_format({"font_name": "宋体", "font_size": 10})
        self.head: Format = book.add_format({**edge, "bold": True, "bg_color": "#EDEDED"})
        self.cell: Format = book.add_format(edge)
        self.text: Format = book.add_format({**edge, "num_format": "@"})
        self.left: Format = book.add_format({**edge, "align": "left"})
        self.day: Format = book.add_format({**edge, "num_format": "yyyy-mm-dd"})


# the survey form: two heading rows, each family merged downwards
SURVEY_OFFICER = (
    "姓名",
    "性别",
    "身份证号码",
    "出生年月",
    "参加工作时间",
    "生前工作单位及职务",
    "殉职时间",
    "殉职原因",
    "认定情况",
    "生前最后一个月\n基本工资（元）",
    "家庭人口",
)
SURVEY_MEMBER = (
    "称谓",
    "姓名",
    "性别",
    "身份证号码",
    "出生年月",
    "健康状况",
    "就学情况",
    "收入来源",
    "月收入\n（元）",
    "养老就医情况",
    "是否未成年",
)
SURVEY_REST = ("主要困难和需求", "家庭住址", "联系电话", "备注")
SURVEY_WIDTHS = (5, 8, 5, 20, 9, 9, 22, 15, 16, 9, 11, 6, 6, 8, 5, 20, 9, 8, 8, 9, 8, 13, 7, 22, 26, 13, 8)


def write_survey(book: Workbook, entries: list[Entry]) -> None:
    """安和县因公殉职干部家庭情况调查摸底表."""
    page, looks = book.add_worksheet("摸底表"), Looks(book)
    last = len(SURVEY_WIDTHS) - 1
    for column, width in enumerate(SURVEY_WIDTHS):
        page.set_column(column, column, width)
    page.merge_range(0, 0, 0, last, f"{COUNTY}因公殉职干部家庭情况调查摸底表", looks.title)
    page.write(1, 0, f"填报单位（盖章）：中共{COUNTY}委组织部", looks.plain)
    page.write(1, 19, f"填报时间：{_long(REPORTED)}", looks.plain)
    _survey_heading(page, looks)
    row = 4
    for entry in entries:
        row = _survey_family(page, looks, row, entry)
    page.write(row, 0, "填表人：                审核人：                联系电话：", looks.plain)
    page.freeze_panes(4, 2)
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)


def _survey_heading(page: Worksheet, looks: Looks) -> None:
    page.merge_range(2, 0, 3, 0, "序号", looks.head)
    page.merge_range(2, 1, 2, 11, "殉职干部基本情况", looks.head)
    page.merge_range(2, 12, 2, 22, "家庭成员情况", looks.head)
    for column, label in enumerate((*SURVEY_OFFICER, *SURVEY_MEMBER), 1):
        page.write(3, column, label, looks.head)
    for column, label in enumerate(SURVEY_REST, 23):
        page.merge_range(2, column, 3, column, label, looks.head)
    page.set_row(3, 40)


def _survey_family(page: Worksheet, looks: Looks, row: int, entry: Entry) -> int:
    family, officer, last = entry.family, entry.family.officer, row + len(entry.lines) - 1
    told = (
        officer.name,
        officer.sex,
        officer.number,
        _month(officer.born),
        _month(family.work_start),
        family.unit + family.post,
        _long(entry.died),
        family.cause,
        family.determination,
        family.pay,
        len(entry.lines),
    )
    rest = (family.needs, family.address, family.phone, "")
    for column, value in ((0, entry.place), *enumerate(told, 1), *enumerate(rest, 23)):
        if last > row:
            page.merge_range(row, column, last, column, value, looks.text)
        else:
            page.write(row, column, value, looks.text)
    for number, line in enumerate(entry.lines, row):
        _survey_member(page, looks, number, line)
    return last + 1


def _survey_member(page: Worksheet, looks: Looks, row: int, line: Line) -> None:
    member = line.member
    told = (
        member.relation,
        line.name,
        member.sex,
        line.number,
        _month(line.born),
        member.health,
        member.schooling,
        member.income,
        member.monthly,
        member.medical,
        "是" if member.age < 18 else "否",
    )
    for column, value in enumerate(told, 12):
        page.write(row, column, value, looks.text if column == 15 and isinstance(value, str) else looks.cell)


# the list of the personnel department: a heading row for each deceased
ALLOWANCE = (
    "序号",
    "姓名",
    "与死者关系",
    "性别",
    "出生年月",
    "身份证号",
    "户籍所在地",
    "有无收入来源",
    "月收入",
    "备注",
)
ALLOWANCE_WIDTHS = (6, 10, 11, 6, 12, 22, 28, 9, 9, 12)


def write_allowance(book: Workbook, entries: list[Entry]) -> None:
    """机关事业单位死亡人员供养直系亲属花名册."""
    page, looks = book.add_worksheet("花名册"), Looks(book)
    for column, width in enumerate(ALLOWANCE_WIDTHS):
        page.set_column(column, column, width)
    page.merge_range(0, 0, 0, 9, "机关事业单位死亡人员供养直系亲属花名册", looks.title)
    page.write(1, 0, f"单位：{COUNTY}人力资源和社会保障局", looks.plain)
    page.write(1, 6, "金额单位：元", looks.plain)
    page.write_row(2, 0, ALLOWANCE, looks.head)
    row, number = 3, 1
    for entry in entries:
        page.merge_range(row, 0, row, 9, _deceased(entry), looks.left)
        page.set_row(row, 32)
        for line in entry.lines:
            row += 1
            _allowance_member(page, looks, row, number, entry, line)
            number += 1
        row += 1
    page.freeze_panes(3, 0)
    page.fit_to_pages(1, 0)


def _deceased(entry: Entry) -> str:
    family, officer = entry.family, entry.family.officer
    return (
        f"死者：{officer.name}  单位：{family.unit}  职务：{family.post}  身份证号：{officer.number}  "
        f"死亡时间：{_long(entry.died)}  死亡原因：{family.cause}  基本工资：{family.pay}"
    )


def _allowance_member(page: Worksheet, looks: Looks, row: int, number: int, entry: Entry, line: Line) -> None:
    member = line.member
    page.write_row(row, 0, (number, line.name, member.relation, member.sex), looks.cell)
    page.write_datetime(row, 4, datetime(line.born.year, line.born.month, line.born.day), looks.day)
    page.write(row, 5, line.number, looks.text if isinstance(line.number, str) else looks.cell)
    income = ("有", member.monthly) if member.monthly else ("无", None)
    page.write_row(row, 6, (entry.family.address, *income, member.schooling), looks.cell)


# the household register: flat, relations to the surviving head
REGISTER = (
    "户编号",
    "人编号",
    "乡镇",
    "姓名",
    "证件号码",
    "与户主关系",
    "出生日期",
    "健康状况",
    "在校生状况",
    "劳动技能",
    "月收入",
    "户联系电话",
    "殉职人员姓名",
    "殉职人员证件号码",
    "殉职人员单位",
    "殉职日期",
    "认定类别",
    "主要困难",
)
REGISTER_WIDTHS = (8, 10, 9, 10, 21, 11, 11, 9, 11, 12, 8, 14, 13, 21, 24, 11, 10, 26)


def write_register(book: Workbook, entries: list[Entry]) -> None:
    """The flat export of a register, every row complete."""
    page, looks = book.add_worksheet("Sheet1"), Looks(book)
    for column, width in enumerate(REGISTER_WIDTHS):
        page.set_column(column, column, width)
    page.write_row(0, 0, REGISTER, looks.head)
    row = 1
    for entry in entries:
        for place, line in enumerate(entry.lines):
            _register_member(page, looks, row, entry, place, line)
            row += 1
    page.freeze_panes(1, 0)


def _register_member(page: Worksheet, looks: Looks, row: int, entry: Entry, place: int, line: Line) -> None:
    family, member, household = entry.family, line.member, f"AH{entry.place:03d}"
    told = (
        household,
        f"{household}{place + 1:02d}",
        family.town,
        line.name,
        line.number,
        _to_head(entry, line),
        f"{line.born:%Y%m%d}",
        member.health,
        member.schooling or "非在校生",
        _labour(member),
        member.monthly,
        family.phone,
        family.officer.name,
        family.officer.number,
        family.unit,
        f"{entry.died:%Y%m%d}",
        family.determination,
        family.needs,
    )
    for column, value in enumerate(told):
        page.write(row, column, value, looks.text if isinstance(value, str) else looks.cell)


def _labour(member: Invented) -> str:
    if member.age < 16 or member.schooling:
        return "无劳动力"
    if member.health in ("残疾", "重病") or member.age >= 75:
        return "丧失劳动力"
    return "弱劳动力" if member.age >= 60 or member.health == "慢性病" else "普通劳动力"


def _to_head(entry: Entry, line: Line) -> str:
    """What a member is to the head, in the words of a household register."""
    officer = entry.family.officer
    head = entry.lines[head_of(entry)]
    relation = line.member.relation
    if line is head:
        return "户主"
    if head.member.relation in ("妻子", "丈夫"):
        return HEAD_WORDS[officer.sex].get(relation) or {"儿子": "子", "女儿": "女"}.get(relation, "配偶")
    if head.member.relation in ("父亲", "母亲"):
        outer = "外" if officer.sex == "女" else ""
        return {"儿子": f"{outer}孙子", "女儿": f"{outer}孙女"}.get(relation, "配偶")
    return {"儿子": "弟", "女儿": "妹"}[relation]


def _month(day: date) -> str:
    return f"{day:%Y.%m}"


def _long(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
