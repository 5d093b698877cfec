"""Demo: the county's personnel ledger goes in as it came, two faults and all; one officer signs in."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.units.models import Kind, Level, Unit
from anxin.officers.actions import (
    join_account,
    keep_roster,
    note_call,
    read_roster,
    take_roster,
)
from anxin.officers.models import Officer

from .people import Cast
from .seed import GIVEN, SURNAMES

HEAD = "单位,姓名,性别,出生日期,参加工作时间,现任职,一线岗位,一线地点,到一线时间"
POSTS = ("党政办主任", "农业农村办主任", "应急办副主任", "综合执法队队长", "四级主任科员", "科员")
FRONTS = (
    ("乡镇", ""),
    ("驻村", "第一书记"),
    ("应急", "防汛值守点"),
    ("执法", ""),
    ("项目", "产业园"),
    ("", ""),
)
EACH = 8  # officers of one town
FAULTY = ("河西镇,钱进,男,1988.04,2011,科员,,,", "河东镇,陆远,男,1991.02,2014.07,科员,驻村,红旗村,")
NAMED = "许佳"


def bring_in(cast: Cast, county: Unit) -> None:
    """The ledger of the county's towns; the officer of the cast is in it, signs in and says whom to call."""
    clerk, own = cast.posts["clerk"], cast.posts["officer"]
    content = "\n".join((HEAD, *_rows(county, own.unit), *FAULTY)).encode()
    with tempfile.TemporaryDirectory(prefix="anxin-demo-") as place:
        path = Path(place) / "roster.csv"
        path.write_bytes(content)
        lines = read_roster(path, unit=county)
    kept = keep_roster(by=clerk, unit=county, name="安和县乡镇干部花名册.csv", content=content, lines=lines)
    take_roster(by=clerk, kept=kept)
    _sign_in(clerk, own)


def _sign_in(clerk: Post, own: Post) -> None:
    officer = Officer.objects.get(unit=own.unit, name=NAMED)
    join_account(by=clerk, officer=officer, account=own.account)
    note_call(by=own, officer=officer, name="许国强（父亲）", phone="139 0000 2078")


def _rows(county: Unit, home: Unit) -> Iterator[str]:
    random = Random(20170412)
    yield f"{home.name},{NAMED},女,1988.06,2011.08,党政办副主任,驻村,石桥村,{today().year - 1}-03-01"
    towns = Unit.objects.filter(parent=county, kind=Kind.REGION, level=Level.TOWNSHIP).order_by("path")
    for town in towns:
        for number in range(EACH):
            yield _row(random, town, number)


def _row(random: Random, town: Unit, number: int) -> str:
    name = random.choice(SURNAMES) + "".join(random.sample(GIVEN, 2))
    born = date(random.randint(1968, 1998), random.randint(1, 12), 1)
    began = f"{born.year + random.randint(21, 24)}.{random.randint(7, 9):02d}"
    ground, place = FRONTS[number % len(FRONTS)]
    since = f"{today().year - 1 - number % 3}-{random.randint(1, 9):02d}-15" if ground else ""
    sex = random.choice("男女")
    return f"{town.name},{name},{sex},{born:%Y.%m},{began},{random.choice(POSTS)},{ground},{place},{since}"
