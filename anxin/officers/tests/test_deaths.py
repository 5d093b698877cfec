"""An officer's death: recorded in silence, told in person, then a card with somebody responsible."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from anxin.families.actions import Origin, correct_officer
from anxin.families.events import CardsOpened
from anxin.families.models import Household, Kinship, Source
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs import events
from anxin.ground.jobs.refusals import Refused
from anxin.officers.actions import Told, record_death, settle_step, tell_family, withdraw_death
from anxin.officers.events import DeathTold
from anxin.officers.models import STEP_MOVES, Death, FirstStep, Frontline, Officer
from tests.cast import client_of, is_unassigned

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
EVENT = date(2026, 11, 18)
S = FirstStep.State


@pytest.fixture
def death(county_clerk: Post, man: Officer) -> Death:
    return record_death(by=county_clerk, officer=man, on=DAY, event_on=EVENT, how="下乡途中车祸")


def told(**more: Any) -> Told:
    said = {"on": DAY + timedelta(1), "by": "沈静、镇长", "name": "李兰", "kinship": "12"}
    return Told(**said | more)


def rows() -> dict[str, int]:
    """How many rows every table has, the queue of jobs among them."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counts = [f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables]
        cursor.execute(" UNION ALL ".join(counts))
        return dict(cursor.fetchall())


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[type]:
    """Every kind of event that is published, in order."""
    heard: list[type] = []
    for kind in (CardsOpened, DeathTold):
        listeners = [*events._subscribers[kind], lambda event: heard.append(type(event))]
        monkeypatch.setitem(events._subscribers, kind, listeners)
    return heard


def test_recording_a_death_reckons_every_step_and_tells_nobody(
    county_clerk: Post, man: Officer, published: list[type]
) -> None:
    before = rows()
    death = record_death(by=county_clerk, officer=man, on=DAY, event_on=EVENT)
    grown = {name for name, n in rows().items() if n != before[name]}
    assert grown == {"officers_death", "officers_firststep", "journal_entry"}  # no job, no card, no mail
    assert not published
    assert death.steps.get(code="work_injury").due == date(2026, 12, 18)
    assert not Household.objects.exists()


def test_from_the_day_of_death_the_officer_is_not_at_work_so_that_no_reminder_reaches_the_telephone(
    death: Death, man: Officer
) -> None:
    assert man not in Officer.objects.at_work()
    assert man not in Officer.objects.at_the_front()


def test_no_step_is_done_before_the_family_was_told(county_clerk: Post, death: Death) -> None:
    for step in death.steps.all():
        with pytest.raises(Refused, match="in person|当面"):
            settle_step(by=county_clerk, step=step, state=S.DONE)
    assert not FirstStep.objects.exclude(state=S.OPEN).exists()


def test_telling_opens_the_card_in_the_same_act(
    county_clerk: Post, death: Death, man: Officer, published: list[type]
) -> None:
    household = tell_family(by=county_clerk, death=death, told=told())
    assert published == [CardsOpened, DeathTold]
    fallen = household.bereavements.get().officer
    assert (fallen.person.name, fallen.person.died_on) == ("许佳", PartialDate(2026, 11, 20))
    assert (fallen.determination, fallen.death_cause) == ("pending", "下乡途中车祸")
    assert (household.unit, fallen.unit_text) == (man.unit, "河东镇")
    assert Kinship.objects.get(person__name="李兰").kind == "12"
    assert is_unassigned(household)  # the work lead answers for the family until somebody is named
    death.refresh_from_db()
    assert (death.household, death.steps.get(code="tell").state) == (household, S.DONE)
    assert Frontline.objects.get(officer=man).until == DAY + timedelta(1)
    man.refresh_from_db()
    assert man.account is None  # the own page is nobody's any more


