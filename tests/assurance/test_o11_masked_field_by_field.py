"""O11: planted values stay out of every answer, log, mail, job, journal and session; a reveal is one entry.

An identity number, telephones, a bank account in free texts, health notes, a child's school and an address
are planted into one family. Then everybody calls every address of the house and posts what its forms ask for.
"""

import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import pyzipper
from django.conf import settings
from django.db import connection, transaction

from anxin.care.actions import Letter, NextStep, decide_measure, record_need, record_visit, send
from anxin.config.logs import formatter
from anxin.families.actions import Origin, approve_standing, correct_person, record_fact
from anxin.families.identity import with_check_digit
from anxin.families.models import Household, Person, Source
from anxin.ground.access.models.signing import Session
from anxin.ground.access.signin.sessions import SessionStore
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today
from anxin.rights.actions import check_identity, decide_request, receive
from anxin.rights.actions.requests import Asked

from .filling import postings
from .routes import all_routes
from .samples import sample_of
from .world import ANYBODY, Answer

PLANTED = {
    "identity number": with_check_digit("99010119510220987"),
    "person's telephone": "13900005678",
    "family's telephone": "13700004321",
    "bank account": "6222990000123456789",
    "health note": "糖尿病并发症需长期服药",
    "state of mind": "夜间惊醒失眠待心理疏导",
    "health need": "膝关节置换术后复查",
    "child's school": "澜川第三实验小学二年级",
    "address": "河东镇沿河路127号3栋502室",
}
CALLERS = ("clerk", "responsible", "desk", "leader", "officer", "auditor", "system", "security")
REVEALS = {
    "families:show", "families:show_of_household", "care:need_show", "care:request_reveal",
    "rights:contact",
}  # fmt: skip
# Papers for the person concerned: the letter gives the reasons in full (PIPL 50), as the office wrote them to
# that person; each making leaves its entry, and only who works on the request may make it.
LETTERS, OF_LETTERS = {"rights:letter_pdf", "rights:letter_docx"}, {"clerk", "responsible"}
# Pages that change the record itself or end the session, one after another: asked last, or not posted to.
UNPOSTED = ("access:sign_out", "set_language")
SHEETS = (b"PK\x03\x04",)
LOCKED = 1  # bit of an archive's entry


def words_of(body: bytes) -> str:
    """Everything a reader of this answer could read, without blanks: HTML, PDF, workbook, Word."""
    if body.startswith(b"%PDF"):
        found = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(body))
    elif body.startswith(SHEETS):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if any(one.flag_bits & LOCKED for one in packed.infolist()):  # opens by a word only; see the copy
                return body.decode(errors="replace")
            texts = [packed.read(name).decode(errors="replace") for name in packed.namelist()]
        found = re.sub(r"<[^>]+>", "", "".join(texts))
    else:
        found = body.decode(errors="replace")
    return re.sub(r"[\s\u3000]|<wbr>|&shy;", "", found)


def leaks(text: str) -> list[str]:
    """The planted values that stand in a text."""
    return [name for name, value in PLANTED.items() if value in text]


@pytest.fixture(scope="module")
def planted(world):
    """The county's family with every planted value, and what hangs on it."""
    place = world.places["county"]
    paper = Origin(Source.PAPER, "户口簿", today())
    account = PLANTED["bank account"]
    with scope(place.unit.path):
        home, by = place.household, place.clerk
        Household.objects.get(pk=home.pk)
        home.address, home.phone = PLANTED["address"], PLANTED["family's telephone"]
        home.save(update_fields=["address", "phone"])
        values = {"id_number": PLANTED["identity number"], "phone": PLANTED["person's telephone"]}
        place.member = correct_person(by=by, person=place.member, values=values, origin=paper)
        child = place.child()
        for person, code, value in (
            (place.member, "health", PLANTED["health note"]),
            (place.member, "mind", PLANTED["state of mind"]),
            (place.member, "remark", f"抚恤金打到{account}这张卡"),
            (child, "school", PLANTED["child's school"]),
            (None, "difficulty", f"存折{account}已遗失"),
        ):
            record_fact(by=by, household=home, person=person, code=code, value=value, origin=paper)
        place.need = record_need(by=by, household=home, person=place.member, theme="medical",
                                 words=PLANTED["health need"], source="family", found_on=today(),
                                 how="asked")  # fmt: skip
        place.measure = decide_measure(by=by, need=place.need, unit=world.tree.health, ground="通知第三条",
                                       words=f"补助打到{account}", due=today(),
                                       case_by_case="目录尚无此项")  # fmt: skip
        letter = Letter(desk=world.tree.health, subject="签约", asked=f"签约，账号{account}", ground="通知",
                        due=today(), people=[place.member],
                        facts=frozenset({"name", "number", "address", "contact"}))  # fmt: skip
        place.request = send(by=by, measure=place.measure, letter=letter)
        visit = record_visit(
            by=by, household=home, on=today(), met=[place.member], news=f"卡号{account}", said="惦记",
            promised=f"问{account}", steps=[NextStep(f"问银行{account}", by, today())],
        )  # fmt: skip
        place.promise = visit.promises.get()
        approve_standing(by=world.callers["leader"], household=home, holder=world.callers["responsible"],
                         until=today())  # fmt: skip
        asked = Asked("copy", "self", place.member.name, f"账号{account}", today(), contact=values["phone"])
        one = receive(by=by, household=home, person=place.member, asked=asked)
        check_identity(by=by, request=one, papers=f"身份证{values['id_number']}")
        place.copy = decide_request(by=by, request=one, decision="granted", reason=f"账号{account}在内")
    for room, name in list(world._made):  # what the planting replaced is asked for afresh, nothing else
        if name == place.name and room.split(":")[-1] in {"need", "measure", "promise", "item"}:
            del world._made[room, name]
    world._made["rights:item", place.name] = place.copy.pk
    return place


