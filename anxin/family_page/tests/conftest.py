"""The cast at the door: a request to a department with a named contact, and a telephone before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

import pytest
from django.test import Client

from anxin.care.actions import Letter, decide_measure, name_contact, name_responsible, record_need, send
from anxin.care.models import DepartmentContact, DepartmentRequest
from anxin.families.models import Household, Person
from anxin.family_page.actions import Given, Link, give_page, send_link
from anxin.ground.access.models import Post
from anxin.ground.database.connection import Connection
from anxin.ground.database.roles import become, become_app
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today
from tests.cast import Tree, hire

NOT_TAKEN = ("DATABASES", "INSTALLED_APPS", "LOGGING", "SECRET_KEY", "ALLOWED_HOSTS", "ROOT")


@dataclass(frozen=True)
class Handed:
    """What the clerk sees once."""

    link: Link

    @property
    def path(self) -> str:
        """The address without the host."""
        return self.link.address.removeprefix("http://door.test")

    @property
    def token(self) -> str:
        return self.path.split("/")[2]


@pytest.fixture
def contact(county_clerk: Post, tree: Tree, health_desk: Post) -> DepartmentContact:
    """宋岚 of the health department, reachable by telephone."""
    return name_contact(
        by=county_clerk, desk=tree.health, name="宋岚", phone="0000 620 0117", post=health_desk
    )


@pytest.fixture
def asked(county_clerk: Post, tree: Tree, household: Household, contact: object) -> DepartmentRequest:
    """A doctor for the mother, asked of the health department."""
    due = today() + timedelta(days=10)
    hire("civil_desk", tree.civil, "desk", "王静怡")
    with scope(tree.county.path):
        mother = Person.objects.get(household=household, name="陈桂香")
        Person.objects.filter(pk=mother.pk).update(id_number="990102195102200028")
        mother.refresh_from_db()
        need = record_need(
            by=county_clerk, household=household, person=mother, theme="medical",
            words="膝关节不好", source="family", found_on=today(), how="asked",
        )  # fmt: skip
        measure = decide_measure(
            by=county_clerk, need=need, unit=tree.health, words="签约家庭医生", due=due, ground="通知第三条",
            case_by_case="常备措施目录尚未议定",
        )  # fmt: skip
        letter = Letter(
            desk=tree.health, subject="为一位老人落实家庭医生签约", asked="签约家庭医生\n12月前体检",
            ground="通知第三条", due=due, people=[mother],
            facts=frozenset({"name", "sex", "age", "number", "address"}),
        )  # fmt: skip
        return send(by=county_clerk, measure=measure, letter=letter)


@pytest.fixture
def handed(county_clerk: Post, asked: DepartmentRequest) -> Handed:
    with scope(asked.path):
        return Handed(send_link(by=county_clerk, request=asked))


@contextmanager
def role_of_the_door() -> Iterator[None]:
    """Log in as anxin_door, as the door's process does."""
    from django.conf import settings  # noqa: PLC0415  # set up by now

    become(Connection.load(settings.DATA_DIR).as_django("door"))
    try:
        yield
    finally:
        become_app()


@contextmanager
def settings_of_the_door() -> Iterator[None]:
    """The door's own middleware, addresses, templates and headers."""
    from django.test import override_settings  # noqa: PLC0415

    door = import_module("anxin.config.door")

    own = {name: getattr(door, name) for name in dir(door) if name.isupper() and name not in NOT_TAKEN}
    own["ALLOWED_HOSTS"] = ["door.test", "127.0.0.1", "testserver"]
    with override_settings(**own | {"ANXIN_DOOR_URL": "http://door.test"}):
        yield


@contextmanager
def at_the_door() -> Iterator[Client]:
    """A telephone before the door: its addresses, its settings, its role and no other."""
    with settings_of_the_door(), role_of_the_door():
        client = Client(headers={"host": "door.test", "accept-language": "en"})
        yield client


# — Families —

DOOR = "http://door.test"


@pytest.fixture
def deputy(tree):
    return hire("deputy", tree.town, "township", "林涛")


@pytest.fixture
def named(county_clerk, township_officer, deputy, household, in_county):
    """The family, with the township officer responsible for it and a deputy."""
    name_responsible(by=county_clerk, household=household, responsible=township_officer, deputy=deputy)
    return household


@pytest.fixture
def given(named, county_clerk) -> Given:
    return give_page(by=county_clerk, household=named, holder="林秀兰")


@pytest.fixture
def door(settings, given):
    """A browser at the door. Its process sees one pass by the token it names; here the whole house is open,
    since the door's own tests prove that wall."""
    settings.ROOT_URLCONF = "anxin.family_page.door_urls"
    settings.MIDDLEWARE = [
        "django.middleware.locale.LocaleMiddleware",
        "anxin.family_page.door.gate.DoorMiddleware",
    ]
    settings.ANXIN_DOOR_COOKIE, settings.ANXIN_DOOR_TELEPHONE = "door", ""
    options = settings.TEMPLATES[0]["OPTIONS"]
    options = {**options, "context_processors": [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "anxin.family_page.door.gate.context",
    ]}  # fmt: skip
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": options}]
    with everywhere():
        yield Client(headers={"accept-language": "zh-hans"})


@pytest.fixture
def address_of_page(given):
    return given.link.removeprefix(DOOR)


@pytest.fixture
def inside(door, given, address_of_page):
    """The same browser once the code was given."""
    assert door.post(address_of_page, {"code": given.code}).status_code == 302
    return door
