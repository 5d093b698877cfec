"""The register as a ledger (台账): a row a member, in the office's own form, so that it can come in again.

What the importer reads back must be what stands: every heading here is one that `surveys.ledger` knows, and
a masked value (with ** in it) says nothing to it. Health is not in it: such a fact never leaves the card (see
families.dictionary).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anxin.families import listing
from anxin.families.models import Fact, FallenOfficer, Household, Kinship, Membership, Person
from anxin.families.models.households import Status
from anxin.families.people import may_be_child
from anxin.ground.access.reach import Reach
from anxin.ground.days.partial import PartialDate
from anxin.ground.paper.cells import Value
from anxin.ground.paper.workbook import Column
from anxin.ground.ui.masks import masked, masked_id, masked_phone
from anxin.surveys.ledger.template import DETERMINATION_WORDS as DETERMINED
from anxin.surveys.ledger.template import RELATION_WORDS, SEX_WORDS, TEMPLATE

from .kinds import Kind, Layout, Line, Wish, kind

AT_ONCE = 200  # families whose people and facts are asked together
OFFICER, MEMBER = "殉职干部基本情况", "家庭成员情况"
SEXES, KIN = tuple(SEX_WORDS.values()), tuple(dict.fromkeys(RELATION_WORDS.values()))
HOUSEHOLD_FACTS = ("difficulty", "housing", "remark")
MEMBER_FACTS = ("schooling", "employment", "labour", "income_source", "monthly_income")
COVER_FACTS = ("medical_cover", "elder_care")
T = TypeVar("T")

COLUMNS = (
    Column("序号", "number", 6),
    Column("户编号", "id", 22),
    Column("姓名", group=OFFICER),
    Column("性别", group=OFFICER, choices=SEXES),
    Column("身份证号码", "id", 21, group=OFFICER),
    Column("出生年月", "date", 15, group=OFFICER),
    Column("参加工作时间", "date", 15, group=OFFICER),
    Column("生前工作单位", group=OFFICER),
    Column("职务", group=OFFICER),
    Column("殉职时间", "date", 17, group=OFFICER),
    Column("殉职原因", group=OFFICER),
    Column("认定情况", group=OFFICER, choices=tuple(DETERMINED.values())),
    Column("生前最后一个月\n基本工资（元）", "money", group=OFFICER),
    Column("称谓", group=MEMBER, choices=KIN),
    Column("姓名", group=MEMBER),
    Column("性别", group=MEMBER, choices=SEXES),
    Column("身份证号码", "id", 21, group=MEMBER),
    Column("出生年月", "date", 17, group=MEMBER),
    Column("就学情况", group=MEMBER),
    Column("就业情况", group=MEMBER),
    Column("劳动能力", group=MEMBER),
    Column("收入来源", group=MEMBER),
    Column("月收入（元）", "money", group=MEMBER),
    Column("医疗保障方式", group=MEMBER),
    Column("养老保障", group=MEMBER),
    Column("本人联系电话", "id", 16, group=MEMBER),
    Column("主要困难和需求"),
    Column("住房状况"),
    Column("家庭住址"),
    Column("联系电话", "id", 16),
    Column("备注"),
)


@dataclass
class _Known:
    """What is known of a batch of families beside the families themselves."""

    kin: dict[UUID, str] = field(default_factory=dict)
    facts: dict[tuple[UUID, UUID | None], dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, families: Sequence[Household]) -> "_Known":
        known = cls()
        kin = Kinship.objects.filter(person__household__in=families, until=None)
        known.kin = dict(kin.values_list("person_id", "kind"))
        for fact in Fact.objects.filter(household__in=families).current():
            known.facts[fact.household_id, fact.person_id][fact.code] = fact.value
        return known


def _chosen(reach: Reach, wish: Wish) -> Iterator[Household]:
    choice = listing.Choice(**wish.filters)
    found = listing.chosen(reach, choice).filter(status=Status.OPEN)
    return found.iterator(chunk_size=AT_ONCE)


def rows(reach: Reach, wish: Wish) -> Iterator[Line]:
    """A row a member, a family without members in one; families in the order of units."""
    for families in batches(_chosen(reach, wish), AT_ONCE):
        known = _Known.of(families)
        for household in families:
            yield from _family(household, known, wish)


def _family(household: Household, known: _Known, wish: Wish) -> Iterator[Line]:
    links = [link.officer for link in household.bereavements.all()]
    people = [one.person for one in household.memberships.all()]
    shown = [one for one in people if wish.children or not may_be_child(one)]
    shown.sort(key=lambda one: (_kin_order(known.kin.get(one.pk, "97")), one.sort_key, str(one.pk)))
    officers: Sequence[FallenOfficer | None] = links or [None]
    members: Sequence[Person | None] = shown or [None]
    for officer in officers:
        before = [None, household.number, *_officer(officer, wish)]
        after = _household(household, known, wish)
        for person in members:
            yield Line(household.pk, [*before, *_member(person, known, wish), *after])


def _kin_order(code: str) -> str:
    """Spouse, children, parents, others: the order of the card."""
    return {"1": "0", "2": "1", "3": "1", "5": "2"}.get(code[0], "3")


def _officer(officer: FallenOfficer | None, wish: Wish) -> list[Value]:
    if officer is None:
        return [None] * 11
    person = officer.person
    return [
        person.name, SEX_WORDS.get(person.sex), _number(person, wish), _day(person.birth),
        _day(officer.work_start), officer.unit_text, officer.post_text, _day(person.died_on),
        _text(officer.death_cause, wish), DETERMINED[officer.determination], _yuan(officer.basic_pay_fen),
    ]  # fmt: skip


def _member(person: Person | None, known: _Known, wish: Wish) -> list[Value]:
    if person is None:
        return [None] * 13
    facts = known.facts[person.household_id, person.pk]
    told = [_fact(code, facts.get(code), wish) for code in (*MEMBER_FACTS, *COVER_FACTS)]
    return [
        RELATION_WORDS.get(known.kin.get(person.pk, "97")), person.name, SEX_WORDS.get(person.sex),
        _number(person, wish), _day(person.birth), *told, _phone(person.phone, wish),
    ]  # fmt: skip


def _household(household: Household, known: _Known, wish: Wish) -> list[Value]:
    facts = known.facts[household.pk, None]
    difficulty, housing, remark = (_text(facts.get(code), wish) for code in HOUSEHOLD_FACTS)
    address = household.address if wish.numbers else masked("address", household.address)
    return [difficulty, housing, address, _phone(household.phone, wish), remark]


def _number(person: Person, wish: Wish) -> str:
    return person.id_number if wish.numbers else masked_id(person.id_number)


def _phone(phone: str, wish: Wish) -> str:
    return phone if wish.numbers else masked_phone(phone)


def _fact(code: str, value: str | None, wish: Wish) -> Value:
    """A fact's cell: a sum in yuan, or words."""
    return _yuan(int(value)) if code == "monthly_income" and value else _text(value, wish)


