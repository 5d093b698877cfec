"""The counsellors' own schema: nobody but the counsellor opens a note, whoever holds whatever else."""

from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from anxin.ground.access.rights import Role, matrix
from anxin.ground.database.crypto import Damaged, unseal
from anxin.ground.database.scope import everywhere, holder
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.officers.actions import (
    Hours,
    add_note,
    book_hour,
    change_passphrase,
    entrust_key,
    make_key,
    name_counsellor,
    offer_hours,
    open_key,
    read_notes,
    recover_key,
    release_key,
)
from anxin.officers.models import Booking, Counsellor, CounsellorKey, CounsellorNote, KeyRecovery, Slot
from tests.cast import client_of, hire

WORDS = "睡不好，三周了；约下周再谈"
PASSPHRASE, OTHER = "河东的柳树还没有发芽到了四月就发", "another passphrase altogether"

pytestmark = pytest.mark.django_db


def at_work(post):
    """As the middleware tells the database who is at work."""
    holder(str(post.pk), str(post.unit_id))


@pytest.fixture
def counsellor(county_clerk, health_desk, tree):
    named = name_counsellor(by=county_clerk, post=health_desk, unit=tree.county)
    at_work(health_desk)
    make_key(by=health_desk, counsellor=named, passphrase=PASSPHRASE)
    named.refresh_from_db()
    return named


@pytest.fixture
def colleague(county_clerk, tree):
    post = hire("second", tree.civil, "desk", "王静怡")
    named = name_counsellor(by=county_clerk, post=post, unit=tree.county)
    at_work(post)
    make_key(by=post, counsellor=named, passphrase=OTHER)
    named.refresh_from_db()
    return named


@pytest.fixture
def booking(counsellor, health_desk, officer):
    hours = Hours(now() + timedelta(days=2), 1, 50, "县医院三楼")
    (slot,) = offer_hours(by=health_desk, counsellor=counsellor, hours=hours)
    booking = book_hour(by=officer, slot_id=slot.pk)
    booking.slot.counsellor.refresh_from_db()
    return booking


@pytest.fixture
def note(booking, health_desk):
    at_work(health_desk)
    return add_note(by=health_desk, booking=booking, words=WORDS)


def opened(counsellor, passphrase=PASSPHRASE):
    at_work(counsellor.post)
    return open_key(by=counsellor.post, counsellor=counsellor, passphrase=passphrase)


def refusal(act):
    with pytest.raises(Refused) as no:
        act()
    return no.value.code


def read(counsellor, booking, private):
    at_work(counsellor.post)
    return [one.words for one in read_notes(by=counsellor.post, booking=booking, private=private)]


# Who reads a note


def test_the_counsellor_reads_what_she_noted(counsellor, booking, note):
    assert read(counsellor, booking, opened(counsellor)) == [WORDS]


def test_no_role_but_a_desks_reaches_the_pages_of_counsellors():
    assert matrix()["officers.counsel"] == {Role.DESK}


@pytest.mark.parametrize(
    "who",
    ["county_clerk", "leader", "auditor", "township_officer", "officer", "neighbour_clerk", "other_desk"],
)
@pytest.mark.parametrize("address", ["", "settle/"])
def test_nobody_else_opens_the_page_of_an_hour(request, tree, booking, note, who, address):
    post = (
        hire("other", tree.civil, "desk", "王静怡") if who == "other_desk" else request.getfixturevalue(who)
    )

    for method in ("get", "post"):
        answer = getattr(client_of(post), method)(f"/officers/counsel/{booking.pk}/{address}")
        assert answer.status_code in (403, 404, 405)
        assert WORDS not in answer.content.decode()


@pytest.mark.parametrize("who", ["system", "security"])
def test_no_administrator_opens_it_either(tree, booking, note, who):
    post = hire(who, tree.county_office, who, "任管")

    assert client_of(post).get(f"/officers/counsel/{booking.pk}/").status_code == 403


@pytest.mark.parametrize("who", ["county_clerk", "leader", "auditor", "officer"])
def test_the_database_shows_the_rows_to_their_own_post_alone(request, note, who):
    at_work(request.getfixturevalue(who))

    with everywhere():
        assert not CounsellorNote.objects.exists()
        assert not CounsellorKey.objects.exists()


