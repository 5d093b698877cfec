"""O15: no text of a person, a unit or a file ever becomes something that a spreadsheet program runs.

Forty payloads in every text field that reaches a workbook, and every workbook that the house writes, its XML
read for anything alive; what is not alive comes back unchanged when the workbook is read again.
"""

import csv
import io
import re
import zipfile
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from openpyxl.comments import Comment
from openpyxl.utils.escape import unescape
from openpyxl.workbook.defined_name import DefinedName

from anxin.care.actions import record_need
from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_cards
from anxin.families.models import Household, Source
from anxin.ground.access.models import Account, Post
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.paper.workbook import Column, Stamp, table_xlsx
from anxin.ground.units.models import Unit
from anxin.rights.actions import check_identity, decide_request, receive
from anxin.rights.actions.requests import Asked
from anxin.rights.letters import letter_docx
from anxin.surveys.ledger.examine import examine
from anxin.surveys.ledger.limits import Limits
from anxin.surveys.ledger.reading import plain, read_sheets
from anxin.surveys.ledger.returned import return_workbook
from anxin.surveys.tests.ledger import books
from tests.assurance import exporting as ex
from tests.assurance.formulas import PAYLOADS, alive, comes_back
from tests.cast import client_of

FACTS = ("schooling", "employment", "labour", "income_source", "medical_cover", "elder_care")
OF_HOUSEHOLD = ("difficulty", "housing", "remark")
FIELDS = 4 + 1 + len(FACTS) + len(OF_HOUSEHOLD) + 2  # officer, member, facts, household, address and number


@pytest.fixture
def infected(county_clerk, tree):
    """Forty families, one payload in every text field of each; exporter, unit and account carry some too."""
    cards = [
        CardDetails(
            officer=OfficerDetails(
                name=text, sex="1", died_on=PartialDate(2024, 7, 2), unit_text=text, post_text=text,
                death_cause=text, determination="on_duty",
            ),
            members=(
                MemberDetails(name=text, sex="2", kinship="12", facts=dict.fromkeys(FACTS, text)),
            ),
            address=text, outside_number=text[:40], facts=dict.fromkeys(OF_HOUSEHOLD, text),
        )
        for text in PAYLOADS
    ]  # fmt: skip
    with scope(tree.county.path):
        origin = Origin(Source.PAPER, "认定文书", today())
        households = open_cards(by=county_clerk, unit=tree.county, cards=cards, origin=origin)
        for household, text in zip(households, PAYLOADS, strict=True):
            record_need(
                by=county_clerk, household=household, person=None, theme="income", words=text,
                source="family", found_on=today(), how="asked",
            )  # fmt: skip
    Post.objects.filter(pk=county_clerk.pk).update(name=PAYLOADS[1], title=PAYLOADS[3])
    Unit.objects.filter(pk=county_clerk.unit_id).update(name=PAYLOADS[36])
    Account.objects.filter(pk=county_clerk.account_id).update(login=PAYLOADS[2])
    return Post.objects.select_related("unit", "account", "scope_root").get(pk=county_clerk.pk)


def texts(book: bytes) -> list[str]:
    """Every text of the visible sheets, as a second reader sees it."""
    sheets = [sheet for sheet in openpyxl.load_workbook(io.BytesIO(book)) if sheet.sheet_state == "visible"]
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    return [unescape(str(cell.value)) for cell in cells]


@pytest.mark.django_db
def test_exports_carry_every_payload_as_dead_text(infected, tmp_path, record_property):
    client = client_of(infected)
    book = ex.whole_way(client, infected, what="families")
    assert alive(book) == []
    written = texts(book)
    for text in map(comes_back, PAYLOADS):
        # the house number of an address and numbers typed into a text are masked in this export
        assert sum(comes_back(one) == text for one in written) >= FIELDS - 2, text
    path = tmp_path / "=cmd.xlsx"
    path.write_bytes(book)
    (sheet, *_hidden) = read_sheets(path, Limits())
    read = [plain(cell) for row in sheet.rows for cell in row.cells]
    for text in map(comes_back, PAYLOADS):
        assert read.count(text) >= FIELDS - 2, text
    found = examine(path, today=today())
    assert {family.officer.unit_text for family in found.families} >= set(map(comes_back, PAYLOADS[:8]))
    needs = ex.whole_way(client, infected, what="needs")
    assert alive(needs) == []
    assert set(map(comes_back, PAYLOADS)) <= set(map(comes_back, texts(needs)))
    for what, query in (("entitlements", ""), ("figure", "?figure=care.needs_open")):
        assert alive(ex.whole_way(client, infected, what=what, query=query)) == []
    record_property(
        "O15",
        f"0 live cells: {len(PAYLOADS)} payloads × {FIELDS} fields, 4 exports, 4 returned ledgers, 1 CSV",
    )


