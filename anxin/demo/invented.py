"""Invents families for the sample ledgers: nobody in them lives; the region prefix 99 belongs to no county.

The same seed gives the same families. Ages, schooling, income and needs fit each other, since these people
appear in pictures and in training.
"""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from anxin.families.identity import with_check_digit

REPORTED = date(2026, 11, 20)
REGIONS = ("990721", "990722", "990784")
COUNTY = "安和县"
TOWNS = {"河东镇": "凤林村", "铁山镇": "上范村", "石屯镇": "大溪村", "星溪镇": "官湖村"}
_NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
SURNAMES: str = _NAMES["surnames"]
RARE = "䶮"  # a character that GBK lacks; one child in each thirteen families shows that it survives
ILLS = {"慢性病": "常年服药，自付药费较多", "残疾": "行动不便，需人照护", "重病": "重病住院，自付费用高"}
FLOOD_SEASON = (date(2000, 5, 15), 110)  # first day and length

# unit, post, and how people there die: cause, determination
POLICE = (("处置交通事故时被撞", "因公牺牲"), ("执行抓捕任务时牺牲", "烈士"), ("连续值守突发疾病", "待认定"))
FLOOD = (("抗洪抢险", "烈士"), ("巡查堤坝时落水", "因公牺牲"), ("连续防汛值守突发疾病", "待认定"))
VILLAGE = (("下乡途中车祸", "因公牺牲"), ("入户走访途中遇山体滑坡", "因公牺牲"), ("岗位突发疾病", "待认定"))
SCHOOL = (("岗位突发疾病", "视同工伤"), ("家访途中车祸", "工伤"), ("因病去世", "病故"))
WORK = (
    ("安和县公安局", "民警", POLICE),
    ("安和县公安局", "派出所教导员", POLICE),
    ("安和县水利局", "河道管理站站长", FLOOD),
    ("安和县水利局", "工程师", FLOOD),
    ("安和县第二中学", "教师", SCHOOL),
    ("安和县第二中学", "年级主任", SCHOOL),
    ("安和县河东镇人民政府", "副镇长", VILLAGE),
    ("安和县石屯镇人民政府", "组织委员", VILLAGE),
    ("安和县星溪镇人民政府", "扶贫专干", VILLAGE),
    ("安和县铁山镇人民政府", "副镇长", FLOOD),
    ("安和县铁山镇上范村", "驻村第一书记", VILLAGE),
    ("安和县河东镇凤林村", "村党支部书记", FLOOD),
    ("安和县卫生健康局", "科员", (("疫情防控值守突发疾病", "因公牺牲"), ("因病去世", "病故"))),
)


@dataclass(frozen=True)
class Invented:
    """One person. `relation` is what he is to the deceased; "" for the officer."""

    name: str
    sex: str
    born: date
    number: str
    relation: str = ""
    health: str = "健康"
    schooling: str = ""
    income: str = "无"
    monthly: int = 0
    medical: str = "城乡居民医保"

    @property
    def age(self) -> int:
        """Full years on the day the ledgers were filled in."""
        return age_on(self.born, REPORTED)


@dataclass(frozen=True)
class InventedFamily:
    """An officer who died, and the relatives who live."""

    officer: Invented
    unit: str
    post: str
    work_start: date
    died: date
    cause: str
    determination: str
    pay: int
    town: str
    address: str
    phone: str
    members: tuple[Invented, ...]
    needs: str = field(default="")


