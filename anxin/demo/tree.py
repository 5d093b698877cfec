"""The demo's organisation tree: a nation's addressees, one invented province down to its villages.

About 300 units, one of every kind the notice of 2017-04-12 addresses. Every name of a place is invented.
"""

from collections.abc import Iterable

from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level, Unit

# The notice's addressees beside the provinces (its first line), each by one invented example.
ADDRESSEES = (
    ("ORGAN", "中央某部机关（演示）", "A central organ (demo)", Kind.ORGAN),
    ("PEOPLES", "某人民团体（演示）", "A people's organisation (demo)", Kind.PEOPLES),
    ("XPCC", "新疆生产建设兵团（演示）", "Xinjiang Production and Construction Corps (demo)", Kind.XPCC),
    ("BANK", "某中管金融企业（演示）", "A centrally managed financial enterprise (demo)", Kind.FINANCE),
    ("SOE", "某国有重要骨干企业（演示）", "A key state-owned enterprise (demo)", Kind.ENTERPRISE),
    ("UNIV", "某高等学校（演示）", "A university (demo)", Kind.UNIVERSITY),
)
DEPARTMENTS = (  # suffix of the code, name after the place, English, field of service
    ("CZ", "财政局", "Finance Bureau", "finance"),
    ("MZ", "民政局", "Civil Affairs Bureau", "civil"),
    ("RS", "人力资源和社会保障局", "Human Resources and Social Security Bureau", "hrss"),
    ("WJ", "卫生健康局", "Health Bureau", "health"),
    ("JY", "教育局", "Education Bureau", "education"),
)
ANHE_UNITS = (
    ("GA", "安和县公安局", "Anhe Public Security Bureau", Kind.DEPARTMENT),
    ("SL", "安和县水利局", "Anhe Water Bureau", Kind.DEPARTMENT),
    ("TY", "安和县退役军人事务局", "Anhe Veterans Affairs Bureau", Kind.DEPARTMENT),
    ("GH", "安和县总工会", "Anhe Federation of Trade Unions", Kind.PEOPLES),
    ("FL", "安和县妇女联合会", "Anhe Women's Federation", Kind.PEOPLES),
    ("ZX1", "安和县第一中学", "Anhe No. 1 Middle School", Kind.INSTITUTION),
    ("ZX2", "安和县第二中学", "Anhe No. 2 Middle School", Kind.INSTITUTION),
    ("YY", "安和县人民医院", "Anhe People's Hospital", Kind.INSTITUTION),
)
ANHE_TOWNS = (
    ("河东镇", "Hedong"), ("铁山镇", "Tieshan"), ("石屯镇", "Shitun"), ("星溪镇", "Xingxi"),
    ("澄江镇", "Chengjiang"), ("白沙乡", "Baisha"), ("云岭乡", "Yunling"), ("松坪镇", "Songping"),
    ("柳湾乡", "Liuwan"), ("东坪镇", "Dongping"), ("石桥乡", "Shiqiao"), ("南山镇", "Nanshan"),
    ("金竹乡", "Jinzhu"), ("水口镇", "Shuikou"), ("茶坪乡", "Chaping"), ("新坝镇", "Xinba"),
)  # fmt: skip
VILLAGES = (
    ("凤林村", "Fenglin"),
    ("大溪村", "Daxi"),
    ("官湖村", "Guanhu"),
    ("上范村", "Shangfan"),
    ("梅源村", "Meiyuan"),
)
OTHER_TOWNS = (
    ("城关镇", "Chengguan"),
    ("西坪镇", "Xiping"),
    ("清溪乡", "Qingxi"),
    ("大洋镇", "Dayang"),
    ("双河镇", "Shuanghe"),
)
CITIES = (  # code, name, English, its counties (code, name, English)
    (
        "9901", "澜川市", "Lanchuan",
        (("990124", "东河区", "Donghe"), ("990125", "沙溪县", "Shaxi"), ("990126", "邻水县", "Linshui")),
    ),
    ("9902", "湖阳市", "Huyang", (("990221", "湖西县", "Huxi"), ("990222", "平湖县", "Pinghu"))),
    (
        "9903", "云岭市", "Yunling City",
        (("990321", "高桥县", "Gaoqiao"), ("990322", "松源县", "Songyuan")),
    ),
)  # fmt: skip
ANHE = "990123"


def plant() -> None:
    """Add every unit through the act that adds units."""
    nation = _add("00", "全国（演示）", "The nation (demo)", Kind.REGION, Level.NATION, None)
    _add(
        "00-ZZB", "中共中央组织部", "Central Organization Department", Kind.ORGANISATION, Level.NATION, nation
    )
    for code, name, english, kind in ADDRESSEES:
        _add(f"00-{code}", name, english, kind, Level.PROVINCE, nation)
    province = _region("99", "澜江省", "Lanjiang Province", Level.PROVINCE, nation, ())
    for code, name, english, counties in CITIES:
        city = _region(code, name, english, Level.CITY, province, DEPARTMENTS)
        if code == "9901":
            _anhe(city)
        for county_code, county_name, county_english in counties:
            county = _region(county_code, county_name, county_english, Level.COUNTY, city, DEPARTMENTS)
            _towns(county, OTHER_TOWNS, ())


def _add(
    code: str, name: str, english: str, kind: Kind, level: Level, parent: Unit | None, domain: str = ""
) -> Unit:
    return add_unit(
        by=OPERATOR, code=code, name=name, name_en=english, kind=kind, level=level, parent=parent,
        domain=domain,
        region_code=code if kind is Kind.REGION and code.isdigit() else "",
    )  # fmt: skip


def _region(
    code: str,
    name: str,
    english: str,
    level: Level,
    parent: Unit,
    departments: Iterable[tuple[str, str, str, str]],
) -> Unit:
    """A province, city or county with its organisation department and its partner departments."""
    region = _add(code, name, english, Kind.REGION, level, parent)
    _add(
        f"{code}-ZZB",
        f"中共{name}委组织部",
        f"Organisation Department of {english}",
        Kind.ORGANISATION,
        level,
        region,
    )
    for suffix, words, department, domain in departments:
        _add(
            f"{code}-{suffix}",
            f"{name}{words}",
            f"{english} {department}",
            Kind.DEPARTMENT,
            level,
            region,
            domain,
        )
    return region


def _anhe(city: Unit) -> None:
    """The county where the demo's work happens, down to its villages."""
    county = _region(ANHE, "安和县", "Anhe", Level.COUNTY, city, DEPARTMENTS)
    for suffix, name, english, kind in ANHE_UNITS:
        _add(f"{ANHE}-{suffix}", name, english, kind, Level.COUNTY, county)
    _towns(county, ANHE_TOWNS, VILLAGES)


def _towns(county: Unit, towns: Iterable[tuple[str, str]], villages: Iterable[tuple[str, str]]) -> None:
    for place, (name, english) in enumerate(towns, 101):
        town = _add(f"{county.code}{place}", name, english, Kind.REGION, Level.TOWNSHIP, county)
        for number, (village, village_english) in enumerate(villages, 201):
            _add(f"{town.code}{number}", village, village_english, Kind.REGION, Level.VILLAGE, town)
