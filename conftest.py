"""The database of a test run: the wheel's server, tables made by their owner, tests logged in as the app."""

import shutil
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation

from anxin.cli.words import choose_language
from tests import ready

BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
hypothesis.settings.register_profile("anxin", deadline=None)  # on a busy machine time proves nothing
hypothesis.settings.load_profile("anxin")


def pytest_configure(config: pytest.Config) -> None:
    """Passwords of tests need no slow hash: hundreds of tests make accounts. The office's own days are read
    when a test asks for it: a question a second would make counts of queries a matter of time."""
    from anxin.ground.days import workdays  # noqa: PLC0415  # settings exist only now

    if not hasattr(config, "workerinput"):  # the workers are begun by this process, and share
        ready.begin()

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    workdays.RELOAD = float("inf")
    settings.ANXIN_DOOR_URL = "http://door.test"
    config.option.loadscopereorder = False  # pytest-xdist's own order: few tests last, and those take minutes


@pytest.hookimpl(trylast=True)  # when pytest-randomly has shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes are begun first: begun last, one of them would keep one worker busy alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing of what was made ready for this run stays."""
    if not hasattr(config, "workerinput"):
        ready.end()


@pytest.fixture(autouse=True)
def _template_string_if_invalid_marker() -> None:
    """pytest-django's own is for a mark that nobody uses here, and asks every test for ``monkeypatch``: by
    that name the fixture below tells the tests that patch."""


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """The language of a page or a command that one test asked for must not be the one in which the next test
    reads."""
    translation.deactivate()
    choose_language([])


@pytest.fixture(autouse=True)
def _nothing_kept_of_other_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """A question kept by one test must not answer the next one, whose limits may be others. Where nothing
    changed the tests of a process share them, as its readers do: to write one takes longer than most tests
    do."""
    from django.test.signals import setting_changed  # noqa: PLC0415  # settings exist only now

    patches = "monkeypatch" in request.fixturenames
    setting_changed.connect(_nothing_kept)
    if patches:
        _nothing_kept()
    yield
    if patches:
        _nothing_kept()  # what was patched is whole again by now: this fixture is the first and the last
    setting_changed.disconnect(_nothing_kept)


def _nothing_kept(setting: str = "", **_about: Any) -> None:
    from anxin.ground.access.kept import forget  # noqa: PLC0415  # settings exist only now

    if setting not in ("ANXIN_TODAY", "ANXIN_TEST"):  # what is kept is kept for its day
        forget()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the figures that checks of docs/assurance.md give (``record_property("O9", "14/14 cases")``)."""
    told = [
        f"{name}  {figure}"
        for report in terminalreporter.getreports("passed")
        for name, figure in report.user_properties
        if "tests/assurance/" in report.nodeid
    ]
    if told:
        terminalreporter.section("assurance: figures")
        for line in sorted(told):
            terminalreporter.write_line(line)


def chromium() -> str:
    """Where the system's Chromium is."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium, closed after its file: while it is open its event loop runs in this thread,
    and Django refuses every question to the database."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only where a browser test runs

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=BROWSER)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Log in as the owner while the test database is made."""
    from anxin.ground.database.roles import become_owner  # noqa: PLC0415  # settings exist only now

    become_owner()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Tests run as the app: it owns nothing and bypasses nothing."""
    from django.db import connection  # noqa: PLC0415

    from anxin.ground.database.roles import become_app, become_owner  # noqa: PLC0415

    name = connection.settings_dict["NAME"]
    become_app()
    connection.settings_dict["NAME"] = name
    yield
    become_owner()
    connection.settings_dict["NAME"] = name


@pytest.fixture(autouse=True)
def _quiet_journal_of_requests() -> Any:
    """Every test starts with no request id."""
    from anxin.ground.journal.actions import request_id  # noqa: PLC0415

    token = request_id.set("")
    yield
    request_id.reset(token)


@pytest.fixture(autouse=True)
def _journal_empty_after_real_transactions(request: Any) -> Any:
    """A test that commits leaves its entries behind: emptying the tables passes the journal by."""
    mark = request.node.get_closest_marker("django_db")
    yield
    if (mark and mark.kwargs.get("transaction")) or "live_server" in request.fixturenames:
        from tests.owner import empty_journal  # noqa: PLC0415

        empty_journal()


@pytest.fixture
def tree(db: None) -> Any:
    """The standing tree of units."""
    from tests.cast import plant_tree  # noqa: PLC0415

    return plant_tree()


def _member(login: str, place: str, role: str, name: str) -> Any:
    @pytest.fixture(name=login)
    def post(tree: Any) -> Any:
        from tests.cast import hire  # noqa: PLC0415

        return hire(login, getattr(tree, place), role, name)

    return post


county_clerk = _member("county_clerk", "county_office", "clerk", "沈静")
township_officer = _member("township_officer", "town", "township", "吴晓峰")
neighbour_clerk = _member("neighbour_clerk", "neighbour_office", "clerk", "何平")
health_desk = _member("health_desk", "health", "desk", "宋岚")
leader = _member("leader", "county_office", "leader", "郑国平")
officer = _member("officer", "town", "officer", "许佳")
auditor = _member("auditor", "county_office", "auditor", "方蕾")


@pytest.fixture
def in_county(tree: Any) -> Iterator[None]:
    """Work inside the county's scope, as a request of its clerk would."""
    from anxin.ground.database.scope import scope  # noqa: PLC0415

    with scope(tree.county.path):
        yield


@pytest.fixture
def household(county_clerk: Any, tree: Any) -> Any:
    """One family of the county, opened by its clerk."""
    from anxin.ground.database.scope import scope  # noqa: PLC0415
    from tests.cast import family  # noqa: PLC0415

    with scope(tree.county.path):
        return family(county_clerk, tree.county)
