"""A deceased person's record for the next of kin: whole about the deceased, masked about everybody else."""

import uuid

import pypdfium2
import pytest

from anxin.families.actions import Origin, copy_of_deceased, correct_person, record_fact
from anxin.families.identity import with_check_digit
from anxin.families.models import Person, Source
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.paper.pdf import sheet_pdf

pytestmark = pytest.mark.django_db
NUMBER = with_check_digit("99072119810502403")
PAPER = Origin(Source.PAPER, "户口簿", today())


def test_the_copy_is_whole_about_the_deceased_and_masks_everybody_else(county_clerk, household, in_county):
    officer = Person.objects.get(household=household, name="周明远")
    officer = correct_person(by=county_clerk, person=officer, values={"id_number": NUMBER}, origin=PAPER)
    record_fact(
        by=county_clerk, household=household, person=officer, code="health", value="旧伤", origin=PAPER
    )
    pdf = sheet_pdf(copy_of_deceased(by=county_clerk, person=officer, request=uuid.uuid4()))
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    text = "".join(text.split())

    for words in (NUMBER, "周明远", "旧伤", "副镇长", "林**"):
        assert words in text, words
    assert "林秀兰" not in text


def test_of_the_living_there_is_no_such_copy(county_clerk, household, in_county):
    wife = Person.objects.get(household=household, name="林秀兰")
    with pytest.raises(Refused):
        copy_of_deceased(by=county_clerk, person=wife, request=uuid.uuid4())
