"""Bringing a ledger in with the browser: look it through, merge what is right, take the faults home."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from anxin.families.models import Household
from anxin.ground.journal.models import JournalEntry
from anxin.surveys.models import Ledger, State
from tests.cast import client_of

from .conftest import SAMPLES
from .ledger.books import SURVEY, member, number, xlsx

pytestmark = pytest.mark.django_db
SURVEY_FILE = SAMPLES / "survey.xlsx"


@pytest.fixture
def client(county_clerk):
    return client_of(county_clerk)


@pytest.fixture
def send(client, tree, in_county):
    """Uploads a file and gives the answer."""

    def one(content, name="殉职干部家庭台账.xlsx", **more):
        file = SimpleUploadedFile(name, content)
        return client.post("/ledgers/", {"file": file, "unit": str(tree.county.pk), **more})

    return one


@pytest.fixture
def looked(send):
    """The address of a ledger that was looked through."""
    answer = send(SURVEY_FILE.read_bytes())
    assert answer.status_code == 302
    return answer.url


def acts(prefix="surveys."):
    return list(
        JournalEntry.objects.filter(act__startswith=prefix)
        .order_by("at", "seq")
        .values_list("act", flat=True)
    )


def test_choosing_a_file_only_looks_it_through(looked, client):
    ledger = Ledger.objects.get()
    text = client.get(looked).content.decode()

    assert (ledger.state, Household.objects.count()) == (State.PREVIEWED, 0)
    for words in ("殉职干部家庭台账.xlsx", "安和县", str(ledger.families), str(ledger.sound)):
        assert words in text
    assert text.count("<tr>") >= len(ledger.faults)
    assert acts() == ["surveys.ledger_read", "surveys.ledger_opened"]


def test_merging_makes_the_cards_and_says_how_many(looked, client):
    answer = client.post(f"{looked}merge/")

    assert (answer.status_code, answer.url) == (302, looked)
    ledger = Ledger.objects.get()
    assert (ledger.state, ledger.opened) == (State.MERGED, 20)
    assert Household.objects.count() == 20
    text = client.get(looked).content.decode()
    assert str(ledger.merged) in text
    assert f"{looked}merge/" not in text
    assert "surveys.ledger_merged" in acts()


def test_merging_twice_in_the_browser_changes_nothing(looked, client):
    client.post(f"{looked}merge/")
    opened = Ledger.objects.get().opened

    assert client.post(f"{looked}merge/").status_code == 302
    assert (Ledger.objects.get().opened, Household.objects.count()) == (opened, 20)
    assert acts().count("surveys.ledger_merged") == 1


def test_merging_is_a_post(looked, client):
    assert client.get(f"{looked}merge/").status_code == 405
    assert Household.objects.count() == 0


def test_the_workbook_comes_back_with_a_column_of_faults(looked, client):
    answer = client.get(f"{looked}returned.xlsx")

    page = load_workbook(io.BytesIO(answer.content)).active
    heading = next(cell for row in page.iter_rows(max_row=4) for cell in row if cell.value == "问题")
    notes = [cell.value for cell in page[heading.column_letter] if cell.row > heading.row and cell.value]
    assert len(notes) >= len(Ledger.objects.get().faults)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"].isascii()
    assert acts()[-1] == "surveys.ledger_returned"


def test_neither_the_page_nor_its_address_names_a_person(looked, client):
    text = client.get(looked).content.decode()

    for family in ("何慧玲", "何宏伟", "990721"):
        assert family not in text
        assert family not in looked


def test_a_ledger_lies_encrypted(looked):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, content FROM surveys_ledger")
        name, content = cursor.fetchone()
    assert name.startswith("a1:")
    assert content.startswith("a1:")


def test_the_list_of_ledgers_does_not_load_the_workbooks(looked, client):
    with CaptureQueriesContext(connection) as queries:
        text = client.get("/ledgers/").content.decode()

    assert "殉职干部家庭台账.xlsx" in text
    assert not any('"surveys_ledger"."content"' in one["sql"] for one in queries)
    assert len(queries) <= 25


def test_a_neighbour_finds_no_ledger_of_ours(looked, neighbour_clerk, tree):
    client = client_of(neighbour_clerk)

    assert [client.get(looked + page).status_code for page in ("", "returned.xlsx")] == [404, 404]
    assert client.post(f"{looked}merge/").status_code == 404
    assert "殉职干部家庭台账" not in client.get("/ledgers/").content.decode()
    foreign = {"file": SimpleUploadedFile("a.xlsx", SURVEY_FILE.read_bytes()), "unit": str(tree.county.pk)}
    assert client.post("/ledgers/", foreign).status_code == 422
    assert Ledger.objects.count() == 1


def test_many_faults_come_in_pages(send, client, tmp_path):
    rows = [member(number=number("19520403")[:-1] + "0", name=f"成员{place}") for place in range(120)]
    looked = send(xlsx(tmp_path / "many.xlsx", [SURVEY, *rows]).read_bytes()).url

    first = client.get(looked).content.decode()
    assert first.count('<th scope="row">') == 50
    assert "page=2" in first
    assert len(first) < 150_000


def test_the_clerk_says_the_day_of_a_paper_that_has_none(send, tmp_path):
    content = xlsx(tmp_path / "undated.xlsx", [SURVEY, member()]).read_bytes()

    send(content, on="2026年10月8日")

    assert str(Ledger.objects.get().reported_on) == "2026-10-08"
    assert send(content, on="2026-12-31").status_code == 422


def test_a_file_name_is_only_ever_shown(send, client):
    answer = send(SURVEY_FILE.read_bytes(), name="../../<b>台账</b>\r\nX: 1.xlsx")

    assert "<b>台账" not in client.get(answer.url).content.decode()


def test_the_pages_speak_english(looked, county_clerk):
    text = client_of(county_clerk, "en").get(looked).content.decode()

    assert "Faults to mend" in text
    assert "Row " in text
