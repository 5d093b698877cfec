"""A whole country of units, the same for the same seed: what a notice to everybody is tried out on.

The branching is about the real one (31 provinces, 333 cities, 2,846 counties, 38,600 townships; the rest of
650,000 units are offices and villages); every name is invented. The nation and each province, city and county
has its organisation department; cities and counties have the five partner departments. Everybody but the
villages has somebody with an account, which opens with nothing until it is given a password.

Rows go in by COPY; the tree's own act adds one unit after another, at about a thousand a second.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Account, Post
from anxin.ground.access.rights import Role
from anxin.ground.database import bulk
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR, record
from anxin.ground.units.models import STEP, Kind, Level, Unit
from anxin.ground.units.paths import step

from .tree import DEPARTMENTS

Progress = Callable[[str | Promise], None]
COUNTRY = 650_000  # units of the whole country, to which these numbers belong
REGIONS = {Level.PROVINCE: 31, Level.CITY: 333, Level.COUNTY: 2_846, Level.TOWNSHIP: 38_600}
DIGITS = {Level.PROVINCE: 2, Level.CITY: 2, Level.COUNTY: 2, Level.TOWNSHIP: 3, Level.VILLAGE: 3}
WORDS = {
    Level.PROVINCE: ("省",), Level.CITY: ("市",), Level.COUNTY: ("县", "县", "县", "区", "市"),
    Level.TOWNSHIP: ("镇", "镇", "乡", "街道"), Level.VILLAGE: ("村", "村", "村", "村", "社区"),
}  # fmt: skip
FIRST = "澜云清安石高松望沙东南白金青双龙永新长平和义广兴宁泰丰盛明光春秋梅兰竹柳枫桂"
SECOND = "川江岭桥坪屏溪岩河湖泽原陵阳山水塘坝湾洲口关林泉谷峰台城门冲沟埠渡浦潭畈垄岗源"
COLUMNS = ("id", "code", "name", "name_en", "kind", "level", "domain", "region_code", "credit_code",
           "parent_id", "path")  # fmt: skip
BLOCK = 10_000  # lines of one write
STAFFED = {Kind.ORGANISATION: Role.CLERK, Kind.REGION: Role.TOWNSHIP, Kind.DEPARTMENT: Role.DESK}


@dataclass(frozen=True, slots=True)
class Planted:
    """One unit on its way into the database."""

    id: str
    code: str
    name: str
    kind: Kind
    level: Level
    domain: str
    parent: str
    path: str

    @property
    def line(self) -> str:
        """As COPY reads it."""
        region = self.code if self.kind == Kind.REGION else ""
        told = (self.id, self.code, self.name, "", str(self.kind), str(int(self.level)), self.domain, region,
                "", self.parent or "\\N", self.path)  # fmt: skip
        return "\t".join(told) + "\n"


def plant(*, units: int, seed: int, progress: Progress) -> None:
    """Fill an empty database with ``units`` units and their people. Refused where units stand already."""
    if Unit.objects.exists():
        raise Refused("seed.not_empty", _("There are units here already: a country needs an empty database."))
    with transaction.atomic():
        progress(_("Planting the tree of units"))
        copy_in(Country(Random(seed), units).grow())
        progress(_("Giving offices, departments and townships somebody"))
        staff(Random(seed))
        record("units.added", by=OPERATOR, path="", count=units)


def copy_in(planted: Iterable[Planted]) -> None:
    """Write units with COPY, which the open table of units allows."""
    lines = (one.line for one in planted)
    table = connection.ops.quote_name(Unit._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as out:
        while block := "".join(islice(lines, BLOCK)):
            out.write(block)


class Country:
    """Grows a tree of so many units, region by region."""

    def __init__(self, random: Random, units: int) -> None:
        self.random, self.units = random, units
        self.grown = 0

    def grow(self) -> Iterator[Planted]:
        """Every unit, parents before their children, in the order of levels."""
        nation = self._unit("00", "全国（演示）", Kind.REGION, Level.NATION, None, 1)
        yield nation
        yield from self._offices([nation])
        above = [nation]
        for level in (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP):
            wanted = max(len(above), round(REGIONS[level] * self.units / COUNTRY))
            above = list(self._regions(above, level, wanted))
            yield from above
            if level != Level.TOWNSHIP:
                yield from self._offices(above)
        yield from self._regions(above, Level.VILLAGE, self.units - self.grown)

    def _offices(self, regions: Iterable[Planted]) -> Iterator[Planted]:
        for region in regions:
            name = "中共中央组织部" if region.level == Level.NATION else f"中共{region.name}委组织部"
            yield self._unit(f"{region.code}-ZZB", name, Kind.ORGANISATION, region.level, region, 1)
            if region.level in {Level.CITY, Level.COUNTY}:
                for place, (suffix, words, _english, domain) in enumerate(DEPARTMENTS, 2):
                    yield self._unit(f"{region.code}-{suffix}", f"{region.name}{words}", Kind.DEPARTMENT,
                                     region.level, region, place, domain)  # fmt: skip

    def _regions(self, above: list[Planted], level: Level, wanted: int) -> Iterator[Planted]:
        """So many regions of a level, spread unevenly over those above, as they are in the country."""
        digits = DIGITS[level]
        for parent, count in zip(above, self._spread(wanted, len(above)), strict=True):
            code = "" if parent.level == Level.NATION else parent.code
            for place, name in enumerate(self._names(count), 1):
                word = self.random.choice(WORDS[level])
                yield self._unit(
                    f"{code}{place:0{digits}d}", name + word, Kind.REGION, level, parent, place + 10
                )

    def _spread(self, wanted: int, places: int) -> list[int]:
        weights = [self.random.uniform(0.4, 1.6) for _place in range(places)]
        total, shares, used, sum_so_far = sum(weights), [], 0, 0.0
        for place, weight in enumerate(weights, 1):
            sum_so_far += weight
            share = max(1, round(wanted * sum_so_far / total) - used)
            shares.append(min(share, wanted - used - (places - place)))
            used += shares[-1]
        return shares

    def _names(self, count: int) -> list[str]:
        chosen = self.random.sample(range(len(FIRST) * len(SECOND)), count)
        return [FIRST[one // len(SECOND)] + SECOND[one % len(SECOND)] for one in chosen]

    def _unit(
        self,
        code: str,
        name: str,
        kind: Kind,
        level: Level,
        parent: Planted | None,
        place: int,
        domain: str = "",
    ) -> Planted:
        self.grown += 1
        own = uuid_of(self.random)
        above, path = (parent.id, parent.path) if parent else ("", "")
        return Planted(own, code, name, kind, level, domain, above, path + step(place, STEP))


def uuid_of(random: Random) -> str:
    """A random id that is the same for the same seed."""
    return str(uuid.UUID(int=random.getrandbits(128), version=4))


def staff(random: Random) -> None:
    """Somebody with an account in every office, department and township, and nobody in the villages."""
    found = Unit.objects.filter(level__lt=Level.VILLAGE).exclude(kind=Kind.REGION, level__lt=Level.TOWNSHIP)
    units = list(found.order_by("path"))
    day, words = today(), _words()
    accounts = [
        Account(id=uuid_of(random), login=f"seed-{unit.code}", password=words, home=unit) for unit in units
    ]
    bulk.insert(accounts)
    bulk.insert(
        [
            Post(
                id=uuid_of(random), account=account, unit=unit, role=STAFFED[Kind(unit.kind)], name="值班员",
                scope_root_id=(unit.kind == Kind.ORGANISATION and unit.parent_id) or unit.pk, since=day,
            )
            for account, unit in zip(accounts, units, strict=True)
        ]
    )  # fmt: skip


def _words() -> str:
    """A password that nobody can type."""
    nobody = Account()
    nobody.set_unusable_password()
    return nobody.password
