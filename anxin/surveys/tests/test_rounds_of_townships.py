"""A township asked by a round answers for itself, sees no other, and brings in whom it has found."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere, holder, scope
from anxin.ground.days.clock import now
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.choosing import Choice
from anxin.ground.units.models import Kind, Level, Unit
from anxin.surveys import actions
from anxin.surveys.models import Answer, AnswerState, Ledger
from tests.cast import client_of, family, hire

from .conftest import SAMPLES
from .test_rounds import asks, refused

pytestmark = pytest.mark.django_db
TOWNSHIPS = Choice(kind="region", level=4)


@pytest.fixture
def west(tree):
    """The township beside the one that is asked first."""
    return add_unit(by=OPERATOR, code="990102102", name="河西镇", kind=Kind.REGION, level=Level.TOWNSHIP,
                    parent=tree.county)  # fmt: skip


@pytest.fixture
def of_county(tree, west):
    """The county asks its townships."""
    with everywhere():
        return asks(tree.county_office, tree.county.path, TOWNSHIPS)


@pytest.fixture
def at(of_county, tree):
    """The address of a page of the round, at the township or elsewhere."""

    def address(name, place=None, *more):
        return reverse(f"surveys:rounds:{name}", args=[of_county.pk, (place or tree.town).pk, *more])

    return address


@pytest.fixture
def town(township_officer):
    return client_of(township_officer)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_township_that_found_nobody_sends_a_nil_return_with_a_name(town, at, county_clerk):
    assert "填报" in text(town.get(reverse("surveys:rounds:list")))
    assert town.post(at("begin")).status_code == 302
    assert town.post(at("send"), {"signatory": "", "nil": "on"}).status_code == 422
    assert town.post(at("send"), {"signatory": "韩立", "nil": "on"}).status_code == 302
    with everywhere():
        answer = Answer.objects.get()
    assert (answer.state, answer.nil, answer.signatory) == (AnswerState.SENT, True, "韩立")
    assert client_of(county_clerk).post(at("decide"), {"what": "accept"}).status_code == 302


def test_a_round_from_above_that_asks_others_says_that_it_asks_nobody_here(town, tree):
    with everywhere():
        asks(tree.city_office, tree.city.path, Choice(kind="region", level=3))
    listed = text(town.get(reverse("surveys:rounds:list")))
    assert "未要求本地" in listed
    assert "0 / 0" not in listed


def test_what_the_register_holds_of_the_township_goes_in_as_numbers_and_nobody_is_named(
    town, at, county_clerk, tree
):
    with scope(tree.county.path):
        family(county_clerk, tree.town)
    assert "周明远" not in text(town.get(at("answer")))
    assert "周明远" not in text(town.get(at("officers")))
    assert town.post(at("send"), {"signatory": "韩立", "nil": "on"}).status_code == 422
    assert town.post(at("send"), {"signatory": "韩立"}).status_code == 302
    with everywhere():
        assert Answer.objects.get().officers == 1


def test_whom_it_has_found_it_brings_in_and_the_county_merges(town, at, county_clerk, tree):
    file = SimpleUploadedFile("河东镇摸底.xlsx", (SAMPLES / "survey.xlsx").read_bytes())
    assert town.post(at("send"), {"signatory": "韩立"}).status_code == 422
    brought = town.post(at("bring"), {"file": file})
    assert brought.status_code == 302
    assert "已送县级经办人" in text(town.get(brought.url))
    assert "河东镇摸底.xlsx" in text(town.get(at("answer")))
    assert town.post(brought.url + "merge/").status_code == 403
    assert Household.objects.count() == 0
    assert client_of(county_clerk).post(brought.url + "merge/").status_code == 302
    assert "已并入" in text(town.get(brought.url))
    assert town.post(at("send"), {"signatory": "韩立"}).status_code == 302
    with everywhere():
        answer = Answer.objects.get()
        assert 0 < answer.families <= Household.objects.under(tree.town.path).count()


def test_a_returned_answer_tells_the_township_why(town, at, township_officer, county_clerk, of_county, tree):
    with everywhere():
        answer = actions.send(
            by=township_officer, round_=of_county, unit=tree.town, signatory="韩立", nil=True
        )
        actions.give_back(by=county_clerk, answer=answer, why="漏了两个村")
    assert "漏了两个村" in text(town.get(at("answer")))
    assert town.post(at("send"), {"signatory": "韩立", "nil": "on"}).status_code == 302


def test_a_township_never_sees_another_nor_the_county(town, at, west, tree, county_clerk, of_county):
    with everywhere():
        actions.send(by=county_clerk, round_=of_county, unit=west, signatory="何敏", nil=True)
    for place in (west, tree.county):
        for name, more in (("within", []), ("answer", []), ("officers", []), ("places", ["sent"]),
                           ("send", []), ("bring", [])):  # fmt: skip
            assert town.get(at(name, place, *more)).status_code == 404, (name, place)
    shown = text(town.get(reverse("surveys:rounds:round", args=[of_county.pk])))
    assert west.name not in shown
    assert "何敏" not in shown
    assert town.get(at("decide")).status_code == 403


def test_it_answers_for_nobody_else_in_the_act_either(township_officer, of_county, west):
    with everywhere():
        refused("outside_scope", actions.send, by=township_officer, round_=of_county, unit=west,
                signatory="韩立", nil=True)  # fmt: skip


def ledger_of(unit, by):
    return Ledger(unit=unit, path=unit.path, name="表.xlsx", digest="0" * 64, kind="survey", made_at=now(),
                  made_by=by.pk)  # fmt: skip


def test_the_database_lets_it_keep_its_own_ledger_of_its_own_place_alone(
    township_officer, county_clerk, tree, west
):
    with everywhere():
        ledger_of(tree.town, county_clerk).save()
        Answer.objects.create(round=asks(tree.county_office, tree.county.path, TOWNSHIPS), unit=west,
                              path=west.path)  # fmt: skip
    post = township_officer
    with scope("", ""):
        holder(str(post.pk), str(post.unit_id), post.papers)
        assert not Ledger.objects.exists()
        assert not Answer.objects.exists()
        ledger_of(tree.town, post).save()
        assert Ledger.objects.count() == 1
        for unit, by in ((west, post), (tree.town, county_clerk)):
            with pytest.raises(DatabaseError), transaction.atomic():
                ledger_of(unit, by).save()
        holder("", "")
        assert not Ledger.objects.exists()


def test_whose_post_is_at_an_office_answers_for_no_place_and_is_told_so(of_county, at, tree):
    post = hire("at_office", tree.county_office, "township", "赵敏")
    assert (post.scope_root, post.papers) == (tree.county, ("", ""))
    client = client_of(post)
    assert "您的岗位不单独填报" in text(client.get(reverse("surveys:rounds:list")))
    assert client.get(reverse("surveys:rounds:round", args=[of_county.pk])).status_code == 404
    assert client.get(at("answer", tree.county)).status_code == 404


def test_an_officer_of_a_bureau_answers_for_the_bureau(tree):
    post = hire("at_bureau", tree.health, "township", "赵敏")
    with everywhere():
        round_ = asks(tree.county_office, tree.county.path, Choice(kind="department"))
    url = reverse("surveys:rounds:send", args=[round_.pk, tree.health.pk])
    assert client_of(post).post(url, {"signatory": "宋岚", "nil": "on"}).status_code == 302


def test_above_the_county_nobody_brings_a_ledger_in(at, tree):
    city = client_of(hire("city_clerk", tree.city_office, "clerk", "市里"))
    assert city.get(at("answer")).status_code == 200
    assert city.get(at("bring")).status_code == 404


@pytest.mark.parametrize("role", ["clerk", "leader"])
def test_papers_are_the_area_of_whoever_has_one(tree, role):
    post = hire("area", tree.city_office, role, "何敏")
    assert post.papers == post.area


@pytest.mark.parametrize("role", ["desk", "officer", "auditor", "security"])
def test_nobody_else_has_papers_of_a_township(tree, role):
    post = Post(unit=tree.town, scope_root=tree.town, role=role)
    assert post.papers == post.area


def test_one_place_at_hand_is_asked_if_it_is_one_of_all_places(tree, west):
    choices = [
        Choice(), TOWNSHIPS, Choice(kind="organisation"), Choice(kind="organisation", level=3),
        Choice(kind="department"), Choice(below=tree.county.path), Choice(level=3, below=tree.neighbour.path),
        Choice(picked=tree.town.pk), Choice(picked=tree.county_office.pk), Choice(picked=tree.city_office.pk),
    ]  # fmt: skip
    units = list(Unit.objects.select_related("parent"))
    offices = {unit.pk: [one for one in units if one.parent_id == unit.pk and one.kind == Kind.ORGANISATION]
               for unit in units}  # fmt: skip
    for asker, path in ((tree.city_office, tree.city.path), (tree.county_office, tree.county.path),
                        (tree.province, tree.province.path)):  # fmt: skip
        for choice in choices:
            round_ = asks(asker, path, choice)
            asked = [unit for unit in units if round_.asks(unit, offices[unit.pk])]
            assert asked == list(round_.places()), (asker, choice)
            assert [one for one in units if choice.means(one)] == list(
                Unit.objects.filter(choice.condition())
            )
