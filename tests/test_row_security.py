"""The database itself holds the walls: real transactions, a real log-in as the app's role."""

import pytest
from django.db import DatabaseError, connection, transaction

from anxin.families.models import Household
from anxin.ground.database.scope import everywhere, scope

BOUNDED = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
  AND NOT EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhrelid = c.oid)
"""
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
def test_every_table_has_forced_row_security_or_a_reason():
    with connection.cursor() as cursor:
        cursor.execute(BOUNDED)
        assert {name for (name,) in cursor.fetchall()} - set(OPEN) == set()


@pytest.mark.django_db
def test_the_app_owns_nothing_and_bypasses_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_without_a_scope_there_are_no_rows(household):
    assert Household.objects.count() == 0
    with scope(household.path):
        assert Household.objects.count() == 1
    assert Household.objects.count() == 0


@pytest.mark.django_db
def test_an_empty_scope_has_no_rows(household):
    with scope("", ""):
        assert Household.objects.count() == 0


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


@pytest.mark.django_db(transaction=True)
def test_a_scope_ends_with_its_transaction():
    with everywhere():
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.lo', true), '')")
        assert cursor.fetchone() == ("",)
        cursor.execute("SELECT count(*) FROM families_household")
        assert cursor.fetchone() == (0,)
