"""What a family says: taken in once, answered by its day, put before others when it waits."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine

from anxin.care.actions import (
    answer_word,
    name_contact_leader,
    name_responsible,
    raise_word,
    receive_word,
    set_work_lead,
    take_up_word,
)
from anxin.care.events import FamilySideChanged
from anxin.care.figures import words_late, words_open, words_overdue
from anxin.care.models import FamilyWord
from anxin.care.queries import lying_with, tasks_within
from anxin.care.raising import raise_late_words
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.jobs import events
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import NOBODY, OPERATOR
from anxin.ground.journal.models import JournalEntry
from tests.cast import hire

MONDAY = date(2026, 11, 23)


@pytest.fixture
def word(named, county_clerk):
    with time_machine.travel(MONDAY, tick=False):
        return receive_word(by=county_clerk, household=named, words="屋顶又漏了", channel="phone")


def on_day(days: int):
    """So many days after the Monday on which the word was said."""
    return time_machine.travel(MONDAY + timedelta(days), tick=False)


def holders(word, *posts):
    """Those of the posts on whose desk the word lies."""
    return {post.login for post in posts if FamilyWord.objects.filter(lying_with(post), pk=word.pk)}


class TestReceiving:
    def test_the_answer_is_due_two_working_days_later(self, word):
        assert (word.said_on, word.due) == (MONDAY, date(2026, 11, 25))

    def test_over_a_weekend_the_days_are_working_days(self, named, county_clerk):
        with on_day(4):
            word = receive_word(by=county_clerk, household=named, words="问个事", channel="phone")
        assert word.due == date(2026, 12, 1)

    def test_what_a_telephone_sends_twice_is_kept_once(self, named):
        key, before = uuid.uuid4(), JournalEntry.objects.count()
        said = {"by": NOBODY, "household": named, "words": "孩子要转学", "channel": "page", "key": key}
        assert receive_word(**said) == receive_word(**said)
        assert FamilyWord.objects.count() == 1
        assert JournalEntry.objects.count() == before + 1

    @pytest.mark.parametrize(
        ("words", "day", "code"),
        [
            ("  \n", 0, "care.word_empty"),
            ("长" * 501, 0, "care.word_too_long"),
            ("问个事", 1, "care.day_ahead"),
        ],
    )
    def test_nothing_empty_endless_or_of_tomorrow_is_taken_in(self, words, day, code, named, county_clerk):
        said_on = today() + timedelta(day)
        with pytest.raises(Refused) as refused:
            receive_word(by=county_clerk, household=named, words=words, channel="phone", said_on=said_on)
        assert refused.value.code == code
        assert not FamilyWord.objects.exists()

    def test_the_journal_keeps_no_word_of_it(self, word):
        entry = JournalEntry.objects.filter(act="care.word_received").get()
        assert entry.details == {"channel": "phone", "due": "2026-11-25"}


class TestAnswering:
    def test_what_the_family_reads_is_the_latest_word_of_the_office(self, word, township_officer):
        take_up_word(by=township_officer, word=word, words="瓦工周四来看")
        word.refresh_from_db()
        assert word.reply == "瓦工周四来看"
        answered = answer_word(by=township_officer, word=word, words="修好了")
        assert (answered.reply, answered.answered_on) == ("修好了", today())

    def test_rooms_above_are_told_of_every_step(self, word, township_officer):
        told = []
        events.subscriber(FamilySideChanged)(told.append)
        try:
            take_up_word(by=township_officer, word=word, words="瓦工周四来看")
            answer_word(by=township_officer, word=word, words="修好了")
        finally:
            events._subscribers[FamilySideChanged].remove(told.append)
        assert [list(event.households) for event in told] == [[word.household_id]] * 2


class TestRaising:
    @pytest.fixture
    def people(self, named, county_clerk, township_officer, tree, leader):
        deputy = hire("deputy", tree.town, "township", "林涛")
        name_responsible(by=county_clerk, household=named, responsible=township_officer, deputy=deputy)
        set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
        for post, login in (
            (township_officer, "responsible"), (deputy, "deputy"), (county_clerk, "lead"), (leader, "leader"),
        ):  # fmt: skip
            post.login = login
        return [township_officer, deputy, county_clerk, leader]

    def test_step_by_step_it_comes_before_more_people_and_leaves_nobody(self, word, people):
        assert holders(word, *people) == {"responsible"}
        with on_day(2):
            assert raise_late_words() == 0
        with on_day(3):
            assert raise_late_words() == 1
        assert holders(word, *people) == {"responsible", "deputy", "lead"}
        with on_day(4):
            assert raise_late_words() == 0
        with on_day(8):
            assert raise_late_words() == 1
            assert raise_late_words() == 0
        assert holders(word, *people) == {"responsible", "deputy", "lead", "leader"}
        entries = JournalEntry.objects.filter(act="care.word_raised")
        assert sorted(entry.details["to"] for entry in entries) == [1, 2]

    def test_with_a_contact_leader_no_other_leader_gets_it(self, word, people, tree, county_clerk, named):
        contact = hire("contact", tree.county_office, "leader", "赵文江")
        contact.login = "contact"
        name_contact_leader(by=county_clerk, household=named, leader=contact)
        FamilyWord.objects.update(raised=2, raised_on=today())
        assert holders(word, *people, contact) == {"responsible", "deputy", "lead", "contact"}

    def test_an_answered_word_stays_where_it_is(self, word, people, township_officer):
        answer_word(by=township_officer, word=word, words="修好了")
        with on_day(9):
            assert raise_late_words() == 0
            with pytest.raises(Refused):
                raise_word(by=OPERATOR, word=word)

    def test_it_stands_on_the_desk_with_its_day(self, word, people, named):
        tasks = tasks_within(people[0], Reach(people[0], named.path, named.path + "~"))
        told = [(task.due, task.card) for task in tasks if task.kind == "word"]
        assert told == [(word.due, named.pk)]


class TestFigures:
    def test_open_and_late_are_counted_within_reach(
        self, word, township_officer, county_clerk, neighbour_clerk
    ):
        reach = Reach.of(county_clerk)
        assert list(words_open(reach, MONDAY)) == [word]
        assert list(words_late(reach, MONDAY)) == []
        assert list(words_late(reach, word.due + timedelta(1))) == [word]
        with time_machine.travel(add_working_days(word.due, 1), tick=False):
            answer_word(by=township_officer, word=word, words="修好了")
        assert list(words_open(reach, MONDAY)) == []
        assert list(words_late(reach, word.due)) == [word]
        assert list(words_late(Reach.of(neighbour_clerk), word.due)) == []

    def test_an_answer_closes_the_gap_though_it_came_late(self, word, township_officer, county_clerk):
        reach, after = Reach.of(county_clerk), word.due + timedelta(1)
        assert list(words_overdue(reach, word.due)) == []
        assert list(words_overdue(reach, after)) == [word]
        with time_machine.travel(add_working_days(word.due, 1), tick=False):
            answer_word(by=township_officer, word=word, words="修好了")
        assert list(words_overdue(reach, after)) == []
