"""O9: emergency access (紧急查阅), fourteen cases as RELIABILITY.md lists them."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from anxin.families.actions import seal
from anxin.families.models import Household, Person
from anxin.ground.access import emergency
from anxin.ground.access.actions import decide, open_in_emergency, review_emergency
from anxin.ground.access.models import Account, Approval, EmergencyAccess, Grant, Post
from anxin.ground.access.models.emergency import Reason
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import now, today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.ground.messages.models import Message
from tests.cast import client_of, family, hire
from tests.test_gate import ROUTES, address

PLACE = "/access/emergency/"
WORDS = "家属来电称老人突然晕倒"
CASES = []
DONE = set()


@dataclass
class World:
    """A family of the county; an officer of a township it was not given to; an auditor; a neighbour."""

    household: Household
    looker: Post
    auditor: Post
    leader: Post
    clerk: Post
    tree: object
    clock: object

    def post(self, client=None, **other):
        told = {"number": self.household.number, "reason": "ill", "words": WORDS, **other}
        return (client or client_of(self.looker)).post(PLACE, told)

    def open(self):
        return open_in_emergency(by=self.looker, number=self.household.number, reason="ill", words=WORDS)

    @property
    def card(self):
        return f"/families/{self.household.pk}/"


@pytest.fixture
def world(household, township_officer, auditor, leader, county_clerk, tree, time_machine):
    return World(household, township_officer, auditor, leader, county_clerk, tree, time_machine)


def case(function):
    CASES.append(pytest.param(function, marks=pytest.mark.django_db, id=function.__name__))
    return function


def stored(what):
    with everywhere():
        return type(what).objects.get(pk=what.pk)


def plain(response):
    """The body without what differs between any two answers: the token of the form."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"', b"", response.content)


@case
def the_reason_goes_in_the_body_and_never_into_an_address(world):
    """A GET opens nothing and a code or words are asked; no address, header or entry carries any of it."""
    client = client_of(world.looker)
    query = f"?number={world.household.number}&reason=ill&words={WORDS}"
    assert client.get(PLACE + query).status_code == 200
    for missing in ("reason", "words", "number"):
        assert world.post(client, **{missing: ""}).status_code == 200
    assert client.post(PLACE + query).status_code == 200
    with everywhere():
        assert EmergencyAccess.objects.count() == 0
    answer = world.post(client)
    assert (answer.status_code, answer.url) == (302, world.card)
    with everywhere():
        entry = JournalEntry.objects.get(act="access.emergency_opened", by=world.looker.pk)
        assert EmergencyAccess.objects.get().words == WORDS
    assert entry.details["reason"] == "ill"
    assert WORDS not in str(entry.details)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM access_emergency WHERE words LIKE 'a1:%'")
        assert len(cursor.fetchall()) == 1  # encrypted
    assert {code for code, _words in Reason.choices} == {"ill", "danger", "child", "disaster", "absent"}


@case
def it_lasts_three_hours_at_most(world):
    opened = world.open()
    assert opened.ends_at - opened.opened_at == timedelta(hours=3)
    assert stored(opened.grant).ends_at == opened.ends_at
    with pytest.raises(IntegrityError), transaction.atomic(), everywhere():
        EmergencyAccess.objects.create(
            path=opened.path, grant=opened.grant, record=opened.record, number="1", post=world.looker,
            account=opened.account, reason="ill", words="x", opened_at=now(),
            ends_at=now() + timedelta(hours=3, seconds=1), reviewer=world.auditor, review_due=today(),
        )  # fmt: skip


@case
def it_opens_cards_of_ones_own_line_only(world):
    """A township officer: the county's; a neighbour of another county: not; a city clerk: the city's."""
    tree = world.tree
    stranger = hire("stranger", tree.neighbour_office, "township", "高阳")
    hire("their_auditor", tree.neighbour_office, "auditor", "冯雪")
    assert open_in_emergency(by=stranger, number=world.household.number, reason="ill", words=WORDS) is None
    city = hire("city_clerk", tree.city_office, "clerk", "孙立")
    hire("city_auditor", tree.city_office, "auditor", "赵敏")
    assert emergency.line_of(city) == tree.city
    assert emergency.line_of(world.looker) == tree.county
    found = open_in_emergency(by=city, number=world.household.number, reason="ill", words=WORDS)
    assert found.record == world.household.pk
    province = hire("province_clerk", tree.province, "clerk", "钱进", tree.province)
    with pytest.raises(Refused) as no:
        open_in_emergency(by=province, number=world.household.number, reason="ill", words=WORDS)
    assert no.value.code == "access.no_reviewer"
    assert world.open().record == world.household.pk