def _text(text: str | None, wish: Wish) -> str | None:
    """Free text: numbers typed into it are masked as its page masks them."""
    return text if text is None or wish.numbers else masked("text", text)


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


def _day(day: PartialDate | None) -> Value:
    """A whole solar day as a real date; what is known less closely, or by the lunar calendar, in words."""
    if day is None:
        return None
    if day.precision == "day" and day.calendar == "solar":
        return day.first()
    lunar, leap = ("农历" if day.calendar == "lunar" else ""), ("闰" if day.leap else "")
    month = f"{leap}{day.month}月" if day.month else ""
    return f"{lunar}{day.year}年{month}" + (f"{day.day}日" if day.day else "")


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most ``size``."""
    running = iter(things)
    while batch := list(islice(running, size)):
        yield batch


def count(reach: Reach, wish: Wish) -> int:
    """How many rows there will be; children who are left out are not counted."""
    found = listing.chosen(reach, listing.Choice(**wish.filters)).filter(status=Status.OPEN)
    families = found.order_by().values("pk")
    present = Membership.objects.visible_to(reach).filter(until=None, household__in=families)
    alone = found.order_by().exclude(pk__in=present.values("household")).count()
    return present.count() + alone - (0 if wish.children else _children(present))


def _children(present: QuerySet[Membership]) -> int:
    young = present.select_related("person").only("person__birth", "person__died_on", "path")
    return sum(may_be_child(one.person) for one in young.iterator())


def layout(wish: Wish) -> Layout:
    """The office's own form; where children were left out, it says so."""
    notes = () if wish.children else ("说明：未满14周岁的家庭成员未列入本表。",)
    return Layout("因公殉职干部家庭情况台账", COLUMNS, TEMPLATE, notes)


kind(
    Kind(
        code="families",
        name=_("Ledger of families"),
        permission="families.list",
        holds=_(
            "One row for each member: officer, member, difficulties, address; it can be brought in again."
        ),
        order=10,
        count=count,
        layout=layout,
        rows=rows,
        chinese=True,
        has_numbers=True,
        has_children=True,
    )
)
