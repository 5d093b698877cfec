"""Applications in Word: filled from the record, the numbers for the pen unless somebody says what for."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from anxin.entitlements.actions import drop_form, keep_form
from anxin.entitlements.models import OwnForm
from anxin.entitlements.models.forms import own_form
from anxin.entitlements.papers import making
from anxin.entitlements.papers.applications import (
    APPLICATIONS,
    BUILT_IN,
    SAMPLE,
    application,
    applications_for,
)
from anxin.entitlements.words import RULES
from anxin.families.actions import Origin, correct_person
from anxin.families.models import FallenOfficer, Person, Source
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.ground.paper.forms import BadTemplate, filled
from anxin.ground.paper.sums import capital
from tests.cast import client_of

pytestmark = pytest.mark.django_db

NUMBER = "990102198303090423"
CHILDS = "990102201606010424"


def words_of(content: bytes) -> str:
    """Everything a reader of the Word file sees."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def address(household, form, name="entitlements:application"):
    with everywhere():
        officer = FallenOfficer.objects.get(person__household=household)
    return reverse(name, kwargs={"card": household.pk, "officer": officer.pk, "form": form})


def with_numbers(household):
    return address(household, "death_benefits", "entitlements:application_numbers")


@pytest.fixture
def numbered(opened, county_clerk, tree):
    """A family whose wife has a number, and a daughter of ten who has one too."""
    household = opened()
    origin = Origin(Source.PAPER, "户口簿", date(2026, 11, 20))
    with scope(tree.county.path):
        wife, child = (Person.objects.get(household=household, name=name) for name in ("林秀兰", "周雨桐"))
        correct_person(by=county_clerk, person=wife, values={"id_number": NUMBER}, origin=origin)
        changed = {"id_number": CHILDS, "birth": wife.birth.__class__(2016, 6, 1)}
        correct_person(by=county_clerk, person=child, values=changed, origin=origin)
    return household


def test_the_report_on_benefits_is_filled_from_the_record(county_clerk, numbered):
    response = client_of(county_clerk).get(address(numbered, "death_benefits"))
    shown = words_of(response.content)

    for told in (
        "机关事业单位工作人员死亡待遇呈报表", "周明远", "林秀兰", "陈桂香", "妻", "837,720.00元",
        "捌拾叁万柒仟柒佰贰拾元整", "民发〔2011〕192号第一条", "2017-05-09", "因公（√）", "4,135.00",
        numbered.number,
    ):  # fmt: skip
        assert told in shown, told
    assert NUMBER not in shown
    assert "{{" not in shown
    assert "周" not in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"


def test_with_a_purpose_the_numbers_stand_there_and_each_is_noted_but_never_a_childs(county_clerk, numbered):
    browser = client_of(county_clerk)
    response = browser.post(with_numbers(numbered), {"purpose": "application"})
    shown = words_of(response.content)

    assert NUMBER in shown
    assert CHILDS not in shown
    with everywhere():
        noted = list(JournalEntry.objects.filter(act="families.revealed").values_list("details", flat=True))
        [printed] = JournalEntry.objects.filter(act="entitlements.application_printed")
    assert noted == [{"column": "id_number", "purpose": "application"}]
    assert printed.details == {"form": "death_benefits", "numbers": 1}


def test_without_a_purpose_or_the_right_no_number_comes_out(county_clerk, leader, numbered):
    for said in ({}, {"purpose": "curiosity"}):
        response = client_of(county_clerk).post(with_numbers(numbered), said)
        assert response.status_code == 302
    assert client_of(leader).post(with_numbers(numbered), {"purpose": "check"}).status_code == 403
    with everywhere():
        assert not JournalEntry.objects.filter(act="families.revealed").exists()


def test_a_form_that_does_not_fit_does_not_exist(county_clerk, neighbour_clerk, numbered):
    assert client_of(county_clerk).get(address(numbered, "martyr")).status_code == 404
    assert client_of(county_clerk).get(address(numbered, "nothing")).status_code == 404
    assert client_of(neighbour_clerk).get(address(numbered, "death_benefits")).status_code == 404


def test_the_page_offers_what_is_calculated(county_clerk, numbered):
    shown = (
        client_of(county_clerk)
        .get(reverse("entitlements:applications", kwargs={"card": numbered.pk}))
        .content.decode()
    )
    assert "机关事业单位工作人员死亡待遇呈报表" in shown
    assert "一次性抚恤金 837,720.00" in shown
    assert "烈士褒扬金、抚恤金申请表" not in shown


def test_every_rule_has_a_form():
    for rule in RULES:
        for form in applications_for(rule):
            assert application(form.code) == form
            assert (BUILT_IN / f"{form.template}.docx").exists()