@case
def a_sealed_card_cannot_be_opened_nor_stay_open(world):
    client = client_of(world.looker)
    assert world.post(client).status_code == 302
    assert client.get(world.card).status_code == 200
    with scope(*world.clerk.bounds):
        seal(by=world.clerk, household=world.household, why="测试")
    assert client.get(world.card).status_code == 404
    other = client_of(hire("second", world.tree.town, "township", "林涛"))
    assert world.post(other).status_code == 200
    with everywhere():
        assert EmergencyAccess.objects.count() == 1


@case
def unknown_outside_and_sealed_get_one_answer_for_one_work(world):
    """Status, headers, body, length, and the same questions to the database in the same order."""
    with scope(world.tree.neighbour.path):
        abroad = family(hire("abroad", world.tree.neighbour_office, "clerk", "何平"), world.tree.neighbour)
    with scope(*world.clerk.bounds):
        seal(by=world.clerk, household=world.household, why="测试")
    client, answers = client_of(world.looker), []
    client.get(PLACE)  # the first page of a session keeps its post, whatever is asked
    world.clock.move_to(now(), tick=False)
    for number in ("no-such-number", abroad.number, world.household.number):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = world.post(client, number=number)
        shape = [re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in asked]
        answers.append((answer.status_code, plain(answer), len(answer.content), shape))
    assert answers[0][0] == 200
    assert answers[0] == answers[1] == answers[2]
    with everywhere():
        refusals = JournalEntry.objects.filter(act="access.emergency_refused", by=world.looker.pk)
        told = refusals.values_list("details", "cards")
        assert [tuple(map(str, one)) for one in told] == [("{'reason': 'ill'}", "[]")] * 3


@pytest.mark.django_db
def test_numbers_cannot_be_tried_one_after_another(world):
    """After ten numbers in vain even the right one gives the same answer, until a day has passed."""
    client = client_of(world.looker)
    for number in range(10):
        assert world.post(client, number=f"990102-{number:04}").status_code == 200
    assert world.post(client).status_code == 200
    world.clock.move_to(now() + timedelta(hours=25))
    assert world.post(client_of(world.looker)).status_code == 302


@case
def the_reviewer_is_of_another_line(world):
    """The auditor, else the security administrator; never who looked, never one who also leads the line; and
    without a reviewer nothing opens."""
    assert world.open().reviewer == world.auditor
    looker = hire("looker", world.tree.town, "township", "林涛")
    Post.objects.filter(pk=world.auditor.pk).update(role="clerk")
    with pytest.raises(Refused):
        open_in_emergency(by=looker, number=world.household.number, reason="ill", words=WORDS)
    guard = hire("guard", world.tree.county_office, "security", "石磊")
    assert emergency.reviewer_for(looker) == guard
    _one_human("a", world.leader, guard)  # the guard leads the line as well, in another account
    assert emergency.reviewer_for(looker) is None
    _one_human("b", looker, hire("mine", world.tree.county_office, "auditor", "林涛"))
    assert emergency.reviewer_for(Post.objects.get(pk=looker.pk)) is None


@case
def the_reviewer_is_told_at_once_without_personal_data(world):
    """In the same transaction, in the inbox: a page to open, no person, no number, no reason."""
    opened = world.open()
    (message,) = Message.objects.filter(post=world.auditor)
    assert message.link == f"/access/reviews/{opened.pk}/"
    page = client_of(world.auditor).get("/messages/").content.decode()
    assert "有一次紧急查阅待复核" in page
    for private in ("周明远", "林秀兰", world.household.number, WORDS, world.looker.name):
        assert private not in page
    assert "复核一次紧急查阅" in client_of(world.auditor).get("/").content.decode()