def addresses(world, place) -> Iterator[tuple[str, str]]:
    """Every address with the planted family's own ids; where a person is named, the child besides."""
    with scope(place.unit.path):
        child = place.child()
    for route in all_routes():
        values = world.values(route, place)
        if None in values.values() or any(sample_of(route.room, one) is None for one in route.arguments):
            continue
        yield route.name, route.address(values)
        if "person" in values:
            yield route.name, route.address(values | {"person": child.pk})
        if "column" in values:
            yield route.name, route.address(values | {"column": "phone"})


def ask(world, caller: str, name: str, address: str) -> Iterator[tuple[str, Answer, int]]:
    """The page itself and what posting to it answers: (method, answer, entries of a reveal)."""
    shown = world.ask(caller, "GET", address)
    yield "GET", shown, 0
    if name in UNPOSTED:
        return
    for data in list(postings(name, shown))[:4]:
        with transaction.atomic():
            before = reveals()
            answer = world.tell(caller, "POST", address, data)
            count = reveals() - before
            transaction.set_rollback(True)
        yield "POST", answer, count


def reveals() -> int:
    """How many entries of the journal tell of a reveal."""
    acts = ("families.revealed", "care.need_shown", "care.number_shown", "rights.contact_shown")
    with everywhere(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry WHERE act = ANY(%s)", [list(acts)])
        return int(cursor.fetchone()[0])


def walk(world, place, callers=CALLERS) -> tuple[int, int, list[str]]:
    """All answers: how many, how many reveals among them, and what leaked."""
    asked = shown = 0
    wrong = []
    for caller in callers:
        for name, address in addresses(world, place):
            for method, answer, entries in ask(world, caller, name, address):
                asked += 1
                found = leaks(words_of(answer.body) + json.dumps(answer.headers))
                allowed = name in REVEALS and method == "POST"
                if allowed and found:
                    shown += 1
                    if (len(found), entries) != (1, 1):
                        wrong.append(f"{caller} {name}: {found} shown, {entries} entries")
                elif name in LETTERS and caller in OF_LETTERS and set(found) <= {"bank account"}:
                    continue
                elif found or entries:
                    wrong.append(f"{caller} {method} {name}: {found}, {entries} entries")
    return asked, shown, wrong


def stored_texts() -> dict[str, str]:
    """What the house writes besides its answers: journal, jobs, sessions, mails."""
    kept = {}
    with everywhere(), connection.cursor() as cursor:
        for table in ("journal_entry", "procrastinate_jobs", Session._meta.db_table):
            cursor.execute(f"SELECT coalesce(string_agg(one::text, ' '), '') FROM {table} AS one")
            kept[table] = str(cursor.fetchone()[0])
        cursor.execute(f"SELECT session_data FROM {Session._meta.db_table}")
        kept["sessions"] = " ".join(
            json.dumps(SessionStore().decode(row[0]), default=str) for row in cursor.fetchall()
        )
    outbox = Path(settings.EMAIL_FILE_PATH)
    kept["mails"] = (
        " ".join(one.read_text(errors="replace") for one in outbox.glob("*")) if outbox.exists() else ""
    )
    return kept


@pytest.mark.slow
def test_planted_values_are_nowhere_but_in_a_reveal(world, planted, caplog, record_property):
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(formatter())
    asked, shown, wrong = walk(world, planted)
    logged = "\n".join(caplog.handler.format(one) for one in caplog.records)

    assert wrong == [], "\n".join(wrong[:40])
    assert leaks(logged) == []
    assert {place: leaks(text) for place, text in stored_texts().items() if leaks(text)} == {}
    assert shown > 0
    record_property(
        "O11",
        f"0 of {len(PLANTED)} planted values in {asked} answers to {len(CALLERS)} roles,"
        f" logs, mails, jobs, journal, sessions; {shown} reveals, 1 entry each",
    )


def test_every_masked_value_can_be_revealed_once_by_the_clerk(world, planted):
    from anxin.families.models import Fact  # noqa: PLC0415

    card, person = planted.household.pk, planted.member.pk
    with scope(planted.unit.path):
        facts = {one.code: one.pk.hex for one in Fact.objects.filter(person=planted.member)}
    page, purpose = f"/families/{card}/people/{person}/show/", {"purpose": "check"}
    for address, data, name in (
        (page, {"column": "id_number"}, "identity number"),
        (page, {"column": "phone"}, "person's telephone"),
        (page, {"column": facts["health"]}, "health note"),
        (page, {"column": facts["mind"]}, "state of mind"),
        (f"/families/{card}/show/address/", {}, "address"),
        (f"/families/{card}/show/phone/", {}, "family's telephone"),
        (f"/care/{card}/needs/{planted.need.pk}/show/", {}, "health need"),
    ):
        answer = world.ask("clerk", "POST", address, data | purpose)
        assert leaks(words_of(answer.body)) == [name]
        assert "no-store" in dict(answer.headers)["Cache-Control"]
        assert leaks(words_of(world.ask("clerk", "POST", address, data).body)) == [], "no purpose, no value"
        assert world.ask("leader", "POST", address, data | purpose).status == 403


def test_the_childs_school_is_shown_after_the_interruption_page_only(world, planted):
    from anxin.families.models import Fact  # noqa: PLC0415

    card = planted.household.pk
    with scope(planted.unit.path):
        child = planted.child()
        school = Fact.objects.get(person=child, code="school").pk.hex
    page = f"/families/{card}/people/{child.pk}/"
    data = {"column": school, "purpose": "application"}
    with transaction.atomic():
        before = world.tell("responsible", "POST", f"{page}show/", data)
        world.tell("responsible", "POST", f"{page}child/", {"purpose": "care"})
        masked = world.tell("responsible", "GET", page)
        after = world.tell("responsible", "POST", f"{page}show/", data)
        transaction.set_rollback(True)
    assert leaks(words_of(before.body)) == leaks(words_of(masked.body)) == []
    assert leaks(words_of(after.body)) == ["child's school"]


def test_the_copy_for_the_person_concerned_holds_whole_values_under_a_word(world, planted):
    """PIPL 45: a copy with masked values would be none. It is made for this person after a granted request,
    by the clerk alone, in an archive that opens by a word nobody keeps, and leaves its trace."""
    page = f"/rights/{planted.household.pk}/requests/{planted.copy.pk}/copy/"
    word = {"password": "a-word-of-the-family"}
    with transaction.atomic(), everywhere():
        made = world.tell("clerk", "POST", page, word)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM journal_entry WHERE act = 'rights.copy_made'")
            assert cursor.fetchone() == (1,)
        transaction.set_rollback(True)
    assert not leaks(made.body.decode(errors="replace"))
    with pyzipper.AESZipFile(io.BytesIO(made.body)) as packed:
        with pytest.raises(RuntimeError):
            packed.read("copy.json")
        packed.setpassword(word["password"].encode())
        for name in ("copy.json", "copy.pdf"):
            held = leaks(words_of(packed.read(name)))
            assert {"identity number", "person's telephone", "health note", "address"} <= set(held)
            assert "child's school" not in held, "what is another's stays out"
    for caller in set(CALLERS) - {"clerk"}:
        assert world.ask(caller, "POST", page, word).status in (403, 404)


def test_searching_by_the_whole_number_finds_the_family_and_echoes_nothing(world, planted):
    with transaction.atomic():
        found = world.tell("clerk", "POST", "/families/find/", {"text": PLANTED["identity number"]})
        answer = world.tell("clerk", "GET", dict(found.headers)["Location"])
        transaction.set_rollback(True)
    assert planted.household.number in words_of(answer.body)
    assert leaks(words_of(answer.body)) == []


@pytest.mark.slow
@pytest.mark.parametrize("mask", ["id", "phone", "address", "hidden", "text"])
def test_a_leak_is_found(world, planted, mask, monkeypatch):
    """Each mask is taken away in turn: the walk must find what it kept back."""
    from anxin.care.models import Need  # noqa: PLC0415
    from anxin.families import people  # noqa: PLC0415
    from anxin.ground.ui import masks  # noqa: PLC0415

    for name in ({"id": "masked_id", "phone": "masked_phone", "address": "masked_address"}.get(mask, ""),):
        if name:
            monkeypatch.setattr(masks, name, str)
    if mask == "id":
        monkeypatch.setattr(Person, "masked_number", property(lambda person: person.id_number))
    if mask == "hidden":
        monkeypatch.setattr(Need, "shown", property(lambda need: need.words))
    if mask == "text":
        monkeypatch.setattr(people, "masked", lambda _mask, value: value)
    _asked, _shown, wrong = walk(world, planted, ("clerk",))
    assert wrong


def test_nobody_signed_in_sees_anything(world, planted):
    assert walk(world, planted, (ANYBODY,))[2] == []
