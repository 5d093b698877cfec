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
    "jobs_usedkey": "keys of forms that were sent: opaque ids, a keyed hash, ids of what came of it",
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
    "care_absence": "on which days somebody is away: office directory, ids and days",
    "care_worklead": "who is in charge of this work in a unit: office directory",
    "officers_restrule": "how a unit keeps check-ups and leave: numbers and yes or no, no person",
    "officers_ownplace": "which record is an account's own: ids and a path, found before any scope exists",
    "officers_talkrule": "who talks with the officers of a unit and how often: office directory",
    "officers_counsellor": "who offers counselling for which unit: office directory, and public keys",
    "officers_slot": "hours that a counsellor offers: a time and a room, nobody who comes",
    "officers_booking": "hours taken under a number: names nobody and leads to nobody",
    "care_visitcycle": "how often a unit's families are visited: numbers of months, no person",
    "days_officeday": "the office's own holidays and working days",
    "family_page_knock": "keyed hashes of addresses with numbers of wrong tries; no address",
    "care_catalogueentry": "measures agreed for all families of a place: no person in it",
    "care_cataloguesignature": "which department agreed to them and when: office directory",
    "care_departmentcontact": "whom one speaks to in a department: office directory",
    "officers_helpentry": "help that a place gives its officers: no person in it",
    "entitlements_loadedpack": "local standards with their documents: public, no person in them",
    "entitlements_ownform": "an office's own forms: fields, and no person",
    "entitlements_recalculation": "runs over the families: ids, counts and states",
    "entitlements_sweep": "how far a night is in looking at calculations: an id, a digest and moments",
    "notices_notice": "public to every post", "notices_noticeitem": "public to every post",
    "notices_noticeparagraph": "public to every post", "notices_noticeaddressee": "public to every post",
    "notices_delivery": "which unit a notice has reached and when: units and posts of the office directory",
    "units_unittally": "numbers of units", "units_unittallychange": "numbers of units",
    "surveys_answertally": "numbers of units", "surveys_answertallychange": "numbers of units",
    "exemplars_studytally": "numbers of units and of people", "exemplars_studytallychange": "the same",
    "exemplars_stafftally": "numbers of people", "exemplars_stafftallychange": "the same",
    "notices_noticeday": "by when each level signs for a notice: public to every post",
    "notices_carried": "how many units of another network have signed: numbers, and units of the directory",
    "notices_tally": "numbers of units", "notices_tallychange": "numbers of units",
    "notices_dispatch": "how far the issue of a notice has come: numbers and a path",
    "notices_chase": "which units were chased and when: units and posts of the office directory",
    "notices_noticeattachment": "titles of a notice's files; the files lie under row security",
    "notices_noticestep": "which post wrote, approved or returned a notice: office directory",
    "notices_relief": "which unit asked for more time about a notice: office directory",
    "surveys_round": "what a notice asks to be found out, of which units: as public as the notice",
    "notices_package": "which package was packed or opened: ids, numbers of documents, hashes",
    "notices_packagekey": "public keys of installations; the own secret lies encrypted",
    "messages_out_message": "a code with a count, a document's number and a path: no person in it",
    "messages_out_channelchoice": "where an account is told: the address lies encrypted; no family in it",
    "messages_out_digest": "whom a digest went to on which day: ids and states",
    "exemplars_exemplar": "published with consent: public to every post",
    "exemplars_passage": "as its exemplar",
    "exemplars_material": "public to every post", "exemplars_materialversion": "public to every post",
    "exemplars_programme": "public to every post", "exemplars_schedule": "how often units study, no person",
    "exemplars_activity": "study in head-counts: a number of people and no person (test_no_attendance)",
    "exemplars_establishment": "how many people a unit has: one number",
    "exemplars_publicity": "what was told in public, where and when: an office or a medium, no person",
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