@case
def reviews_older_than_three_working_days_are_shown(world):
    """On the reviewer's desk, to the leader above on his, and with a day's light."""
    opened = world.open()
    assert opened.review_due == add_working_days(today(), 3)
    leader = lambda: client_of(world.leader).get("/").content.decode()  # noqa: E731
    assert "紧急查阅逾期未复核" not in leader()
    world.clock.move_to(now() + timedelta(days=(add_working_days(today(), 4) - today()).days))
    assert stored(opened).is_late
    assert "1次紧急查阅逾期未复核" in leader()
    assert world.looker.name in client_of(world.leader).get("/access/reviews/late/").content.decode()
    page = client_of(world.auditor).get("/access/reviews/").content.decode()
    assert "逾期1个工作日" in page
    elsewhere = hire("elsewhere", world.tree.neighbour_office, "leader", "何平")
    assert world.looker.name not in client_of(elsewhere).get("/access/reviews/late/").content.decode()


@case
def it_ends_in_an_open_session_within_a_minute(world):
    """Asked at every request; and the page on the screen leaves it by itself."""
    client = client_of(world.looker)
    world.clock.move_to(now(), tick=False)
    world.post(client)
    for _half_hour in range(5):
        world.clock.move_to(now() + timedelta(minutes=30), tick=False)
        assert client.get(world.card).status_code == 200
    world.clock.move_to(now() + timedelta(minutes=29, seconds=59), tick=False)
    last = client.get(world.card)
    assert last.status_code == 200
    assert int(last["Refresh"].split(";")[0]) <= 60
    world.clock.move_to(now() + timedelta(seconds=2), tick=False)
    assert client.get(world.card).status_code == 404
    assert len(client.get(world.card).content) == len(client.get(f"/families/{world.auditor.pk}/").content)


