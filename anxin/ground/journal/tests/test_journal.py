"""The journal stands in the act's own transaction (what becomes of altered ones: tests/assurance, O12)."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from anxin.ground.database.scope import everywhere
from anxin.ground.journal.actions import OPERATOR, record, request_id
from anxin.ground.journal.models import JournalEntry
from anxin.ground.journal.verify import verify
from anxin.ground.journal.words import tell, told

pytestmark = pytest.mark.django_db


def entries():
    with everywhere():
        return list(JournalEntry.objects.order_by("shard", "seq"))


def test_an_entry_says_who_what_and_under_which_request(county_clerk, household):
    token = request_id.set("abc-123")
    record("families.card_opened", by=county_clerk, on=household, cards=[household.pk], column="id_number")
    request_id.reset(token)
    entry = next(one for one in entries() if one.act == "families.card_opened")
    assert (entry.by, entry.account) == (county_clerk.pk, county_clerk.account_id)
    assert (entry.kind, entry.record, entry.cards) == ("families.Household", household.pk, [household.pk])
    assert (entry.request_id, entry.details, entry.path) == (
        "abc-123",
        {"column": "id_number"},
        household.path,
    )


def test_an_act_that_fails_leaves_no_entry():
    before = len(entries())

    @transaction.atomic
    def act():
        record("units.added", by=OPERATOR)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        act()
    assert len(entries()) == before


def test_an_unaltered_journal_is_whole(household):
    with everywhere():
        verdict = verify()
    assert verdict.entries > 3
    assert verdict.broken == ()


def test_the_words_of_an_act_come_from_its_code(household):
    assert {one.act for one in entries()} >= {"units.added", "families.opened"}
    assert next(one for one in entries() if one.act == "families.opened").words != "families.opened"


def test_two_acts_under_one_code_end_the_start():
    code = next(iter(told()))
    with pytest.raises(ImproperlyConfigured, match=code):
        tell({code: "another act"})
