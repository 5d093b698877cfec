"""Survey rounds: what a notice opens, what places answer, how it stands down the tree, and who sees it."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anxin.families.models import Person
from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import get
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.ground.messages.models import Message
from anxin.ground.units.asked import WorkAsked
from anxin.ground.units.choosing import Choice
from anxin.surveys import actions
from anxin.surveys.coverage import coverage, places_in, summed
from anxin.surveys.models import ANSWER_MOVES, Answer, AnswerState, AnswerStep, Round
from tests.cast import client_of, family, hire

S = AnswerState


def asks(unit, path, *lines, since=2012, **said):
    """A round that ``unit`` asks for below ``path``."""
    item = uuid4()
    publish(
        WorkAsked(
            item=item, kind="survey", unit=unit.pk, path=path, lines=lines or (Choice(),),
            paper="关于开展调查摸底的通知", words="开展调查摸底", due=today() + timedelta(30),
            since=since, **said,
        )
    )  # fmt: skip
    return Round.objects.get(pk=item)


@pytest.fixture
def of_city(tree):
    """The city asks every county, through its organisation department."""
    return asks(tree.city_office, tree.city.path, Choice(kind="organisation", level=3))


@pytest.fixture
def city_clerk(tree):
    return hire("city_clerk", tree.city_office, "clerk", "市里")


@pytest.fixture(autouse=True)
def _whole_tree(db):
    with everywhere():
        yield


def refused(code, act, **said):
    with pytest.raises(Refused) as no, transaction.atomic():
        act(**said)
    assert no.value.code == code


def test_work_of_another_kind_opens_no_round(tree):
    for kind, since in (("visits", None), ("survey", None)):
        publish(
            WorkAsked(
                item=uuid4(), kind=kind, unit=tree.city_office.pk, path=tree.city.path, lines=(Choice(),),
                paper="通知", words="走访", due=today(), since=since,
            )
        )  # fmt: skip
    assert not Round.objects.exists()


def test_an_office_that_is_asked_answers_for_its_region(of_city, tree):
    assert list(of_city.places()) == [tree.county, tree.neighbour]


def test_a_unit_without_a_region_answers_itself_and_is_counted_once(tree):
    lines = Choice(kind="department"), Choice(picked=tree.health.pk), Choice(level=4, below=tree.county.path)
    assert set(asks(tree.city_office, tree.city.path, *lines).places()) == {
        tree.health,
        tree.civil,
        tree.town,
    }


def test_whoever_asks_does_not_answer(tree):
    places = asks(tree.county_office, tree.county.path).places()
    assert tree.county not in places
    assert tree.county_office not in places


def test_those_who_answer_for_a_place_that_is_asked_are_told(
    tree, county_clerk, neighbour_clerk, township_officer, leader, officer, health_desk
):
    hire("in_county", tree.county_office, "township", "不单独填报", scope_root=tree.county)
    asks(tree.city_office, tree.city.path, Choice(kind="organisation", level=3), Choice(picked=tree.town.pk))
    told = Message.objects.filter(code="surveys.to_answer")
    assert {one.post_id for one in told} == {county_clerk.pk, neighbour_clerk.pk, township_officer.pk}
    assert client_of(township_officer).get(told[0].link).status_code == 200


def test_exactly_the_posts_that_have_papers_are_found_by_the_question_for_them(
    tree, county_clerk, neighbour_clerk, township_officer, leader, officer, health_desk
):
    hire("in_county", tree.county_office, "township", "不单独填报", scope_root=tree.county)
    hire("of_bureau", tree.civil, "township", "民政局专干")
    by_hand = {post.pk for post in Post.objects.all() if any(post.papers)}
    assert {post.pk for post in Post.objects.with_papers()} == by_hand


def test_a_choice_is_kept_as_it_was(tree):
    for one in (Choice(), Choice("region", 3, tree.city.path), Choice(picked=tree.town.pk)):
        assert Choice.of(one.stored()) == one


# An answer


@pytest.mark.parametrize(("before", "after"), list(product(S.values, repeat=2)))
def test_exactly_the_moves_of_the_table_are_allowed(county_clerk, before, after):
    if (before, after) in ANSWER_MOVES:
        check(ANSWER_MOVES, before, after, by=county_clerk, reason="理由")
    else:
        refused("lifecycle.moved_on", check, moves=ANSWER_MOVES, now=before, to=after, by=county_clerk)


@pytest.mark.parametrize("before", S.values)
@pytest.mark.parametrize("after", [S.SENT, S.ACCEPTED, S.RETURNED])
def test_an_act_makes_its_move_or_leaves_nothing_behind(
    of_city, county_clerk, city_clerk, tree, before, after
):
    said = {"round_": of_city, "unit": tree.county}
    answer = actions.send(by=county_clerk, **said, signatory="郑国平", nil=True)
    if before == S.AT_WORK:
        Answer.objects.filter(pk=answer.pk).update(state=before, sent_at=None, sent_by=None, nil=False)
    else:
        Answer.objects.filter(pk=answer.pk).update(state=before)
    traces = AnswerStep.objects.count(), JournalEntry.objects.count()
    acts = {
        S.SENT: lambda: actions.send(by=county_clerk, **said, signatory="郑国平", nil=True),
        S.ACCEPTED: lambda: actions.accept(by=city_clerk, answer=answer),
        S.RETURNED: lambda: actions.give_back(by=city_clerk, answer=answer, why="请复核"),
    }
    if (before, after) in ANSWER_MOVES:
        assert acts[after]().state == after
        return
    with pytest.raises(Refused), transaction.atomic():
        acts[after]()
    assert Answer.objects.get(pk=answer.pk).state == before
    assert (AnswerStep.objects.count(), JournalEntry.objects.count()) == traces


def test_a_nil_return_has_a_name_behind_it_and_never_contradicts_the_register(of_city, county_clerk, tree):
    said = {"by": county_clerk, "round_": of_city, "unit": tree.county}
    refused("surveys.no_signatory", actions.send, **said, signatory=" ", nil=True)
    refused("surveys.nothing_found", actions.send, **said, signatory="郑国平")
    family(county_clerk, tree.town)
    refused("surveys.not_nil", actions.send, **said, signatory="郑国平", nil=True)
    answer = actions.send(**said, signatory="郑国平")
    assert (answer.officers, answer.unknown, answer.families, answer.nil) == (1, 0, 1, False)


def test_deaths_before_the_year_asked_about_are_not_counted(county_clerk, tree):
    family(county_clerk, tree.town)  # died in 2024
    for since, officers in ((2024, 1), (2025, 0)):
        round_ = asks(tree.city_office, tree.city.path, Choice(kind="region", level=3), since=since)
        said = {"by": county_clerk, "round_": round_, "unit": tree.county, "signatory": "郑国平"}
        assert actions.send(**said, nil=not officers).officers == officers


def test_the_database_wants_a_name_and_a_nil_that_means_nobody(of_city, county_clerk, tree):
    answer = actions.send(by=county_clerk, round_=of_city, unit=tree.county, signatory="郑国平", nil=True)
    for wrong in ({"signatory": ""}, {"officers": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.filter(pk=answer.pk).update(**wrong)


def test_only_the_place_and_those_above_it_answer_for_it(of_city, neighbour_clerk, county_clerk, tree):
    said = {"round_": of_city, "signatory": "郑国平", "nil": True}
    refused("outside_scope", actions.send, by=neighbour_clerk, unit=tree.county, **said)
    refused("surveys.not_asked", actions.send, by=county_clerk, unit=tree.town, **said)


def test_an_answer_is_accepted_from_above_by_somebody_who_did_not_send_it(
    of_city, county_clerk, city_clerk, neighbour_clerk, tree
):
    said = {"round_": of_city, "signatory": "郑国平", "nil": True}
    answer = actions.send(by=county_clerk, unit=tree.county, **said)
    for by in (county_clerk, neighbour_clerk):
        refused("outside_scope", actions.accept, by=by, answer=answer)
    assert actions.accept(by=city_clerk, answer=answer).state == S.ACCEPTED
    on_paper = actions.send(by=city_clerk, unit=tree.neighbour, **said)
    refused("surveys.same_person", actions.accept, by=city_clerk, answer=on_paper)


def test_a_returned_answer_says_why_and_is_sent_again(of_city, county_clerk, city_clerk, tree):
    said = {"by": county_clerk, "round_": of_city, "unit": tree.county, "signatory": "郑国平", "nil": True}
    answer = actions.give_back(by=city_clerk, answer=actions.send(**said), why="与民政台账不符")
    url = reverse("surveys:rounds:answer", args=[of_city.pk, tree.county.pk])
    assert "与民政台账不符" in client_of(county_clerk).get(url).content.decode()
    assert actions.send(**said).pk == answer.pk
    told = ["at_work", "sent", "returned", "sent"]
    assert list(answer.steps.values_list("to", flat=True)) == told


def test_what_was_sent_stays_when_the_register_changes_and_the_page_says_so(of_city, county_clerk, tree):
    family(county_clerk, tree.town)
    actions.send(by=county_clerk, round_=of_city, unit=tree.county, signatory="郑国平")
    url = reverse("surveys:rounds:answer", args=[of_city.pk, tree.county.pk])
    assert not client_of(county_clerk).get(url).context["differs"]
    family(county_clerk, tree.town, "方志强")
    page = client_of(county_clerk).get(url)
    assert page.context["answer"].officers == 1
    assert page.context["held"]["officers"] == 2
    assert page.context["differs"]


def test_a_round_that_was_passed_down_stands_below_the_one_above(of_city, county_clerk, tree):
    below = asks(tree.county_office, tree.county.path, Choice(level=4), above=of_city.pk)
    assert list(of_city.below.all()) == [below]
    url = reverse("surveys:rounds:answer", args=[of_city.pk, tree.county.pk])
    page = client_of(county_clerk).get(url).content.decode()
    assert reverse("surveys:rounds:round", args=[below.pk]) in page


# Coverage


def test_every_place_stands_somewhere_once(of_city, county_clerk, city_clerk, tree):
    actions.send(by=county_clerk, round_=of_city, unit=tree.county, signatory="郑国平", nil=True)
    total = summed(coverage(city_clerk, of_city, tree.city))
    assert (total["asked"], total["not_started"], total["sent"], total["nil"]) == (2, 1, 1, 1)
    for stand, places in {
        "asked": [tree.county, tree.neighbour], "not_started": [tree.neighbour], "sent": [tree.county],
        "nil": [tree.county], "accepted": [],
    }.items():  # fmt: skip
        assert list(places_in(of_city, tree.city, stand)) == places


def test_coverage_names_each_place_below_in_the_order_of_the_tree(county_clerk, city_clerk, tree):
    round_ = asks(tree.city_office, tree.city.path, Choice(kind="region"))
    lines = coverage(city_clerk, round_, tree.city)
    assert [line.unit for line in lines] == [tree.county, tree.neighbour]
    assert [line.counts["asked"] for line in lines] == [2, 1]
    below = coverage(county_clerk, round_, tree.county)
    assert [(line.unit, line.answers) for line in below] == [(tree.county, True), (tree.town, True)]


def test_above_the_county_few_officers_are_not_told_by_number(of_city, county_clerk, city_clerk, tree):
    family(county_clerk, tree.town)
    told = {line.unit: line.found for line in coverage(city_clerk, of_city, tree.city)}
    assert told[tree.county] is None
    assert next(line.found for line in coverage(county_clerk, of_city, tree.county)) == 1


def test_numbers_open_their_lists_through_the_readers_own_scope(of_city, county_clerk, city_clerk, tree):
    with scope(tree.county.path):
        family(county_clerk, tree.town)
    url = reverse("surveys:rounds:officers", args=[of_city.pk, tree.county.pk])
    assert "周明远" in client_of(county_clerk).get(url).content.decode()
    assert "周明远" not in client_of(city_clerk).get(url).content.decode()


def test_each_number_of_officers_opens_a_list_of_as_many(of_city, county_clerk, tree):
    with scope(tree.county.path):
        known, unknown = family(county_clerk, tree.town), family(county_clerk, tree.town, officer="吴国良")
    Person.objects.filter(household=unknown, died_on__isnull=False).update(died_on=None)
    client = client_of(county_clerk)
    url = reverse("surveys:rounds:officers", args=[of_city.pk, tree.county.pk])
    answer = reverse("surveys:rounds:answer", args=[of_city.pk, tree.county.pk])
    told = client.get(answer).content.decode()
    for day, household in (("known", known), ("unknown", unknown)):
        assert f"{url}?day={day}" in told
        found = client.get(url, {"day": day}).content.decode()
        assert found.count('<a class="name"') == 1
        assert str(household.pk) in found


def test_the_neighbour_sees_the_round_and_nothing_of_the_county(of_city, neighbour_clerk, county_clerk, tree):
    client = client_of(neighbour_clerk)
    assert client.get(reverse("surveys:rounds:round", args=[of_city.pk])).status_code == 200
    for name, more in (("within", []), ("answer", []), ("officers", []), ("places", ["sent"])):
        url = reverse(f"surveys:rounds:{name}", args=[of_city.pk, tree.county.pk, *more])
        assert client.get(url).status_code == 404
    own = asks(tree.county_office, tree.county.path)
    assert client.get(reverse("surveys:rounds:round", args=[own.pk])).status_code == 404


def test_a_place_answers_and_the_one_above_accepts_on_their_pages(of_city, county_clerk, city_clerk, tree):
    def at(name):
        return reverse(f"surveys:rounds:{name}", args=[of_city.pk, tree.county.pk])

    county, city = client_of(county_clerk), client_of(city_clerk)
    assert county.post(at("begin")).status_code == 302
    assert county.post(at("send"), {"signatory": "郑国平"}).status_code == 422
    assert county.post(at("send"), {"signatory": "郑国平", "nil": "on"}).status_code == 302
    nil = reverse("surveys:rounds:places", args=[of_city.pk, tree.city.pk, "nil"])
    assert "郑国平" in city.get(nil).content.decode()
    assert county.get(at("decide")).status_code == 404
    assert city.post(at("decide"), {"what": "return", "why": ""}).status_code == 422
    assert city.post(at("decide"), {"what": "accept"}).status_code == 302
    assert Answer.objects.get().state == S.ACCEPTED


def test_figures_count_what_was_accepted(of_city, county_clerk, city_clerk, tree):
    answer = actions.send(by=county_clerk, round_=of_city, unit=tree.county, signatory="郑国平", nil=True)

    class Everything:
        lo, hi = "", "~"

    assert get("surveys.nil_returns").value(Everything, today()) == 0
    actions.accept(by=city_clerk, answer=answer)
    for code in ("surveys.answers_accepted", "surveys.nil_returns"):
        assert get(code).value(Everything, today()) == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_read_in_both_languages(of_city, county_clerk, tree, language):
    client = client_of(county_clerk, language)
    assert of_city.words in client.get(reverse("surveys:rounds:list")).content.decode()
    for name in ("within", "answer", "send", "officers"):
        url = reverse(f"surveys:rounds:{name}", args=[of_city.pk, tree.county.pk])
        assert client.get(url).status_code == 200


def test_the_journal_names_no_leader(of_city, county_clerk, tree):
    actions.send(by=county_clerk, round_=of_city, unit=tree.county, signatory="郑国平", nil=True)
    entry = JournalEntry.objects.filter(act="surveys.answer_sent").get()
    assert "郑国平" not in str(entry.details)