@case
def nobody_extends_it_for_himself(world):
    """Again while it is open: the same end. Again within 24 hours: a second person, once. The database knows
    no prolonging."""
    opened = world.open()
    assert world.open() == opened
    for harm in ({"ends_at": opened.ends_at + timedelta(minutes=1)}, {"ends_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic(), everywhere():
            Grant.objects.filter(pk=opened.grant_id).update(**harm)
    world.clock.move_to(now() + timedelta(hours=4))
    asked = world.open()
    assert isinstance(asked, Approval)
    assert world.open() == asked
    assert client_of(world.looker).get(world.card).status_code == 404
    with pytest.raises(Refused):
        decide(by=world.looker, approval=asked, agree=True)
    decide(by=world.leader, approval=asked, agree=True)
    again = world.open()
    assert (again.approval, again.ends_at - again.opened_at) == (asked, timedelta(hours=3))
    world.clock.move_to(now() + timedelta(hours=4))
    assert isinstance(world.open(), Approval)
    assert world.open() != asked
    same_human = Post.objects.get(pk=hire("other", world.tree.town, "township", "吴晓峰").pk)
    Post.objects.filter(pk=same_human.pk).update(account=world.looker.account)
    same_human.refresh_from_db()
    assert isinstance(
        open_in_emergency(by=same_human, number=world.household.number, reason="ill", words=WORDS), Approval
    )


@case
def the_reviewer_sees_why_who_when_and_what_and_says_what_he_found(world):
    client = client_of(world.looker)
    world.post(client)
    client.get(world.card)
    client.get(world.card + "people/")
    opened = stored(EmergencyAccess(pk=_only()))
    place, reviewer = f"/access/reviews/{opened.pk}/", client_of(world.auditor)
    page = reviewer.get(place).content.decode()
    for shown in (WORDS, world.looker.name, "家属突发疾病或受伤", world.household.number, "打开家庭卡"):
        assert shown in page, shown
    assert "周明远" not in page
    assert client.get(place).status_code == 403
    for outsider in ("neighbour_office", "city"):
        other = hire(f"aud-{outsider}", getattr(world.tree, outsider), "auditor", "冯雪")
        expected = 404 if outsider == "neighbour_office" else 200
        assert client_of(other).get(place).status_code == expected
    assert reviewer.post(place, {"outcome": "unjustified", "findings": ""}).status_code == 200
    assert reviewer.post(place, {"outcome": "unjustified", "findings": "应先联系副责任人"}).status_code == 302
    told = stored(opened)
    assert (told.outcome, told.findings, told.reviewed_by) == (
        "unjustified",
        "应先联系副责任人",
        world.auditor,
    )
    with pytest.raises(Refused):
        review_emergency(by=world.auditor, access=opened, justified=True, findings="改口")
    with everywhere():
        assert JournalEntry.objects.filter(act="access.emergency_reviewed", by=world.auditor.pk).count() == 1


@case
def nothing_is_written_printed_or_exported_through_it(world):
    """Every address of a card, asked and posted to: reading opens, all else is refused; lists stay empty."""
    client = client_of(world.looker)
    world.post(client)
    before = _register()
    for route, one in ROUTES.items():
        if "<uuid:card>" not in route:
            continue
        place = address(route, world.household.pk, world.auditor.pk)
        reads = one.callback.needs.permission in emergency.READS | emergency.REVEALS
        assert client.get(place).status_code in ((200, 404, 405) if reads else (403, 405)), route
        if one.callback.needs.permission not in emergency.REVEALS:
            assert client.post(place, {"words": "x", "reason": "x"}).status_code == 403, route
    assert _register() == before
    assert "周明远" not in client.get("/families/").content.decode()
    page = client.get(world.card).content.decode()
    with everywhere():
        person = Person.objects.filter(household=world.household).first()
    sheet = client.get(f"{world.card}people/{person.pk}/").content.decode()
    for act in ("打印", "记一次走访", "card.pdf", "sheet.pdf", "visits/new"):
        assert not re.search(f'>{act}|{act}"', page + sheet), act
    assert "紧急查阅" in page
    assert client.get("/figures/").status_code == 403


@case
def one_masked_value_at_a_time_may_be_shown_with_its_purpose(world):
    client = client_of(world.looker)
    with everywhere():
        person = Person.objects.get(household=world.household, name="陈桂香")
        Person.objects.filter(pk=person.pk).update(phone="0000 620 1234")
    world.post(client)
    place = f"{world.card}people/{person.pk}/show/"
    assert "0000 620 1234" not in client.get(f"{world.card}people/{person.pk}/").content.decode()
    assert "0000 620 1234" not in client.post(place, {"column": "phone"}).content.decode()
    shown = client.post(place, {"column": "phone", "purpose": "contact"})
    assert "0000 620 1234" in shown.content.decode()
    assert [code for code in emergency.REVEALS] == ["families.reveal"]
    with everywhere():
        assert JournalEntry.objects.filter(act="families.revealed", by=world.looker.pk).count() == 1


@case
def the_family_reads_in_who_looked_that_it_was_an_emergency(world):
    client = client_of(world.looker)
    world.post(client)
    client.get(world.card)
    page = client_of(world.clerk).get(world.card + "looks/").content.decode()
    assert "紧急查阅打开家庭卡" in page
    assert re.search(r"吴晓峰.{,400}紧急查阅</", page, re.DOTALL)
    assert world.looker.name in page


def _only():
    with everywhere():
        return EmergencyAccess.objects.get().pk


def _one_human(digit, *posts):
    Account.objects.filter(posts__in=posts).update(person_digest=digit * 64)


def _register():
    """All that the register says, as the database would hash it."""
    with everywhere(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT md5(string_agg(h::text, '' ORDER BY id)) FROM families_household h),"
            " (SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM families_person p),"
            " (SELECT md5(string_agg(f::text, '' ORDER BY id)) FROM families_fact f),"
            " (SELECT count(*) FROM care_visit), (SELECT count(*) FROM access_grant)"
        )
        return cursor.fetchone()


@pytest.mark.parametrize("one", CASES)
def test_emergency_access(one, world, record_property):
    one(world)
    DONE.add(one.__name__)
    if len(DONE) == len(CASES):
        record_property("O9", f"{len(DONE)} of {len(CASES)} cases")
