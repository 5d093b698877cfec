"""Two requests of one session at once: neither writes over what the other one wrote."""

import pytest
from django.contrib.sessions.backends.base import UpdateError

from anxin.ground.access.models import Session
from anxin.ground.access.signin.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    """The key of a session that holds two words."""
    one = SessionStore()
    one.update({"search": "周", "message": "已登记"})
    one.create()
    return one.session_key


@pytest.fixture
def two(key):
    """The session as two requests read it at the same moment."""
    stores = SessionStore(key), SessionStore(key)
    for store in stores:
        store.items()
    return stores


def test_what_each_wrote_is_there(two, key):
    first, second = two
    first["message"] = "已退回"
    first.save()
    second["used"] = 7
    second.save()
    assert dict(SessionStore(key).items()) == {"search": "周", "message": "已退回", "used": 7}
    assert second["message"] == "已退回"


def test_what_one_took_away_does_not_come_back(two, key):
    first, second = two
    del first["message"]
    first.save()
    second["search"] = "李"
    second.save()
    assert dict(SessionStore(key).items()) == {"search": "李"}


def test_what_was_changed_in_place_is_written(two, key):
    first, second = two
    first["list"] = ["甲"]
    first.save()
    first["list"].append("乙")
    first.save()
    second["used"] = 7
    second.save()
    assert SessionStore(key)["list"] == ["甲", "乙"]


def test_a_session_that_ended_meanwhile_stays_ended(two, key):
    first, second = two
    first.flush()
    second["used"] = 7
    with pytest.raises(UpdateError):
        second.save()
    assert not Session.objects.filter(pk=key).exists()