@pytest.mark.parametrize("form", making.FORMS)
def test_each_built_in_form_is_what_its_script_makes_and_can_be_filled(form):
    kept = (BUILT_IN / f"{form}.docx").read_bytes()
    assert kept == making.build(form)
    assert "样例" in words_of(filled(kept, SAMPLE))


def changed(form: str, words: str, by: str) -> bytes:
    """The built-in form as an office changes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(BUILT_IN / f"{form}.docx") as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                assert words.encode() in part
                part = part.replace(words.encode(), by.encode())
            target.writestr(name, part)
    return out.getvalue()


def test_an_offices_own_form_holds_for_its_place_and_below(county_clerk, neighbour_clerk, numbered, tree):
    own = changed("death_benefits", "死亡待遇呈报表", "死亡待遇呈报表（安和县）")
    keep_form(by=county_clerk, form="death_benefits", content=own)

    shown = words_of(client_of(county_clerk).get(address(numbered, "death_benefits")).content)
    assert "（安和县）" in shown
    assert own_form(tree.town.path, "death_benefits")
    assert own_form(tree.neighbour.path, "death_benefits") is None

    drop_form(by=county_clerk, form="death_benefits")
    shown = words_of(client_of(county_clerk).get(address(numbered, "death_benefits")).content)
    assert "（安和县）" not in shown
    assert OwnForm.objects.count() == 1  # kept


@pytest.mark.parametrize(
    ("words", "by", "says"),
    [
        ("{{ deceased.name }}", "{{ deceased.nmae }}", "没有“nmae”这个字段"),
        ("{{ unit }}", "{{ uint }}", "没有“uint”这个字段"),
        ("{{ unit }}", "{{ unit", "读不懂"),
        ("{{ unit }}", "{{ ().__class__.__bases__ }}", ""),
    ],
)
def test_a_form_with_an_unknown_field_is_refused_with_its_name(county_clerk, words, by, says):
    file = SimpleUploadedFile("own.docx", changed("death_benefits", words, by))
    page = client_of(county_clerk).post(
        reverse("entitlements:template_keep"), {"form": "death_benefits", "file": file}
    )
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not OwnForm.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"not a zip", "not_word"), (b"PK\x05\x06" + b"\0" * 18, "not_word"), (b"x" * (3 * 2**20), "too_large")],
)
def test_what_is_no_word_file_is_refused(county_clerk, content, code):
    with pytest.raises(Refused) as refused:
        keep_form(by=county_clerk, form="general", content=content)
    assert refused.value.code == f"entitlements.form_{code}"


@pytest.mark.parametrize(
    ("name", "part", "code"),
    [
        ("word/vbaProject.bin", b"macro", "macros"),
        (
            "word/_rels/settings.xml.rels",
            b'<Relationships><Relationship Id="r1" Target="http://a.example/t" TargetMode="External"/>'
            b"</Relationships>",
            "outside",
        ),
        ("word/media/big.xml", b"0" * (21 * 2**20), "too_large"),
    ],
)
def test_a_file_that_brings_something_along_is_refused(name, part, code):
    out = io.BytesIO((BUILT_IN / "general.docx").read_bytes())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr(name, part)
    with pytest.raises(BadTemplate) as bad:
        filled(out.getvalue(), SAMPLE)
    assert bad.value.code == code


def test_a_name_with_markup_is_only_a_name(county_clerk, opened):
    household = opened(name="<w:br/>{{ 7*7 }}")
    shown = words_of(client_of(county_clerk).get(address(household, "death_benefits")).content)
    assert "<w:br/>{{ 7*7 }}" in shown


@pytest.mark.parametrize(
    ("fen", "told"),
    [
        (123082000, "壹佰贰拾叁万零捌佰贰拾元整"), (83772000, "捌拾叁万柒仟柒佰贰拾元整"), (0, "零元整"),
        (10000000005, "壹亿元零伍分"), (1000000, "壹万元整"), (101000, "壹仟零壹拾元整"), (5, "伍分"),
        (123456789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"), (100010010, "壹佰万零壹佰元壹角整"),
        (1000000000100, "壹佰亿零壹元整"),
    ],
)  # fmt: skip
def test_sums_as_vouchers_write_them(fen, told):
    assert capital(fen) == told


def test_every_form_has_a_name_of_its_own():
    names = [str(one.name) for one in APPLICATIONS]
    assert len(set(names)) == len(names)


def test_a_claim_leads_to_its_application(county_clerk, owed):
    address = reverse("entitlements:claim", kwargs={"card": owed.household_id, "claim": owed.pk})
    shown = client_of(county_clerk).get(address).content.decode()
    assert "/death_benefits.docx" in shown
    assert "/martyr.docx" not in shown
