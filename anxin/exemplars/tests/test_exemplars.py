"""Exemplars: told from named sources, readable by everybody, tied to no family."""

import pytest
from django.apps import apps
from django.urls import reverse

from anxin.exemplars.actions import publish_liao_junbo
from anxin.exemplars.content.liao_junbo import PROFILE
from anxin.exemplars.content.written import read, written
from anxin.exemplars.models import Exemplar, Part, Passage, Theme
from anxin.exemplars.thoughts import thoughts
from anxin.ground.journal.actions import OPERATOR
from tests.cast import client_of

pytestmark = pytest.mark.django_db
WORDS = (
    "全国优秀县委书记",
    "据2017年4月12日通知",
    "背石头上山",
    "政治品质",
    "公仆情怀",
    "敬业精神",
    "道德情操",
)


def test_the_profile_is_published_once(liao):
    assert publish_liao_junbo(by=OPERATOR) == liao
    assert Exemplar.objects.count() == 1


def test_the_profile_says_what_the_notice_says(liao):
    assert (liao.died_on.isoformat(), liao.age_at_death) == ("2017-03-18", 48)
    honour = Passage.objects.get(part=Part.HONOUR)
    assert (honour.words, str(honour.on)) == ("全国优秀县委书记", "2015")


def test_the_four_qualities_are_the_four_themes_in_the_order_of_the_notice(liao):
    told = liao.passages.filter(part=Part.QUALITY).values_list("theme", flat=True)
    assert list(told) == Theme.values


def test_no_deed_of_the_notice_is_put_under_a_theme_by_this_house(liao):
    assert not liao.passages.filter(part=Part.DEED).exclude(theme="").exists()


def test_every_text_is_told_in_both_languages():
    texts = [PROFILE.name, PROFILE.headline, PROFILE.source]
    texts += [one.words for part in Part.values for one in PROFILE.of(part)]
    texts += [one.heading for part in (Part.DEED, Part.QUALITY) for one in PROFILE.of(part)]
    assert all(text.zh and text.en for text in texts)


def test_a_profile_reads_back_as_it_was_written():
    assert read(written(PROFILE)) == PROFILE


def test_reading_aloud_takes_minutes_and_at_least_one(liao):
    assert liao.minutes_aloud() == 2
    liao.passages.all().delete()
    assert liao.minutes_aloud() == 1


def test_an_exemplar_is_tied_to_no_family_and_to_no_officer():
    related = {
        field.related_model._meta.app_label
        for model in apps.get_app_config("exemplars").get_models()
        for field in model._meta.get_fields()
        if field.is_relation
    }
    assert related == {"exemplars", "units", "access", "files"}


@pytest.mark.parametrize(
    "role", ["county_clerk", "township_officer", "health_desk", "leader", "officer", "auditor"]
)
def test_every_role_reads_list_profile_and_the_page_to_read_aloud(liao, request, role):
    client = client_of(request.getfixturevalue(role))
    assert "廖俊波" in client.get(reverse("exemplars:list")).content.decode()
    page = client.get(reverse("exemplars:profile", args=[liao.pk])).content.decode()
    assert [words for words in (*WORDS, "2017年3月18日") if words not in page] == []
    aloud = client.get(reverse("exemplars:aloud", args=[liao.pk])).content.decode()
    assert "<p>他记着党的嘱托，热爱自己的事业，做事孜孜以求，对群众有很深的感情。</p>" in aloud
    assert PROFILE.source.zh in aloud


def test_the_qualities_are_told_in_the_words_of_the_notice(liao, officer):
    page = client_of(officer).get(reverse("exemplars:themes")).content.decode()
    assert all(one.words.zh in page for one in PROFILE.of(Part.QUALITY))
    assert PROFILE.source.zh in page


def test_the_profile_reads_in_english(liao, county_clerk):
    for name in ("exemplars:profile", "exemplars:aloud"):
        page = client_of(county_clerk, "en").get(reverse(name, args=[liao.pk])).content.decode()
        assert "Liao Junbo" in page
        assert "died on duty" in page


def test_an_empty_list_says_so(county_clerk):
    assert "还没有发布典型" in client_of(county_clerk).get(reverse("exemplars:list")).content.decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("他来了。他走了。", ["他来了。", "他走了。"]),
        ("他说：“好。”大家笑了。", ["他说：“好。”", "大家笑了。"]),
        ("一、先修桥；二、再修路。\n完", ["一、先修桥；", "二、再修路。", "完"]),
        ("He came. He went on 18 March.", ["He came.", "He went on 18 March."]),
        ("For years; then he left.", ["For years; then he left."]),
        ("", []),
    ],
)
def test_one_thought_is_one_paragraph(text, told):
    assert thoughts(text) == told