def test_what_the_card_took_over_tells_where_it_is_from_and_is_corrected_there(
    county_clerk: Post, death: Death, man: Officer
) -> None:
    Officer.objects.filter(pk=man.pk).update(source="roster", source_on=date(2026, 3, 1))
    household = tell_family(by=county_clerk, death=death, told=told())
    fallen, desk = household.bereavements.get().officer, client_of(county_clerk)
    page = reverse("officers:death", args=[death.pk])

    assert (fallen.source_words, fallen.source_on) == ("单位花名册", date(2026, 3, 1))
    assert (household.head.source, household.head.source_on) == ("officer:told", DAY + timedelta(1))
    text = desk.get(page).content.decode()
    assert "单位花名册" in text
    correct = reverse("families:officer", args=[household.pk, fallen.pk])
    assert correct in text

    origin = Origin(Source.PAPER, "干部任免审批表", today())
    correct_officer(by=county_clerk, officer=fallen, values={"post_text": "三级主任科员"}, origin=origin)
    assert "干部任免审批表" in desk.get(page).content.decode()
    man.refresh_from_db()
    assert man.post_text == "四级主任科员"


def test_a_family_is_told_once(county_clerk: Post, death: Death) -> None:
    tell_family(by=county_clerk, death=death, told=told())
    with pytest.raises(Refused):
        tell_family(by=county_clerk, death=death, told=told())
    assert Household.objects.count() == 1


@pytest.mark.parametrize("when", [DAY - timedelta(1), date(2999, 1, 1)])
def test_a_family_is_told_between_the_death_and_today(county_clerk: Post, death: Death, when: date) -> None:
    with pytest.raises(Refused):
        tell_family(by=county_clerk, death=death, told=told(on=when))
    assert not Household.objects.exists()


