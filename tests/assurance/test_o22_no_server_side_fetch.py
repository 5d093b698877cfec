"""O22: whatever stands in a record or an upload, the house calls nobody and reads no file for it.

A server on the loopback and a file are the canaries. Addresses of both, in every wrapping that typst, Word,
Excel, HTML, SVG, XML or a template might follow, go into every text field that ends in a document and into
every upload: no call comes, and no output holds what the file says.
"""

import io
import subprocess
import sys
import urllib.request
import zipfile

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anxin.care.actions import decide_measure, record_need
from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_card
from anxin.families.models import Person, Source
from anxin.ground.access.models import Post
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.actions import OPERATOR
from anxin.notices.actions import draft_report, issue_first_notice
from anxin.notices.models import Part
from anxin.surveys.models import Ledger
from tests.assurance import exporting as ex
from tests.assurance.canaries import SECRET, canary, uploads
from tests.cast import client_of

LOOKED_FOR = (SECRET, str(7 * 1237))  # the file, and a template that was run
FACTS = ("schooling", "employment", "health", "school")  # the last two are masked on paper, the first told
CLIENTS = ("requests", "httpx", "aiohttp", "urllib3", "pycurl", "ftplib", "smtplib", "websockets", "paramiko")
connected: list[object] = []
watching = False


def _listen(event: str, args: tuple[object, ...]) -> None:
    if watching and event in ("socket.connect", "socket.getaddrinfo"):
        connected.append(args[1:] if event == "socket.connect" else args[:2])


sys.addaudithook(_listen)


@pytest.fixture
def bird(tmp_path):
    """The canaries. They do sing: one call of our own is heard."""
    with canary(tmp_path) as found:
        for address in (found.addresses()[0], found.addresses()[4]):
            with urllib.request.urlopen(address, timeout=5) as answer:
                assert answer.read().decode() == SECRET
        assert found.hits == ["/x", "/x"]
        found.hits.clear()
        yield found


@pytest.fixture
def watch():
    """Every connection that Python itself opens in this process."""
    global watching  # noqa: PLW0603  # an audit hook can never be taken away again
    connected.clear()
    watching = True
    yield connected
    watching = False


def words_of(content: bytes) -> str:
    """All that a document says: the text of a PDF, every part of a zipped one."""
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_range() for page in pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return content.decode("utf-8", "replace")


def plainly(content: bytes) -> str:
    """The words without the breaks that a long one is given on paper."""
    return words_of(content).translate(dict.fromkeys(map(ord, "\u200b\r\n ")))


def clean(content: bytes) -> bool:
    """Does the document hold nothing of the canaries?"""
    words = words_of(content).replace("\n", "").replace("\r", "")
    assert len(words) > 20
    return not any(secret in words for secret in LOOKED_FOR)


def card_of(post, unit, texts):
    """A family whose every text field holds the texts (a short one the first), with a need and a measure."""
    text, said = texts[0], "\n".join(texts)
    with scope(unit.path):
        household = open_card(
            by=post, unit=unit, origin=Origin(Source.PAPER, text[:120], today()),
            details=CardDetails(
                officer=OfficerDetails(
                    name=text[:50], died_on=PartialDate(2024, 7, 2), unit_text=text[:160],
                    post_text=text[:120],
                    death_cause=text[:200], determination="on_duty", determined_document=text[:120],
                    determined_body=text[:120],
                ),
                members=(
                    MemberDetails(name=text[:50], kinship="12", facts=dict.fromkeys(FACTS, said)),
                ),
                address=said, town=text[:60], facts={"difficulty": said, "housing": said},
            ),
        )  # fmt: skip
        need = record_need(
            by=post,
            household=household,
            theme="income",
            words=said,
            source="family",
            found_on=today(),
            how="asked",
        )
        decide_measure(by=post, need=need, domain="civil", words=said, ground=said, due=today(),
                       case_by_case=said)  # fmt: skip
        return household


@pytest.mark.django_db
def test_no_document_of_a_record_fetches_or_reads(bird, watch, county_clerk, tree, record_property):
    Post.objects.filter(pk=county_clerk.pk).update(title=bird.texts()[3][:80])
    client, documents = client_of(county_clerk), 0
    texts = bird.texts()
    for start in range(0, len(texts), 27):  # every wrapping of one address on one card
        household = card_of(county_clerk, tree.county, texts[start : start + 27])
        with scope(household.path):
            person = Person.objects.filter(household=household, fallen=None).get()
        for name, args in (("card_pdf", [household.pk]), ("person_pdf", [household.pk, person.pk])):
            answer = client.get(reverse(f"families:{name}", args=args))
            assert answer.status_code == 200
            assert clean(answer.content)
            assert "read(" in plainly(answer.content)  # the text is there, as text
            documents += 1
    for what in ("families", "needs", "entitlements"):
        assert clean(ex.whole_way(client, county_clerk, what=what))
        documents += 1
    assert bird.hits == []
    assert watch == []
    record_property(
        "O22", f"0 hits, 0 file contents: {len(texts)} texts in {documents} PDF and Excel documents"
    )


@pytest.mark.django_db
def test_no_report_in_word_fetches_or_reads(bird, watch, county_clerk, tree, household):
    issue_first_notice(by=OPERATOR)
    client, said = client_of(county_clerk), "\n".join(bird.texts())
    with scope(tree.county.path):
        parts = (Part.RECORDS, Part.MEASURES, Part.VISITS, Part.AHEAD)
        report = draft_report(by=county_clerk, narrative=dict.fromkeys(parts, said), copies=said[:100])
    answer = client.get(reverse("notices:reports:word", args=[report.pk]))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert clean(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]
    assert not any(b"External" in one for one in relations)
    assert bird.hits == []
    assert watch == []


@pytest.mark.django_db
def test_no_upload_makes_the_house_fetch_or_read(bird, watch, county_clerk, tree, record_property):
    client, sent = client_of(county_clerk), 0
    addresses = bird.addresses()
    for address in (addresses[0], *addresses[4:7]):  # loopback, [::1], redirect, file
        for name, content in uploads(address).items():
            file = SimpleUploadedFile(name, content)
            answer = client.post("/ledgers/", {"file": file, "unit": tree.county.pk}, follow=True)
            assert answer.status_code in (200, 422), (name, answer.status_code)
            assert SECRET not in answer.content.decode()
            sent += 1
    with scope(tree.county.path):
        kept = list(Ledger.objects.light())
    assert kept  # some were readable: those are given back
    for ledger in kept:
        back = client.get(reverse("surveys:returned", args=[ledger.pk]))
        assert back.status_code == 200
        assert clean(back.content)
        client.post(reverse("surveys:merge", args=[ledger.pk]))
    assert bird.hits == []
    assert watch == []
    record_property("O22", f"0 hits, 0 file contents: {sent} uploads, {len(kept)} returned workbooks")


def test_the_web_process_has_no_means_to_call_anybody():
    """No HTTP client is loaded with the whole house; single sign-on by configuration brings its own."""
    code = (
        "import sys, django; django.setup(); import anxin.config.wsgi; from django.urls import get_resolver;"
        "get_resolver().url_patterns; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *CLIENTS],
        capture_output=True, check=True, text=True,
        env={"DJANGO_SETTINGS_MODULE": "anxin.config.settings", "ANXIN_TESTING": "1",
             "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert done.stdout.split() == []
