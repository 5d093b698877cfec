"""Once under a key: same words, same answer; other words are refused; a failed act leaves the key free."""

import uuid
from datetime import timedelta

import pytest
from django.http import QueryDict

from anxin.ground.days.clock import now
from anxin.ground.jobs.keys import forget_old, once, used, words_of
from anxin.ground.jobs.models import UsedKey
from anxin.ground.jobs.refusals import Refused

pytestmark = pytest.mark.django_db
WHO, KEY = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def done():
    return []


@pytest.fixture
def send(done):
    def act(words="屋顶已修", who=WHO, key=KEY, name="care.visited"):
        def do():
            done.append(words)
            return {"visit": len(done)}

        return once(who=who, key=key, act=name, words=words, do=do)

    return act


def test_the_same_form_twice_is_done_once_and_answered_alike(send, done):
    first, second = send(), send()
    assert done == ["屋顶已修"]
    assert (first.result, first.again) == ({"visit": 1}, False)
    assert (second.result, second.again) == ({"visit": 1}, True)


def test_other_words_under_the_same_key_are_refused_and_change_nothing(send, done):
    send()
    with pytest.raises(Refused) as refused:
        send("屋顶没修")
    assert refused.value.code == "jobs.other_words"
    assert done == ["屋顶已修"]


def test_another_act_under_the_same_key_is_refused(send, done):
    send()
    with pytest.raises(Refused):
        send(name="care.promise_kept")
    assert len(done) == 1


def test_a_key_belongs_to_whoever_used_it(send, done):
    send()
    assert not send(who=uuid.uuid4()).again
    assert len(done) == 2


def test_an_act_that_was_refused_leaves_the_key_free(send, done):
    def no():
        raise Refused("test.no", "no")

    with pytest.raises(Refused, match="no"):
        once(who=WHO, key=KEY, act="care.visited", words="屋顶已修", do=no)
    assert not UsedKey.objects.exists()
    assert not send().again


def test_one_can_ask_whether_a_key_was_used_and_with_which_words(send):
    asked = {"who": WHO, "key": KEY, "act": "care.visited"}
    assert used(**asked, words="屋顶已修") is None
    send()
    assert used(**asked, words="屋顶已修") is True
    assert used(**asked, words="屋顶没修") is False


def test_the_order_of_fields_and_the_token_make_no_other_words():
    one = QueryDict("news=a&met=1&met=2&csrfmiddlewaretoken=x")
    other = QueryDict("met=1&met=2&csrfmiddlewaretoken=y&news=a")
    assert words_of(one.lists()) == words_of(other.lists())
    assert words_of(one.lists()) != words_of(QueryDict("met=2&met=1&news=a").lists())


def test_no_word_lies_in_the_table(send):
    send()
    row = UsedKey.objects.get()
    assert "屋顶" not in f"{row.said}{row.result}{row.act}"


def test_old_keys_are_forgotten_and_young_ones_stay(send):
    send()
    send(key=uuid.uuid4())
    UsedKey.objects.filter(key=KEY).update(at=now() - timedelta(days=121))
    assert (forget_old(), forget_old()) == (1, 0)
    assert UsedKey.objects.count() == 1
