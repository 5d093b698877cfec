"""The three layouts with other columns, other words and other habits: recognised all the same."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from anxin.surveys.ledger.shapes import Ledger

from .books import TODAY, codes, look_through, number
from .books import examine as examine_file
from .books import text as text_file

# one family as any of the layouts may tell it
OFFICER = {
    "name": "王正平",
    "id_number": number("19760312", "男"),
    "unit": "安和县公安局",
    "post": "民警",
    "death_date": "2018年5月9日",
    "death_cause": "下乡途中车祸",
    "determination": "因公牺牲",
    "basic_pay": 4135,
}
MEMBERS = (
    ("父亲", "王德福", "男", number("19500203", "男"), "1950.02", 230),
    ("妻子", "李敏", "女", number("19780711"), "1978.07", 3600),
    ("女儿", "王雨欣", "女", number("20120903"), "2012.09", 0),
)
WAYS = {  # other words that departments use
    "name": ("姓名", "姓  名", "姓名*"),
    "id_number": ("身份证号码", "身份证号", "证件号码", "公民身份\n号码", "居民身份证号码"),
    "death_date": ("殉职时间", "死亡时间", "牺牲日期", "去世时间"),
    "death_cause": ("殉职原因", "死亡原因", "死因"),
    "determination": ("认定情况", "认定类别", "死亡性质"),
    "basic_pay": ("基本工资", "生前最后一个月基本工资（元）", "月基本工资(元)"),
    "unit": ("生前工作单位", "所在单位", "工作单位"),
    "post": ("职务", "生前职务", "职务职级"),
    "relation": ("称谓", "与死者关系", "与殉职干部关系", "关系"),
    "sex": ("性别", "性 别"),
    "birth": ("出生年月", "出生日期", "出生年月日"),
    "monthly_income": ("月收入", "月收入（元）", "每月收入", "月均收入"),
}
OFFICER_PREFIXES = ("殉职干部", "殉职人员", "死者", "牺牲人员")
MEMBER_FIELDS = ("relation", "name", "sex", "id_number", "birth", "monthly_income")


def worded(random: Random, field: str) -> str:
    return random.choice(WAYS[field])


def proves(ledger: Ledger) -> None:
    """That the two families of the variant were read whole."""
    assert codes(ledger) == []
    assert [family.officer.name for family in ledger.families] == [OFFICER["name"], "周勇"]
    assert [[member.name for member in family.members] for family in ledger.families] == [
        ["王德福", "李敏", "王雨欣"],
        ["周德全"],
    ]
    first = ledger.families[0]
    assert [member.kinship for member in first.members] == ["51", "12", "30"]
    assert [member.facts["monthly_income"] for member in first.members] == [23_000, 360_000, 0]
    assert str(first.officer.death_date) == "2018-05-09"
    assert first.officer.id_number == OFFICER["id_number"]
    assert (first.officer.unit_text, first.officer.post_text) == ("安和县公安局", "民警")
    assert (first.officer.determination, first.officer.basic_pay_fen) == ("on_duty", 413_500)


def second_officer() -> dict[str, object]:
    return OFFICER | {"name": "周勇", "id_number": number("19800101", "男")}


SECOND = (("父亲", "周德全", "男", number("19550505", "男"), "1955.05", 200),)


@pytest.mark.parametrize("seed", range(6))
def test_a_survey_form_in_any_order_with_groups(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    officer, member = (
        random.sample(list(OFFICER), len(OFFICER)),
        random.sample(MEMBER_FIELDS, len(MEMBER_FIELDS)),
    )
    groups = random.choice(
        (("殉职干部基本情况", "家庭成员情况"), ("死者情况", "供养亲属情况"), ("牺牲人员", "家属基本情况"))
    )
    top = ["序号", groups[0], *[None] * (len(officer) - 1), groups[1], *[None] * (len(member) - 1), "备注"]
    below = [
        None,
        *(worded(random, field) for field in officer),
        *(worded(random, field) for field in member),
        None,
    ]
    rows = [["某县摸底表"], top, below]
    for place, (told, members) in enumerate(((OFFICER, MEMBERS), (second_officer(), SECOND)), 1):
        for first, line in enumerate(members):
            said = dict(zip(MEMBER_FIELDS, line, strict=True))
            repeated = first == 0 or seed % 2  # merged cells, or every row complete
            head = [told[field] if repeated else None for field in officer]
            rows.append([place if repeated else None, *head, *(said[field] for field in member), None])
    rows.append(["填表人：", None, "审核人："])

    proves(look_through(tmp_path, rows))


@pytest.mark.parametrize("seed", range(6))
def test_one_heading_row_that_names_whose_column_it_is(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    prefix = random.choice(OFFICER_PREFIXES)
    columns = [("officer", field) for field in OFFICER] + [("member", field) for field in MEMBER_FIELDS]
    random.shuffle(columns)
    heading = [
        (prefix if whose == "officer" and not field.startswith(("death", "determination", "basic")) else "")
        + random.choice(WAYS[field]).replace("生前", "")
        for whose, field in columns
    ]
    rows = [heading]
    for told, members in ((OFFICER, MEMBERS), (second_officer(), SECOND)):
        for line in members:
            said = dict(zip(MEMBER_FIELDS, line, strict=True))
            rows.append([told[field] if whose == "officer" else said[field] for whose, field in columns])

    proves(look_through(tmp_path, rows))


@pytest.mark.parametrize("seed", range(6))
def test_a_heading_row_for_each_deceased(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    member = random.sample(MEMBER_FIELDS, len(MEMBER_FIELDS))
    rows: list[list[object]] = [
        ["供养直系亲属花名册"],
        ["序号", *(worded(random, field) for field in member), "备注"],
    ]
    colon = random.choice("：:")
    for told, members in ((OFFICER, MEMBERS), (second_officer(), SECOND)):
        fields = random.sample([field for field in OFFICER if field != "name"], len(OFFICER) - 1)
        labelled = [f"{random.choice(OFFICER_PREFIXES)}姓名{colon}{told['name']}"]
        labelled += [f"{random.choice(WAYS[field])}{colon}{told[field]}" for field in fields]
        rows.append(["    ".join(labelled)] if seed % 2 else [None, *labelled])
        for line in members:
            said = dict(zip(MEMBER_FIELDS, line, strict=True))
            rows.append([len(rows), *(said[field] for field in member), None])

    ledger = look_through(tmp_path, rows)

    proves(ledger)
    assert ledger.kind == "allowance"


def test_two_blocks_side_by_side_without_any_group(tmp_path: Path) -> None:
    heading = ("姓名", "性别", "身份证号", "死亡时间", "姓名", "与死者关系", "身份证号")
    rows = [heading, ("王正平", "男", OFFICER["id_number"], "2018.05", "李敏", "妻子", MEMBERS[1][3])]

    family = look_through(tmp_path, rows).families[0]

    assert (family.officer.name, family.officer.id_number) == ("王正平", OFFICER["id_number"])
    assert (family.members[0].name, family.members[0].kinship) == ("李敏", "12")


def test_titles_sums_repeated_headings_and_footers_are_nobody(tmp_path: Path) -> None:
    heading = ("序号", "殉职人员姓名", "殉职时间", "姓名", "与死者关系", "身份证号")
    rows = [
        ("机关事业单位遗属情况表",),
        ("填报单位：安和县水利局", None, None, "填报时间：2026年11月2日"),
        heading,
        (1, 2, 3, 4, 5, 6),
        ("例", "张三", "2018.05", "李四", "妻子", MEMBERS[2][3]),
        (1, "王正平", "2018.05", "李敏", "妻子", MEMBERS[1][3]),
        heading,
        (2, "周勇", "2019.06", "周德全", "父亲", SECOND[0][3]),
        (3, None, None, None, None, None),
        ("合计", None, None, 2, None, None),
        ("注：本表一式三份",),
        ("填表人：", None, None, "审核人："),
    ]

    ledger = look_through(tmp_path, rows)

    assert [member.name for member in ledger.members] == ["李敏", "周德全"]
    assert ledger.reported_on == date(2026, 11, 2)


def test_an_officer_without_relatives_is_a_family_too(tmp_path: Path) -> None:
    rows = [("殉职人员姓名", "殉职时间", "姓名", "与死者关系"), ("王正平", "2018.05", "无", None)]

    ledger = look_through(tmp_path, rows)

    assert (len(ledger.families), ledger.member_count) == (1, 0)


def test_two_officers_of_one_name_are_two(tmp_path: Path) -> None:
    heading = ("殉职人员姓名", "殉职人员身份证号", "姓名", "与死者关系")
    rows = [
        heading,
        ("王正平", OFFICER["id_number"], "李敏", "妻子"),
        ("王正平", number("19660606", "男"), "赵静", "妻子"),
    ]

    assert len(look_through(tmp_path, rows).families) == 2


def test_one_officer_may_stand_at_the_head_of_two_households(tmp_path: Path) -> None:
    heading = ("户编号", "殉职人员姓名", "殉职人员身份证号", "姓名", "与户主关系")
    rows = [
        heading,
        ("A1", "王正平", OFFICER["id_number"], "李敏", "户主"),
        ("A2", "王正平", OFFICER["id_number"], "王德福", "户主"),
    ]

    ledger = look_through(tmp_path, rows)

    assert [family.household_no for family in ledger.families] == ["A1", "A2"]
    assert ledger.faults == ()


def test_a_remark_about_the_family_and_remarks_about_persons(tmp_path: Path) -> None:
    heading = ("殉职人员姓名", "姓名", "与死者关系", "备注")
    rows = [
        heading,
        ("王正平", "李敏", "妻子", "住县城"),
        (None, "王雨欣", "女儿", None),
        ("周勇", "周德全", "父亲", "卧床"),
        (None, "赵静", "妻子", "下岗"),
    ]

    first, second = look_through(tmp_path, rows).families

    assert (first.remark, [member.facts.get("remark") for member in first.members]) == (
        "住县城",
        [None, None],
    )
    assert (second.remark, [member.facts.get("remark") for member in second.members]) == (
        "",
        ["卧床", "下岗"],
    )


def test_amounts_in_ten_thousand_yuan(tmp_path: Path) -> None:
    heading = ("殉职人员姓名", "姓名", "与死者关系", "年收入（万元）", "月收入")
    rows = [heading, ("王正平", "李敏", "妻子", 3.6, "3,000元")]

    facts = next(look_through(tmp_path, rows).members).facts

    assert (facts["yearly_income"], facts["monthly_income"]) == (3_600_000, 300_000)


def test_columns_we_make_nothing_of_are_told(tmp_path: Path) -> None:
    rows = [("殉职人员姓名", "姓名", "与死者关系", "是否党员家庭"), ("王正平", "李敏", "妻子", "是")]

    columns = look_through(tmp_path, rows).columns

    assert [(column.letter, column.heading, column.field) for column in columns] == [
        ("A", "殉职人员姓名", "name"),
        ("B", "姓名", "name"),
        ("C", "与死者关系", "relation"),
        ("D", "是否党员家庭", None),
    ]


def test_a_flat_file_of_text_keeps_to_the_same_rules(tmp_path: Path) -> None:
    rows = [
        ["户编号", "姓名", "证件号码", "与户主关系", "殉职人员姓名", "殉职人员证件号码"],
        ["A1", "李敏", MEMBERS[1][3], "户主", "王正平", OFFICER["id_number"]],
        ["A1", "王德福", MEMBERS[0][3], "公公", "王正平", OFFICER["id_number"]],
    ]

    ledger = examine_file(text_file(tmp_path / "ledger.csv", rows), today=TODAY)

    assert [(member.kinship, member.is_head) for member in ledger.members] == [("12", True), ("51", False)]


def test_labels_and_values_in_cells_of_their_own(tmp_path: Path) -> None:
    rows = [
        ("姓名", "与死者关系", "身份证号"),
        ("死者姓名", "王正平", "死亡时间", "2018年5月9日", "职务", "民警"),
        ("李敏", "妻子", MEMBERS[1][3]),
    ]

    family = look_through(tmp_path, rows).families[0]

    assert (family.officer.name, str(family.officer.death_date), family.officer.post_text) == (
        "王正平",
        "2018-05-09",
        "民警",
    )


def test_position_and_grade_pay_make_the_basic_pay(tmp_path: Path) -> None:
    rows = [
        ("殉职人员姓名", "职务工资", "级别工资", "姓名", "与死者关系"),
        ("王正平", 1455, 2680, "李敏", "妻子"),
    ]

    assert look_through(tmp_path, rows).families[0].officer.basic_pay_fen == 413_500


def test_one_column_for_old_age_and_illness(tmp_path: Path) -> None:
    heading = ("殉职人员姓名", "姓名", "与死者关系", "证件号码", "养老就医情况")
    rows = [
        heading,
        ("王正平", "王德福", "父亲", None, "城乡居民养老保险"),
        (None, "李敏", "妻子", "E12345678", "职工医保"),
        (None, "王静", "妹妹", None, "有养老保险和医保"),
    ]

    facts = [dict(member.facts) for member in look_through(tmp_path, rows).members]

    assert facts == [
        {"elder_care": "城乡居民养老保险"},
        {"medical_cover": "职工医保", "other_document": "E12345678"},
        {"medical_cover": "有养老保险和医保", "elder_care": "有养老保险和医保"},
    ]
