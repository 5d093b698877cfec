"""Whatever is uploaded: a 4xx page with one clear sentence, nothing written, the server still up."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from anxin.families.models import Household
from anxin.ground.journal.models import JournalEntry
from anxin.surveys.models import Ledger
from tests.cast import client_of

from .conftest import SAMPLES
from .ledger.books import SURVEY, cell, member, package, xlsx

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "ledger" / "files"
FAR = f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'


def bomb(place: Path) -> bytes:
    return package(place / "bomb.xlsx", f'<row r="1">{cell("A1")}</row>' * 4_000_000).read_bytes()


BAD = {
    "picture.xlsx": lambda place: b"\x89PNG\r\n\x1a\n" + bytes(300),
    "empty.xlsx": lambda place: b"",
    "letter.docx": lambda place: b"PK\x03\x04 and nothing that a zip would hold",
    "password.xlsx": lambda place: (FILES / "password.xlsx").read_bytes(),
    "no rows.xlsx": lambda place: xlsx(place / "rows.xlsx", [SURVEY]).read_bytes(),
    "no heading.xlsx": lambda place: xlsx(place / "heading.xlsx", [member(), member()]).read_bytes(),
    "nobody died.csv": lambda place: "姓名,性别,与户主关系\n李桂兰,女,户主\n".encode("gb18030"),
    "far corner.xlsx": lambda place: package(place / "far.xlsx", FAR).read_bytes(),
    "bomb.xlsx": bomb,
    "too large.xlsx": lambda place: bytes(settings.LIMITS["upload"]["file_mb"] * 2**20 + 1),
}


@pytest.fixture
def send(county_clerk, tree, in_county):
    client = client_of(county_clerk)

    def one(name: str, content: bytes):
        file = SimpleUploadedFile(name, content)
        return client.post("/ledgers/", {"file": file, "unit": str(tree.county.pk)})

    one.client = client
    return one


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_one_sentence_and_nothing_is_written(send, tmp_path, name):
    content = BAD[name](tmp_path)
    before = JournalEntry.objects.count()

    answer = send(name, content)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count('href="#id_file"') == 1
    assert "Traceback" not in text
    assert (Ledger.objects.count(), Household.objects.count()) == (0, 0)
    assert JournalEntry.objects.count() == before
    assert send.client.get("/ledgers/").status_code == 200


def test_no_file_at_all_is_refused_too(send, tree):
    answer = send.client.post("/ledgers/", {"unit": str(tree.county.pk)})

    assert answer.status_code == 422
    assert 'href="#id_file"' in answer.content.decode()


def test_a_ledger_that_can_no_longer_be_read_is_not_merged(send, monkeypatch):
    from anxin.surveys.ledger.limits import Unreadable  # noqa: PLC0415

    address = send("survey.xlsx", (SAMPLES / "survey.xlsx").read_bytes()).url

    def refuses(path: Path) -> None:
        raise Unreadable("timeout")

    monkeypatch.setattr("anxin.surveys.actions.read", refuses)
    answer = send.client.post(f"{address}merge/")

    assert answer.status_code == 422
    assert Household.objects.count() == 0


def test_a_ledger_that_can_no_longer_be_read_is_not_returned_and_the_page_says_why(send, monkeypatch):
    from anxin.surveys.ledger.limits import Unreadable  # noqa: PLC0415

    address = send("survey.xlsx", (SAMPLES / "survey.xlsx").read_bytes()).url

    def refuses(path: Path) -> None:
        raise Unreadable("timeout")

    monkeypatch.setattr("anxin.surveys.actions.ledgers.read", refuses)
    answer = send.client.get(f"{address}returned.xlsx")

    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("text/html")
