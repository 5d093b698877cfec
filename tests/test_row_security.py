"""The database itself holds the walls, told with one family; the catalogue and the states without a scope are
asked in tests/assurance/test_o02_database_second_line.py."""

import pytest
from django.db import DatabaseError, connection, transaction

from anxin.families.models import Household
from anxin.ground.database.scope import everywhere, scope

# Tables without personal rows, each with its reason.
OPEN = {
    "access_account": "sign-in reads it before any scope exists; holds no name and no number",
    "access_delegation": "who stands in for whom: sign-in reads it before any scope exists; ids and days",
    "access_post": "the office directory; sign-in reads it before any scope exists",
    "access_session": "keys of sessions, their account and their device; the data lies sealed",
    "access_pastpassword": "slow hashes of passwords; sign-in reads them before any scope exists",
    "access_attempt": "keyed hashes with numbers of wrong tries; no address, no login",
    "access_cache": "used codes and counters under keyed hashes",
    "mfa_authenticator": "secrets of second factors, sealed; sign-in reads them before any scope exists",
    "socialaccount_socialaccount": "which subject of single sign-on opens which account; no name, no e-mail",
    "socialaccount_socialapp": "allauth's; empty and read-only", "socialaccount_socialtoken": "the same",
    "account_emailaddress": "allauth's; empty and read-only", "account_emailconfirmation": "the same",
    "units_unit": "the public directory of units",
    "journal_head": "the heads of the journal's chains: numbers and hashes",
    "auth_group": "Django's; unused", "auth_group_permissions": "Django's; unused",
    "auth_permission": "Django's",
    "django_content_type": "Django's", "django_migrations": "Django's",
    "django_session": "Django's; unused: access_session stands for it",
    "procrastinate_jobs": "the queue: names of jobs, with ids and codes as arguments",
    "procrastinate_events": "when a job began and ended",
    "procrastinate_periodic_defers": "when a job was due",
    "procrastinate_workers": "heartbeats of workers",
    "oversight_exportday": "how many rows somebody took out on a day: an opaque id and two counts",
    "care_worklead": "who is in charge of this work in a unit: office directory",
    "notices_notice": "public to every post", "notices_noticeitem": "public to every post",
    "notices_noticeparagraph": "public to every post", "notices_noticeaddressee": "public to every post",
    "exemplars_exemplar": "public to every post", "exemplars_passage": "public to every post",
    "exemplars_honour": "public to every post",
}  # fmt: skip


@pytest.mark.django_db
def test_a_neighbour_sees_nothing(household, tree):
    with scope(tree.neighbour.path):
        assert Household.objects.count() == 0


@pytest.mark.django_db
def test_writing_outside_the_scope_is_refused_by_the_database(household, tree):
    with pytest.raises(DatabaseError), transaction.atomic(), scope(tree.county.path):
        Household.objects.filter(pk=household.pk).update(path=tree.neighbour.path + "h0001")


@pytest.mark.django_db
def test_the_app_cannot_change_or_remove_the_journal(household):
    for act in ("UPDATE journal_entry SET act = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry"):
        with pytest.raises(DatabaseError), transaction.atomic(), everywhere(), connection.cursor() as cursor:
            cursor.execute(act)
