"""A database full of invented people, the same for the same seed: what benchmarks and checks run on.

For ``size`` families about 17 units a family, as in the whole country, and about three members a family.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import set_work_lead
from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_cards
from anxin.families.identity import with_check_digit
from anxin.families.models import Source
from anxin.ground.access.actions import appoint
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import NewUnit, add_unit, add_units
from anxin.ground.units.models import Kind, Level, Unit

Progress = Callable[[str | Promise], None]
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
GIVEN = "伟芳秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂宏志文华建国玉梅雪晨浩宇轩怡欣"
REGION = "990900"  # an unassigned prefix: no number belongs to a living person
CITIES, COUNTIES, TOWNS = 10, 10, 20
BATCH = 1000


def seed(*, size: int, seed: int, progress: Progress) -> None:
    """Fill an empty database with ``size`` families and about 17 units for each. Every county has a clerk in
    charge of this work, who opens the cards of its towns: above the county nobody sees a family."""
    random = Random(seed)
    with everywhere():
        progress(_("Planting the tree of units"))
        province = add_unit(by=OPERATOR, code="98", name="澜山省", kind=Kind.REGION, level=Level.PROVINCE)
        towns = list(_plant(province, size))
        progress(_("Opening family cards"))
        homes = sorted(random.choices(towns, k=size), key=_path)
        for county, group in groupby(homes, key=_county):
            _open(random, county, list(group))


def _path(town: Unit) -> str:
    return town.path


def _county(town: Unit) -> Unit:
    assert town.parent is not None
    return town.parent


def _open(random: Random, county: Unit, towns: list[Unit]) -> None:
    """A card in each of these towns of one county, a town as often as it stands there."""
    clerk, origin = _clerk(county), Origin(Source.LEDGER, "ledger:register", today())
    for begin in range(0, len(towns), BATCH):
        cards = [card_of(random, town) for town in towns[begin : begin + BATCH]]
        open_cards(by=clerk, unit=county, cards=cards, origin=origin)


def _clerk(county: Unit) -> Post:
    """The clerk of a county, in charge of this work, so that no family is without somebody."""
    office = add_unit(
        by=OPERATOR,
        code=f"{county.code}-ZZB",
        name=f"中共{county.name}委组织部",
        kind=Kind.ORGANISATION,
        level=Level.COUNTY,
        parent=county,
    )
    clerk = appoint(by=OPERATOR, account=None, unit=office, role="clerk", name="沈静")
    set_work_lead(by=clerk, unit=county, post=clerk)
    return clerk


def _plant(province: Unit, size: int) -> Iterator[Unit]:
    """Ten cities of ten counties of twenty towns, villages as the size asks; yields the towns."""
    villages = max(1, round(size * 50 / 3 / (CITIES * COUNTIES * TOWNS)))
    cities = _children(province, Level.CITY, "市", CITIES)
    for county in (one for city in cities for one in _children(city, Level.COUNTY, "县", COUNTIES)):
        for town in _children(county, Level.TOWNSHIP, "镇", TOWNS):
            _children(town, Level.VILLAGE, "村", villages)
            yield town


def _children(parent: Unit, level: Level, word: str, count: int) -> list[Unit]:
    new = [
        NewUnit(f"{parent.code}{place:02d}", f"{parent.name[:2]}{place}{word}", Kind.REGION, level)
        for place in range(1, count + 1)
    ]
    return add_units(by=OPERATOR, parent=parent, units=new)


def card_of(random: Random, town: Unit) -> CardDetails:
    """One invented family: an officer of 25 to 60, and one to five relatives."""
    died = date(2011, 1, 1) + timedelta(days=random.randrange(5400))
    born = died.year - random.randrange(25, 60)
    officer = OfficerDetails(
        name=_name(random), **_identity(random, born), died_on=_partial(died),
        unit_text=f"{town.name}人民政府", post_text="副镇长",
        determination=random.choice(("on_duty", "illness", "pending", "martyr", "work_injury")),
        basic_pay_fen=random.randrange(250_000, 620_000),
    )  # fmt: skip
    kin = (("12", 2), ("30", -27), ("20", -24), ("52", 25), ("51", 27))
    chosen = sorted(random.sample(range(5), random.randrange(1, 6)))
    members = tuple(_member(random, *kin[place], born) for place in chosen)
    return CardDetails(
        officer=officer, members=members, unit=town, address=f"{town.name}{random.randrange(1, 200)}号"
    )


def _member(random: Random, code: str, older: int, born: int) -> MemberDetails:
    facts = {
        "health": random.choice(("健康", "慢性病", "残疾")),
        "monthly_income": str(random.choice((0, 48000, 120000, 260000))),
        "medical_cover": random.choice(("职工医保", "城乡居民医保")),
    }
    return MemberDetails(
        name=_name(random),
        **_identity(random, min(born - older, today().year - 1)),
        kinship=code,
        facts=facts,
    )


class Identity(TypedDict):
    """Number, birth and sex that belong together."""

    id_number: str
    birth: PartialDate
    sex: str


def _identity(random: Random, year: int) -> Identity:
    day = date(year, 1, 1) + timedelta(days=random.randrange(365))
    number = with_check_digit(f"{REGION}{day:%Y%m%d}{random.randrange(1000):03d}")
    return {"id_number": number, "birth": _partial(day), "sex": "1" if int(number[16]) % 2 else "2"}


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _name(random: Random) -> str:
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2))))