def test_without_a_post_at_work_no_row_is_in_sight(note):
    holder("", "")

    with everywhere():
        assert not CounsellorNote.objects.exists()


def test_the_app_neither_changes_nor_removes_a_note(note, health_desk):
    at_work(health_desk)
    for act in (
        "UPDATE counselling.counsellor_note SET sealed = %s",
        "DELETE FROM counselling.counsellor_note WHERE sealed <> %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(act, ["x"])


# What lies in the database


def test_a_note_does_not_open_with_the_houses_keys(note):
    for place in ("officers_counsellornote.sealed", "counselling.counsellor_note.sealed"):
        with pytest.raises(Damaged):
            unseal(note.sealed, place)
    assert WORDS not in note.sealed


@pytest.mark.django_db(transaction=True)
def test_whoever_reads_the_whole_database_past_every_wall_finds_cipher_text_alone(
    county_clerk, health_desk, officer, tree
):
    """A counsellor works, through her pages; then the owner of the tables lifts row security from all of them
    and reads every row, the session with the server's half of the opened key among them."""
    name_counsellor(by=county_clerk, post=health_desk, unit=tree.county)
    browser = client_of(health_desk)
    browser.post("/officers/counsel/key/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    offer = {"on": today() + timedelta(3), "at": "14:30", "count": 1, "minutes": 50, "place": "县医院三楼"}
    browser.post("/officers/counsel/", offer)
    client_of(officer).post("/officers/counselling/", {"hour": Slot.objects.get().pk})
    hour = f"/officers/counsel/{Booking.objects.get().pk}/"
    browser.post(hour, {"words": WORDS})
    browser.post("/officers/counsel/key/", {"passphrase": PASSPHRASE})
    assert WORDS in browser.get(hour).content.decode()
    half = browser.cookies["counsel"].value

    rows = everything()

    assert any("x1:" in row for row in rows)
    assert [row for row in rows if WORDS in row or PASSPHRASE in row or half in row] == []


def everything():
    """Every row of every table as text, past row security."""
    who = settings.DATABASE_OWNER
    place = {"host": who["HOST"], "port": who["PORT"], "dbname": connection.settings_dict["NAME"]}
    with psycopg.connect(user=who["USER"], password=who["PASSWORD"], **place) as session:
        tables = session.execute(
            "SELECT format('%I.%I', nspname, relname) FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = relnamespace WHERE relkind = 'r' AND nspname IN ('public', 'counselling')"
        ).fetchall()
        rows = []
        for (table,) in tables:
            session.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            rows += [text for (text,) in session.execute(f"SELECT t::text FROM {table} t")]
        session.rollback()
    return rows


# The passphrase


def test_a_wrong_passphrase_opens_nothing_and_must_wait_after_some_tries(counsellor):
    codes = [refusal(lambda: opened(counsellor, OTHER)) for _n in range(6)]

    assert codes[0] == "officers.passphrase_wrong"
    assert codes[-1] == "officers.tries"
    assert refusal(lambda: opened(counsellor)) == "officers.tries"


def test_a_passphrase_is_long(health_desk, county_clerk, tree):
    named = name_counsellor(by=county_clerk, post=health_desk, unit=tree.county)
    at_work(health_desk)

    assert (
        refusal(lambda: make_key(by=health_desk, counsellor=named, passphrase="short"))
        == "officers.passphrase_short"
    )


def test_another_passphrase_opens_what_was_noted_before(counsellor, booking, note):
    private = opened(counsellor)
    change_passphrase(by=counsellor.post, counsellor=counsellor, private=private, passphrase=OTHER)

    assert read(counsellor, booking, opened(counsellor, OTHER)) == [WORDS]
    assert refusal(lambda: opened(counsellor)) == "officers.passphrase_wrong"


def test_lost_means_lost(counsellor, booking, note):
    at_work(counsellor.post)
    make_key(by=counsellor.post, counsellor=counsellor, passphrase=OTHER, lost=True)
    counsellor.refresh_from_db()

    assert read(counsellor, booking, opened(counsellor, OTHER)) == [None]


def test_a_key_in_use_is_not_replaced_by_accident(counsellor):
    at_work(counsellor.post)

    assert (
        refusal(lambda: make_key(by=counsellor.post, counsellor=counsellor, passphrase=OTHER))
        == "officers.key_in_use"
    )


# A second counsellor


def entrusted(counsellor, colleague):
    private = opened(counsellor)
    return entrust_key(by=counsellor.post, counsellor=counsellor, private=private, colleague=colleague)


def released(colleague, recovery):
    private = opened(colleague, OTHER)
    return release_key(by=colleague.post, counsellor=colleague, private=private, recovery=recovery)


def test_a_colleague_lets_a_counsellor_in_again(counsellor, colleague, booking, note):
    code = released(colleague, entrusted(counsellor, colleague))
    at_work(counsellor.post)
    recover_key(
        by=counsellor.post, counsellor=counsellor, code=code.lower(), passphrase="five new words, long"
    )

    assert read(counsellor, booking, opened(counsellor, "five new words, long")) == [WORDS]


def test_a_code_is_good_once(counsellor, colleague, note):
    code = released(colleague, entrusted(counsellor, colleague))
    at_work(counsellor.post)
    again = lambda: recover_key(  # noqa: E731
        by=counsellor.post, counsellor=counsellor, code=code, passphrase="five new words, long"
    )
    again()

    assert refusal(again) == "officers.code_wrong"


def test_a_code_is_good_for_a_day(counsellor, colleague, note):
    code = released(colleague, entrusted(counsellor, colleague))
    at_work(counsellor.post)
    KeyRecovery.objects.update(released_at=now() - timedelta(hours=25))

    assert (
        refusal(
            lambda: recover_key(by=counsellor.post, counsellor=counsellor, code=code, passphrase=PASSPHRASE)
        )
        == "officers.code_wrong"
    )


def test_without_a_colleague_there_is_no_way_back(counsellor, note):
    at_work(counsellor.post)

    assert (
        refusal(
            lambda: recover_key(by=counsellor.post, counsellor=counsellor, code="A-B", passphrase=PASSPHRASE)
        )
        == "officers.code_wrong"
    )


def test_a_colleague_who_holds_a_key_reads_no_note_by_it(counsellor, colleague, booking, note):
    entrusted(counsellor, colleague)
    page = client_of(colleague.post).get(f"/officers/counsel/{booking.pk}/")

    assert page.status_code == 404


# In the browser


def test_a_counsellor_reads_while_the_key_is_open_and_not_after(counsellor, booking, note, health_desk):
    browser = client_of(health_desk)
    page = f"/officers/counsel/{booking.pk}/"
    assert WORDS not in browser.get(page).content.decode()

    browser.post("/officers/counsel/key/", {"passphrase": PASSPHRASE})
    assert WORDS in browser.get(page).content.decode()

    browser.post("/officers/counsel/key/close/")
    assert WORDS not in browser.get(page).content.decode()


def test_neither_half_of_an_opened_key_opens_a_note(counsellor, booking, note, health_desk):
    browser = client_of(health_desk)
    browser.post("/officers/counsel/key/", {"passphrase": PASSPHRASE})
    cookie = browser.cookies["counsel"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"

    del browser.cookies["counsel"]

    assert WORDS not in browser.get(f"/officers/counsel/{booking.pk}/").content.decode()


def test_an_opened_key_closes_by_itself(counsellor, booking, note, health_desk):
    browser = client_of(health_desk)
    browser.post("/officers/counsel/key/", {"passphrase": PASSPHRASE})
    session = browser.session
    session["counsel"] |= {"until": now().timestamp() - 1}
    session.save()

    assert WORDS not in browser.get(f"/officers/counsel/{booking.pk}/").content.decode()


def test_the_page_says_that_lost_means_lost(county_clerk, health_desk, tree):
    name_counsellor(by=county_clerk, post=health_desk, unit=tree.county)

    page = client_of(health_desk).get("/officers/counsel/key/").content.decode()

    assert "丢了就是丢了" in page


def test_a_colleague_standing_in_does_nothing_with_the_key(counsellor, booking, county_clerk, health_desk):
    health_desk.stand_in = county_clerk.account
    at_work(health_desk)

    assert refusal(lambda: add_note(by=health_desk, booking=booking, words="x")) == "officers.not_your_hours"
    assert Counsellor.objects.get(pk=counsellor.pk).key == counsellor.key
