"""The pages of what families say: the list, entering a word, answering it."""

import pytest
from django.urls import reverse

from anxin.care.actions import receive_word
from anxin.care.models import FamilyWord, Need
from tests.cast import client_of


@pytest.fixture
def word(named, county_clerk):
    said = {"words": "屋顶又漏了，电话13900001234", "channel": "phone", "speaker": "林秀兰"}
    return receive_word(by=county_clerk, household=named, **said)


def test_the_clerk_writes_a_word_down_and_it_stands_on_the_card(named, county_clerk):
    browser = client_of(county_clerk)
    address = reverse("care:word_new", kwargs={"card": named.pk})
    assert "答复" in browser.get(address).content.decode()
    form = {"words": "孩子的助学金还没到", "channel": "in_person", "said_on": "2026-01-05", "speaker": ""}
    assert browser.post(address, form).status_code == 302
    shown = browser.get(reverse("families:card", kwargs={"card": named.pk})).content.decode()
    assert "孩子的助学金还没到" in shown


def test_a_word_of_the_future_is_refused_on_the_form(named, county_clerk):
    form = {"words": "问个事", "channel": "phone", "said_on": "2099-01-05"}
    page = client_of(county_clerk).post(reverse("care:word_new", kwargs={"card": named.pk}), form)
    assert "日期在今天以后" in page.content.decode() or page.context["form"].errors
    assert not FamilyWord.objects.exists()


@pytest.mark.parametrize("who", ["county_clerk", "township_officer"])
def test_the_list_shows_the_words_of_ones_families(who, word, request):
    page = client_of(request.getfixturevalue(who)).get(reverse("care:words")).content.decode()
    assert "屋顶又漏了" in page
    assert "13900001234" not in page


def test_a_neighbour_sees_none_of_it(word, neighbour_clerk):
    browser = client_of(neighbour_clerk)
    assert "屋顶又漏了" not in browser.get(reverse("care:words")).content.decode()
    address = reverse("care:word", kwargs={"card": word.household_id, "word": word.pk})
    assert browser.get(address).status_code == 404


def test_the_responsible_person_takes_it_up_and_answers(word, township_officer):
    browser = client_of(township_officer)
    address = reverse("care:word", kwargs={"card": word.household_id, "word": word.pk})
    assert browser.post(address, {"what": "in_hand", "words": "瓦工周四来看"}).status_code == 302
    page = browser.get(address).content.decode()
    assert "瓦工周四来看" in page
    assert 'name="what"' not in page
    assert browser.post(address, {"words": "修好了"}).status_code == 302
    assert "修好了" in browser.get(address).content.decode()
    answered = browser.get(reverse("care:words") + "?show=done").content.decode()
    assert "屋顶又漏了" in answered


def test_a_need_that_the_family_told_begins_with_its_word_and_waits_to_be_verified(word, county_clerk):
    browser, card = client_of(county_clerk), {"card": word.household_id}
    shown = browser.get(reverse("care:word", kwargs={**card, "word": word.pk})).content.decode()
    address = f"{reverse('care:need_new', kwargs=card)}?word={word.pk}"
    assert f'href="{address}"' in shown
    begun = browser.get(address).context["form"].initial
    assert (begun["source"], begun["found_on"]) == ("family", word.said_on)
    assert "屋顶又漏了" in begun["words"]
    given = begun | {"theme": "housing", "how": ""}
    assert browser.post(address, given).status_code == 302
    need = Need.objects.get()
    assert (need.state, need.source) == ("found", "family")


@pytest.mark.parametrize("wanted", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_word_that_is_none_of_this_family_s_begins_nothing(wanted, word, county_clerk):
    address = f"{reverse('care:need_new', kwargs={'card': word.household_id})}?word={wanted}"
    page = client_of(county_clerk).get(address)
    assert page.status_code == 200
    assert "words" not in page.context["form"].initial


def test_an_answer_needs_words(word, county_clerk):
    address = reverse("care:word", kwargs={"card": word.household_id, "word": word.pk})
    page = client_of(county_clerk).post(address, {"what": "answered", "words": " "})
    assert page.status_code == 200
    assert page.context["form"].errors["words"]
