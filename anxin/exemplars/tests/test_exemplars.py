"""Exemplars: published once, told from the notice, readable by everybody, tied to no family."""

import pytest
from django.apps import apps
from django.urls import reverse

from anxin.exemplars.actions import publish_liao_junbo
from anxin.exemplars.content.liao_junbo import PROFILE
from anxin.exemplars.models import Exemplar, Honour, Part
from anxin.ground.journal.actions import OPERATOR
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def exemplar(db):
    return publish_liao_junbo(by=OPERATOR)


def test_the_profile_is_published_once(exemplar):
    assert publish_liao_junbo(by=OPERATOR) == exemplar
    assert Exemplar.objects.count() == 1


def test_the_profile_says_what_the_notice_says(exemplar):
    assert (exemplar.died_on.isoformat(), exemplar.age_at_death) == ("2017-03-18", 48)
    honour = Honour.objects.get()
    assert (honour.name, str(honour.on)) == ("全国优秀县委书记", "2015")
    assert exemplar.passages.filter(part=Part.QUALITY).count() == 4


def test_every_text_is_told_in_both_languages():
    texts = [PROFILE.name, PROFILE.headline, PROFILE.source, *(one.name for one in PROFILE.honours)]
    texts += [one.words for one in (*PROFILE.posts, *PROFILE.deeds, *PROFILE.qualities)]
    texts += [one.heading for one in (*PROFILE.deeds, *PROFILE.qualities)]
    assert all(text.zh and text.en for text in texts)


def test_reading_aloud_takes_minutes_and_at_least_one(exemplar):
    assert exemplar.minutes_aloud() == 2
    exemplar.passages.all().delete()
    assert exemplar.minutes_aloud() == 1


def test_an_exemplar_is_tied_to_no_family():
    related = {
        field.related_model._meta.app_label
        for model in apps.get_app_config("exemplars").get_models()
        for field in model._meta.get_fields()
        if field.is_relation
    }
    assert related == {"exemplars"}


@pytest.mark.parametrize(
    "role", ["county_clerk", "township_officer", "health_desk", "leader", "officer", "auditor"]
)
def test_every_role_reads_list_and_profile(exemplar, request, role):
    client = client_of(request.getfixturevalue(role))
    assert "廖俊波" in client.get(reverse("exemplars:list")).content.decode()
    page = client.get(reverse("exemplars:profile", args=[exemplar.slug])).content.decode()
    for words in (
        "全国优秀县委书记",
        "据2017年4月12日通知",
        "背石头上山",
        "政治品质",
        "公仆情怀",
        "敬业精神",
        "道德情操",
        "2017年3月18日",
    ):
        assert words in page


def test_the_profile_reads_in_english(exemplar, county_clerk):
    url = reverse("exemplars:profile", args=[exemplar.slug])
    page = client_of(county_clerk, "en").get(url).content.decode()
    assert "Liao Junbo" in page
    assert "died on duty" in page


def test_an_unknown_exemplar_is_not_found(county_clerk):
    assert client_of(county_clerk).get(reverse("exemplars:profile", args=["nobody"])).status_code == 404


def test_an_empty_list_says_so(county_clerk):
    assert "还没有发布典型" in client_of(county_clerk).get(reverse("exemplars:list")).content.decode()
