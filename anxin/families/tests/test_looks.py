"""Who looked at a card, by day and person; and the slip that the family may ask for."""

import io
import uuid

import pypdfium2
import pytest
from django.urls import reverse

from anxin.families.actions import reveal
from anxin.families.models import Person
from anxin.ground.access.actions import open_in_emergency
from anxin.ground.database.scope import scope
from anxin.ground.journal.actions import record
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(household, county_clerk, leader, tree):
    """The clerk opened the card twice and showed a number; the leader opened it once."""
    address = reverse("families:card", args=[household.pk])
    client_of(county_clerk).get(address)
    client_of(county_clerk).get(address)
    client_of(leader).get(address)
    with scope(tree.county.path):
        person = Person.objects.get(household=household, name="陈桂香")
        reveal(by=county_clerk, person=person, column="phone", purpose="contact")
    return household


def looks(post, household, **query):
    return client_of(post).get(reverse("families:looks", args=[household.pk]), query)


def slip(post, household):
    response = client_of(post).get(reverse("families:looks_pdf", args=[household.pk]))
    assert response.status_code == 200
    paper = pypdfium2.PdfDocument(io.BytesIO(response.content))
    return "".join(paper[n].get_textpage().get_text_range() for n in range(len(paper)))


def test_looks_stand_together_by_day_and_person(opened, county_clerk):
    answer = looks(county_clerk, opened)
    people = [group.post.name for group in answer.context["groups"] if group.post]
    assert sorted(people) == ["沈静", "郑国平"]  # each once a day, however often they looked
    text = answer.content.decode()
    assert "联系家属" in text or "（" in text  # what a number was shown for


def test_a_purpose_stands_beside_the_act(opened, county_clerk):
    groups = looks(county_clerk, opened).context["groups"]
    purposes = {look.purpose for group in groups for look in group.looks} - {""}
    assert len(purposes) == 1


def test_emergency_access_is_marked(opened, county_clerk, township_officer, auditor):
    said = {"number": opened.number, "reason": "ill", "words": "家属来电称老人突然晕倒"}
    assert open_in_emergency(by=township_officer, **said)
    groups = looks(county_clerk, opened).context["groups"]
    marked = {group.post.name: group.emergency for group in groups if group.post}
    assert marked == {"沈静": False, "郑国平": False, "吴晓峰": True}
    assert "紧急查阅" in looks(county_clerk, opened).content.decode()


def test_only_the_last_ninety_days_unless_all_is_asked(opened, county_clerk, monkeypatch):
    monkeypatch.setattr("anxin.families.looks.LATELY", -1)
    assert looks(county_clerk, opened).context["groups"] == []
    assert looks(county_clerk, opened, show="all").context["groups"] != []


def test_the_slip_names_units_posts_and_days_and_no_official_and_no_id(opened, county_clerk):
    text = slip(county_clerk, opened).replace("\r\n", "").replace("\x1f", "")
    for words in ("查看留痕告知单", "中共安和县委组织部", "测试岗位", "打开家庭卡", "（2次）"):
        assert words in text
    assert "郑国平" not in text
    for hidden in (str(opened.pk), opened.path, "families."):
        assert hidden not in text


def test_printing_the_slip_is_noted(opened, county_clerk):
    slip(county_clerk, opened)
    assert "打印查看留痕告知单" in looks(county_clerk, opened).content.decode()


def test_a_list_that_showed_the_card_counts(opened, county_clerk):
    client_of(county_clerk).get(reverse("families:list"))
    acts = {look.entry.act for group in looks(county_clerk, opened).context["groups"] for look in group.looks}
    assert "families.listed" in acts


def test_an_entry_of_nobody_is_the_systems(opened, county_clerk):
    class Job:
        id = acting_id = None

    record("entitlements.calculated", by=Job(), path=opened.path, cards=[opened.pk])
    assert "系统" in looks(county_clerk, opened).content.decode()


@pytest.mark.parametrize("who", ["leader", "township_officer", "auditor", "health_desk"])
def test_others_may_not_print_it(who, request, opened):
    client = client_of(request.getfixturevalue(who))
    assert client.get(reverse("families:looks_pdf", args=[opened.pk])).status_code == 403
    assert client.get(reverse("families:looks_pdf", args=[uuid.uuid4()])).status_code == 403
