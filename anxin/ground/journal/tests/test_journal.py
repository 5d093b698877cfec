"""The journal stands in the act's own transaction, and an altered entry is found."""

import pytest
from django.db import connection, transaction

from anxin.ground.database.roles import become_app, become_owner
from anxin.ground.database.scope import everywhere
from anxin.ground.journal.actions import OPERATOR, record, request_id
from anxin.ground.journal.models import JournalEntry
from anxin.ground.journal.verify import verify

pytestmark = pytest.mark.django_db


def entries():
    with everywhere():
        return list(JournalEntry.objects.order_by("shard", "seq"))


def as_owner(statement):
    """What somebody with the owner's password could do to the tables."""
    name = connection.settings_dict["NAME"]
    become_owner()
    connection.settings_dict["NAME"] = name
    try:
        with everywhere(), connection.cursor() as cursor:  # even the owner must first lift row security
            cursor.execute("ALTER TABLE journal_entry NO FORCE ROW LEVEL SECURITY")
            cursor.execute(statement)
            cursor.execute("ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY")
    finally:
        become_app()
        connection.settings_dict["NAME"] = name


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE journal_entry SET act = 'other' WHERE seq = 2",
        "UPDATE journal_entry SET at = at + interval '1 hour' WHERE seq = 2",
        "DELETE FROM journal_entry WHERE seq = 2",
        "DELETE FROM journal_entry WHERE seq = (SELECT max(seq) FROM journal_entry)",
        "UPDATE journal_entry SET by = gen_random_uuid() WHERE seq = 2",
    ],
)
def test_every_alteration_is_found_even_one_by_the_owner(harm):
    as_owner("DELETE FROM journal_entry; UPDATE journal_head SET seq = 0, hash = ''")
    for number in range(4):
        record("units.added", by=OPERATOR, number=number)
    with everywhere():
        assert verify().broken == ()
    as_owner(harm)
    with everywhere():
        assert verify().broken != ()
