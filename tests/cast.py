"""The standing cast of all tests: a small tree and seven people with their posts."""

import time
from dataclasses import dataclass

from django.test import Client

from anxin.care.actions import name_responsible
from anxin.care.queries import responsibility_of
from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_card
from anxin.families.models import Household, Source
from anxin.ground.access.actions import appoint, make_account
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level, Unit

PASSWORD = "a-long-test-password"


@dataclass(frozen=True)
class Tree:
    """A province with one city, two counties; the first county has towns, five departments and a hospital."""

    province: Unit
    city: Unit
    city_office: Unit
    county: Unit
    county_office: Unit
    town: Unit
    health: Unit
    civil: Unit
    neighbour: Unit
    neighbour_office: Unit


def plant_tree() -> Tree:
    """Add the units through their own act."""

    def add(code: str, name: str, kind: Kind, level: Level, parent: Unit | None, domain: str = "") -> Unit:
        return add_unit(
            by=OPERATOR, code=code, name=name, kind=kind, level=level, parent=parent, domain=domain
        )

    province = add("99", "澜江省", Kind.REGION, Level.PROVINCE, None)
    city = add("9901", "澜川市", Kind.REGION, Level.CITY, province)
    city_office = add("9901-ZZB", "中共澜川市委组织部", Kind.ORGANISATION, Level.CITY, city)
    county = add("990102", "安和县", Kind.REGION, Level.COUNTY, city)
    county_office = add("990102-ZZB", "中共安和县委组织部", Kind.ORGANISATION, Level.COUNTY, county)
    town = add("990102101", "河东镇", Kind.REGION, Level.TOWNSHIP, county)
    health = add("990102-WJ", "安和县卫生健康局", Kind.DEPARTMENT, Level.COUNTY, county, "health")
    civil = add("990102-MZ", "安和县民政局", Kind.DEPARTMENT, Level.COUNTY, county, "civil")
    neighbour = add("990103", "邻水县", Kind.REGION, Level.COUNTY, city)
    neighbour_office = add("990103-ZZB", "中共邻水县委组织部", Kind.ORGANISATION, Level.COUNTY, neighbour)
    return Tree(
        province, city, city_office, county, county_office, town, health, civil, neighbour, neighbour_office
    )


def hire(login: str, unit: Unit, role: str, name: str, scope_root: Unit | None = None) -> Post:
    """Make an account with one post."""
    account = make_account(by=OPERATOR, login=login, password=PASSWORD)
    return appoint(
        by=OPERATOR, account=account, unit=unit, role=role, name=name, title="测试岗位",
        phone="0000 620 0000", scope_root=scope_root,
    )  # fmt: skip


def client_of(post: Post, language: str = "zh-hans") -> Client:
    """A browser in which the holder of ``post`` has signed in, just now, with the second factor."""
    client = Client()
    assert post.account is not None
    client.force_login(post.account)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(post.account.pk)
    session.save()
    client.cookies["django_language"] = language
    return client


def family(by: Post, unit: Unit, officer: str = "周明远", **details: object) -> Household:
    """Open a card by hand: an officer, his wife, a daughter of 14, a mother of 75."""
    return open_card(
        by=by,
        unit=unit,
        details=CardDetails(
            officer=OfficerDetails(
                name=officer, sex="1", birth=PartialDate(1981, 5, 2), died_on=PartialDate(2024, 7, 2),
                unit_text="河东镇人民政府", post_text="副镇长", determination="on_duty",
                channel="pension", employment="civil_servant", basic_pay_fen=486000,
            ),
            members=(
                MemberDetails(
                    name="林秀兰", sex="2", birth=PartialDate(1983, 3, 9), kinship="12", is_head=True
                ),
                MemberDetails(name="周雨桐", sex="2", birth=PartialDate(2012, 6, 1), kinship="30"),
                MemberDetails(name="陈桂香", sex="2", birth=PartialDate(1951, 2, 20), kinship="52"),
            ),
            address="河东镇沿河路8号",
        ),
        origin=Origin(Source.PAPER, "认定文书", today()),
    )  # fmt: skip


def entrust(by: Post, household: Household, to: Post) -> None:
    """Name the person responsible for a family, who is given the card with it."""
    name_responsible(by=by, household=household, responsible=to)


def is_unassigned(household: Household) -> bool:
    """Does the family still wait for somebody to be named, with the work lead answering meanwhile?"""
    return responsibility_of(household).unassigned