def test_when_the_card_cannot_be_opened_the_family_counts_as_not_told(
    county_clerk: Post, death: Death, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("anxin.families.actions.opening.record", fails)
    with pytest.raises(RuntimeError):
        tell_family(by=county_clerk, death=death, told=told())
    death.refresh_from_db()
    assert not death.is_told
    assert not Household.objects.exists()


def test_the_database_itself_knows_no_card_before_the_telling(death: Death, household: Household) -> None:
    with pytest.raises(IntegrityError, match="no_card_before"), transaction.atomic():
        Death.objects.filter(pk=death.pk).update(household=household)


@pytest.mark.parametrize(
    ("on", "event"), [(DAY, DAY + timedelta(1)), (date(2999, 1, 1), DAY)], ids=["event after", "ahead"]
)
def test_days_that_cannot_be_are_refused(county_clerk: Post, man: Officer, on: date, event: date) -> None:
    with pytest.raises(Refused):
        record_death(by=county_clerk, officer=man, on=on, event_on=event)
    assert Officer.objects.at_work().filter(pk=man.pk).exists()


def test_a_death_recorded_by_mistake_leaves_nothing_behind(
    county_clerk: Post, death: Death, man: Officer
) -> None:
    withdraw_death(by=county_clerk, death=death)
    man.refresh_from_db()
    assert man.is_at_work
    assert man in Officer.objects.at_the_front()
    assert not FirstStep.objects.exists()


def test_once_the_family_was_told_nothing_is_taken_back(county_clerk: Post, death: Death) -> None:
    tell_family(by=county_clerk, death=death, told=told())
    with pytest.raises(Refused):
        withdraw_death(by=county_clerk, death=death)
    assert Death.objects.exists()


@pytest.mark.parametrize("now", S.values)
@pytest.mark.parametrize("to", S.values)
def test_a_step_moves_as_its_table_says_and_not_otherwise(
    county_clerk: Post, death: Death, now: str, to: str
) -> None:
    tell_family(by=county_clerk, death=death, told=told())
    step = death.steps.get(code="school")
    if now != S.OPEN:
        settle_step(by=county_clerk, step=step, state=now, words="没有孩子")
    if (now, to) in STEP_MOVES:
        assert settle_step(by=county_clerk, step=step, state=to, words="没有孩子").state == to
        return
    with pytest.raises(Refused):
        settle_step(by=county_clerk, step=step, state=to, words="没有孩子")
    step.refresh_from_db()
    assert step.state == now


def test_a_needless_step_says_why_and_a_leader_settles_none(
    county_clerk: Post, leader: Post, death: Death
) -> None:
    tell_family(by=county_clerk, death=death, told=told())
    step = death.steps.get(code="school")
    with pytest.raises(Refused):
        settle_step(by=county_clerk, step=step, state=S.NEEDLESS)
    with pytest.raises(Refused):
        settle_step(by=leader, step=step, state=S.DONE)
    step.refresh_from_db()
    assert step.is_open


def test_a_step_whose_day_has_passed_is_late(county_clerk: Post, man: Officer) -> None:
    death = record_death(by=county_clerk, officer=man, on=date(2026, 9, 1), event_on=date(2026, 9, 1))
    late = set(FirstStep.objects.late(today()).filter(death=death).values_list("code", flat=True))
    assert late == {"tell", "funeral", "school", "certificates", "pay", "insurance", "housing", "work_injury"}


def test_another_countys_clerk_finds_no_death(neighbour_clerk: Post, death: Death) -> None:
    browser = client_of(neighbour_clerk)
    step = death.steps.first()
    for url in (
        reverse("officers:death", args=[death.pk]),
        reverse("officers:told", args=[death.pk]),
        reverse("officers:first_step", args=[step.pk]),
    ):
        assert browser.get(url).status_code == 404
    assert "许佳" not in browser.get(reverse("officers:deaths")).content.decode()


def test_whoever_only_reads_officers_sees_nothing_of_a_death(
    leader: Post, death: Death, man: Officer
) -> None:
    page = client_of(leader).get(reverse("officers:officer", args=[man.pk])).content.decode()
    assert reverse("officers:death", args=[death.pk]) not in page


def test_a_press_on_the_button_alone_records_no_death(county_clerk: Post, man: Officer) -> None:
    browser, new = client_of(county_clerk), reverse("officers:death_new", args=[man.pk])
    as_it_stands = {field.name: field.value() or "" for field in browser.get(new).context["form"]}
    assert "此项必填" in browser.post(new, as_it_stands).content.decode()
    assert not Death.objects.exists()


def test_from_the_officers_page_to_the_familys_card(county_clerk: Post, man: Officer) -> None:
    browser = client_of(county_clerk)
    new = reverse("officers:death_new", args=[man.pk])
    assert new in browser.get(reverse("officers:officer", args=[man.pk])).content.decode()

    page = browser.post(new, {"on": "2026-11-20", "event_on": "2026-11-18", "how": ""}, follow=True)
    death = Death.objects.get()
    words = page.content.decode()
    for due in ("2026-11-20", "2026-11-25", "2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18"):
        assert due in words
    assert "2027-11-18" in words  # until then the family or the union may apply
    step = reverse("officers:first_step", args=[death.steps.get(code="pay").pk])
    assert step not in words

    said = {"on": "2026-11-21", "by": "沈静", "name": "李兰", "kinship": "12"}
    page = browser.post(reverse("officers:told", args=[death.pk]), said, follow=True)
    household = Household.objects.get()
    assert reverse("families:card", args=[household.pk]) in page.content.decode()
    assert "许佳" in browser.get(reverse("families:card", args=[household.pk])).content.decode()

    browser.post(step, {"state": "done", "on": "2026-11-24", "words": ""})
    assert death.steps.get(code="pay").done_on == date(2026, 11, 24)


def test_the_checklist_says_how_long_the_law_gives_for_the_work_injury_application(
    county_clerk: Post, death: Death
) -> None:
    page = client_of(county_clerk).get(reverse("officers:death", args=[death.pk])).content.decode()
    assert "第十七条<br>30日内" in page
    assert page.count("30日内") == 1  # every other day is the house's own target