def age_on(born: date, day: date) -> int:
    """Full years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class Inventor:
    """Invents families until asked no more; no name and no number comes twice."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._names: set[str] = set()
        self._numbers: set[str] = set()
        self._children_made = 0

    def family(self, place: int) -> InventedFamily:
        """One family; `place` spreads units, towns and ways of death evenly."""
        unit, post, deaths = WORK[place % len(WORK)]
        died = date(2011, 3, 1) + timedelta(days=self.random.randrange(14 * 365 + 200))
        cause, determination = deaths[(place // len(WORK) + place) % len(deaths)]
        if determination == "待认定":
            died = self._day(self.random.choice((2024, 2025)))
        died = self._in_season(died, cause)
        born = self._day(died.year - self.random.randint(31, 51))
        sex = "女" if self.random.random() < 0.22 else "男"
        surname = self.random.choice(SURNAMES)
        officer = self._person(surname, sex, born)
        town = list(TOWNS)[place % len(TOWNS)]
        members = self._relatives(officer, surname, died, in_town="村" not in unit and "镇" not in unit)
        family = InventedFamily(
            officer=officer,
            unit=unit,
            post=post,
            work_start=date(born.year + self.random.randint(20, 23), self.random.choice((7, 8, 9)), 1),
            died=died,
            cause=cause,
            determination=determination,
            pay=self._pay(died.year),
            town=town,
            address=f"{COUNTY}{town}{TOWNS[town]}{self.random.randint(1, 168)}号",
            phone=f"1990000{self.random.randrange(10_000):04d}",
            members=tuple(members),
        )
        return replace(family, needs=self._needs(family))

    def number(self, born: date, sex: str, *, ends_in_x: bool = False) -> str:
        """An identity number that nobody has; the 17th digit tells the sex."""
        while True:
            sequence = self.random.randrange(1, 500) * 2 - (sex == "男")
            region = self.random.choice(REGIONS)
            number = with_check_digit(f"{region}{born:%Y%m%d}{sequence:03d}")
            if number not in self._numbers and number.endswith("X") in (
                (True,) if ends_in_x else (True, False)
            ):
                self._numbers.add(number)
                return number

    def _person(self, surname: str, sex: str, born: date) -> Invented:
        return Invented(self._name(surname, sex, born.year), sex, born, self.number(born, sex))

    def _name(self, surname: str, sex: str, year: int) -> str:
        era = ("before_1958", "to_1994", "since_1995")[(year > 1957) + (year > 1994)]
        given = _NAMES[era]["women" if sex == "女" else "men"]
        for _ in range(200):
            name: str = surname + self.random.choice(given)
            if name not in self._names:
                break
        self._names.add(name)  # a very large invention runs out of names, as life does
        return name

    def _in_season(self, died: date, cause: str) -> date:
        """Floods come in summer, and the epidemic came in 2020."""
        if "疫情" in cause:
            return self._day(self.random.choice((2020, 2021, 2022)))
        if any(word in cause for word in ("洪", "堤", "汛", "滑坡")):
            first, days = FLOOD_SEASON
            return first.replace(year=died.year) + timedelta(days=self.random.randrange(days))
        return died

    def _day(self, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=self.random.randrange(365))

    def _pay(self, year: int) -> int:
        """Basic pay (position and grade pay) as it was in that year, to five yuan."""
        base = 1900 + (year - 2011) * 190
        return (base + self.random.randrange(0, 900)) // 5 * 5

    def _relatives(self, officer: Invented, surname: str, died: date, *, in_town: bool) -> list[Invented]:
        found = self._parents(officer, surname, in_town=in_town)
        spouse_sex = "女" if officer.sex == "男" else "男"
        spouse = self._person(self._other_surname(surname), spouse_sex, self._near(officer.born))
        if self.random.random() < 0.92 or not found:
            found.append(self._earner(spouse, "妻子" if spouse_sex == "女" else "丈夫", in_town=in_town))
        children_surname = surname if officer.sex == "男" else spouse.name[0]
        return found + self._children(officer, children_surname, died)

    def _other_surname(self, surname: str) -> str:
        return self.random.choice(SURNAMES.replace(surname, ""))

    def _near(self, born: date) -> date:
        return self._day(born.year + self.random.randint(-2, 3))

    def _parents(self, officer: Invented, surname: str, *, in_town: bool) -> list[Invented]:
        found = []
        for sex, relation in (("男", "父亲"), ("女", "母亲")):
            born = self._day(officer.born.year - self.random.randint(22, 29))
            alive = self.random.random() < (0.95 if age_on(born, REPORTED) < 75 else 0.6)
            if not alive or age_on(born, REPORTED) > 92:
                continue
            parent = self._person(surname if sex == "男" else self._other_surname(surname), sex, born)
            found.append(self._elder(parent, relation, in_town=in_town))
        return found

    def _elder(self, person: Invented, relation: str, *, in_town: bool) -> Invented:
        chances = (0.35, 0.5, 0.1, 0.05) if person.age < 80 else (0.15, 0.55, 0.2, 0.1)
        health = self.random.choices(("健康", "慢性病", "残疾", "重病"), chances)[0]
        if in_town and self.random.random() < 0.6:
            monthly = self.random.randrange(2600, 3900, 50)
            return replace(
                person, relation=relation, health=health, income="退休金", monthly=monthly, medical="职工医保"
            )
        return replace(
            person,
            relation=relation,
            health=health,
            income="养老金",
            monthly=self.random.randrange(190, 260, 5),
        )

    def _earner(self, person: Invented, relation: str, *, in_town: bool) -> Invented:
        if person.age >= (60 if person.sex == "男" else 55):
            return self._elder(person, relation, in_town=in_town)
        health = self.random.choices(("健康", "慢性病", "残疾"), (0.78, 0.18, 0.04))[0]
        kinds = (("工资", 3000, 4800), ("务农", 500, 900), ("打零工", 1200, 2000), ("无", 0, 1))
        weights = (0.7, 0.08, 0.12, 0.1) if in_town else (0.3, 0.3, 0.25, 0.15)
        income, low, high = self.random.choices(kinds, weights)[0]
        monthly = self.random.randrange(low, high, 50)
        medical = "职工医保" if income == "工资" else "城乡居民医保"
        return replace(
            person, relation=relation, health=health, income=income, monthly=monthly, medical=medical
        )

    def _children(self, officer: Invented, surname: str, died: date) -> list[Invented]:
        found: list[Invented] = []
        year = officer.born.year + self.random.randint(25, 30)
        wanted = self.random.choices((1, 2), (0.72, 0.28))[0]
        while len(found) < wanted and year < died.year and year - officer.born.year < 42:
            sex = self.random.choice("男女")
            child = self._person(surname, sex, self._day(year))
            if self._children_made % 13 == 5:
                child = replace(child, name=surname + RARE)
            self._children_made += 1
            found.append(self._child(child, "儿子" if sex == "男" else "女儿"))
            year += self.random.randint(4, 9)
        return found

    def _child(self, person: Invented, relation: str) -> Invented:
        age = age_on(person.born, date(REPORTED.year, 8, 31))  # school begins on the first of September
        stages = ((3, ""), (6, "学前"), (12, "小学"), (15, "初中"), (18, "高中"), (22, "大学"))
        schooling = next((stage for until, stage in stages if age < until), "")
        health = self.random.choices(("健康", "慢性病", "残疾"), (0.93, 0.05, 0.02))[0]
        child = replace(person, relation=relation, health=health, schooling=schooling)
        if age < 22:
            return child
        return replace(
            child, income="工资", monthly=self.random.randrange(3200, 5600, 50), medical="职工医保"
        )

    def _needs(self, family: InventedFamily) -> str:
        """One need that follows from who lives there, or none."""
        found = [words for fits, words in _needs_of(family) if fits]
        if not found or self.random.random() < 0.12:
            return ""
        return self.random.choice(found)


def _needs_of(family: InventedFamily) -> list[tuple[bool, str]]:
    elders = [member for member in family.members if member.relation in ("父亲", "母亲")]
    pupils = [member for member in family.members if member.schooling in ("小学", "初中", "高中")]
    students = [member for member in family.members if member.schooling == "大学"]
    spouse = next((member for member in family.members if member.relation in ("妻子", "丈夫")), None)
    sick = next((elder for elder in elders if elder.health != "健康"), None)
    alone = bool(elders) and spouse is None and not pupils
    poor = spouse is not None and spouse.monthly < 1000 and spouse.age < 55
    return [
        (alone, "父母年迈，身边无人照料" if len(elders) == 2 else "老人独居，身边无人照料"),
        (
            bool(pupils) and poor,
            f"{pupils[0].relation}上{pupils[0].schooling}，学费和生活费紧张" if pupils else "",
        ),
        (sick is not None, f"{sick.relation}{ILLS[sick.health]}" if sick else ""),
        (poor, f"{spouse.relation}无固定工作，盼介绍就业" if spouse else ""),
        (bool(students), "孩子上大学，盼助学帮助"),
        (bool(pupils), f"孩子上{pupils[0].schooling}，课后无人辅导" if pupils else ""),
        (family.determination == "待认定", "盼早日完成因公认定"),
        (not pupils and not students and not sick, "老屋漏雨，盼帮助维修"),
    ]