@pytest.mark.parametrize("text", PAYLOADS)
def test_titles_heads_lists_feet_and_names_of_a_workbook_are_dead(text):
    columns = (Column(text, group=text, choices=(text,)), Column(text, group=text), Column(text, "id"))
    book = table_xlsx(
        columns, [(text, text, text)], text, (text,), {text: text}, stamp=Stamp(text, text, text)
    )
    assert alive(book) == []
    assert comes_back(text) in map(comes_back, texts(book))


def infect(path: Path, *, live: bool) -> Path:
    """A ledger with a payload in every row; ``live``: with real formulas, links, names and rules too."""
    rows = [books.SURVEY] + [
        books.member(officer=f"王正{chr(0x5E73 + place)}", name="李桂兰", relation=text, number="1")
        for place, text in enumerate(PAYLOADS)
    ]
    book = openpyxl.Workbook()
    page = book.active
    page.title = "=1+1"
    for row in rows:
        page.append([str(cell) for cell in row])
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.data_type = "s"
    if live:
        _make_live(book, page)
    book.save(path)
    return path


def _make_live(book, page):
    page["K1"], page["K2"], page["K3"] = "合计", "=SUM(H2:H3)", '=WEBSERVICE("http://127.0.0.1/x")'
    page["K2"].comment = Comment("x", "x")
    page["K4"] = "=cmd|' /C calc'!A0"
    book.create_sheet("另一张")["A1"] = '=HYPERLINK("http://127.0.0.1/x","点")'


def linked(path: Path) -> Path:
    """As above, with a link outside and a name that calls."""
    book = openpyxl.load_workbook(infect(path, live=True))
    book.active["L2"].hyperlink = "http://127.0.0.1/x"
    book.defined_names["evil"] = DefinedName("evil", attr_text='WEBSERVICE("http://127.0.0.1/x")')
    book.save(path)
    return path


def as_csv(path: Path) -> Path:
    rows = [books.SURVEY, *(books.member(relation=text, number="1") for text in PAYLOADS)]
    return books.text(path, rows, encoding="utf-8-sig")


@pytest.mark.parametrize(
    "made",
    [
        lambda place: infect(place / "=1+1.xlsx", live=False),
        lambda place: infect(place / "+live.xlsx", live=True),
        lambda place: linked(place / "@linked.xlsx"),
        lambda place: as_csv(place / "-cmd.csv"),
    ],
    ids=["text", "live formulas", "links and names", "csv"],
)
def test_a_returned_ledger_is_dead_and_keeps_its_texts(made, tmp_path):
    path = made(tmp_path)
    before = [
        plain(cell) for sheet in read_sheets(path, Limits()) for row in sheet.rows for cell in row.cells
    ]
    back = return_workbook(path, examine(path, today=books.TODAY), tmp_path / "back.xlsx")
    assert alive(back.read_bytes()) == []
    after = {plain(cell) for sheet in read_sheets(back, Limits()) for row in sheet.rows for cell in row.cells}
    assert set(before) <= after


OWN_FIELDS = {"PAGE", "NUMPAGES"}
RUNS = re.compile(rb'TargetMode="External"|<w:hyperlink|<w:altChunk|<w:object|<f[ >]')
TOLD = re.compile(rb'w:instr="([^"]*)"|<w:instrText[^>]*>([^<]*)<')


def runs(paper: bytes) -> list[str]:
    """Whatever in a Word document could calculate, fetch or run: fields but page numbers, links, objects."""
    found = []
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            found += [f"{name}: {one!r}" for one in RUNS.findall(content)]
            fields = {(one or two).decode().strip() for one, two in TOLD.findall(content)}
            found += [f"{name}: {one}" for one in fields - OWN_FIELDS]
    return found


@pytest.mark.django_db
def test_papers_of_rights_and_who_saw_are_dead(infected, auditor, tree, record_property):
    """Letters in Word and the workbook of who saw a card: the same payloads in what the family said."""
    with scope(tree.county.path):
        home = Household.objects.order_by("number").first()
        said = "\n".join(map(comes_back, PAYLOADS))
        for text in map(comes_back, PAYLOADS):
            one = receive(
                by=infected, household=home, person=None,
                asked=Asked("explanation", "self", text[:50], text, today()),
            )  # fmt: skip
            check_identity(by=infected, request=one, papers=text)
            one = decide_request(by=infected, request=one, decision="refused", reason=f"{text}\n{said}")
            letter = letter_docx(one, infected)
            assert runs(letter) == []
            assert "cmd" in "".join(part.text for part in Document(io.BytesIO(letter)).paragraphs)
    asked = {"since": str(today()), "until": str(today()), "numbers": home.number, "workbook": "1"}
    book = b"".join(client_of(auditor).post("/journal/who-saw/", asked))
    assert book.startswith(b"PK")
    assert alive(book) == []
    record_property(
        "O15 papers", f"0 live fields: {len(PAYLOADS)} payloads, {len(PAYLOADS)} letters, 1 who-saw"
    )


def test_a_csv_of_the_house_has_no_cell_that_begins_like_a_formula():
    text = (files("anxin.ground.access") / "rights.csv").read_text(encoding="utf-8")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@|%\t\r\n＝＋－＠")] == []
