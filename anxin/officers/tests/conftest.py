"""Officers of the standing tree."""

from datetime import date, timedelta
from typing import Any

import pytest

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.officers.actions import Asked, Decided, Offered, ask_for_help, write_help_entry
from anxin.officers.models import Frontline, HelpEntry, HelpRequest, Officer


@pytest.fixture
def man(officer: Any, tree: Any, in_county: None) -> Officer:
    """许佳 of the town, stationed in a village since spring, who signs in as the cast's officer."""
    found = Officer.objects.create(
        unit=tree.town,
        name="许佳",
        account=officer.account,
        began_work=date(2012, 4, 1),
        post_text="四级主任科员",
    )
    found.refresh_from_db(fields=["path"])
    Frontline.objects.create(officer=found, path=found.path, since=date(2026, 3, 1), ground="village")
    return found


# help
@pytest.fixture
def asked(man: Officer, officer: Post) -> HelpRequest:
    return ask_for_help(by=officer, officer=man, asked=Asked("family", "母亲住院，想调几天班"))


@pytest.fixture
def doing(county_clerk: Post) -> Decided:
    return Decided(
        "work", "与镇里商量调班", county_clerk, today() + timedelta(5), case_by_case="目录尚无此项"
    )


@pytest.fixture
def entry(county_clerk: Post, tree: Any, in_county: None) -> HelpEntry:
    offered = Offered("benefits", "疗养", "一线干部每三年一次疗养", "安委〔2026〕8号第三条", today())
    return write_help_entry(by=county_clerk, unit=tree.county, offered=offered)
