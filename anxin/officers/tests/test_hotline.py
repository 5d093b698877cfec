"""The line that somebody in need is shown: the national one, or the installation's own without its hours."""

import pytest
from django.urls import reverse

from anxin.officers.selfcheck import hotline
from tests.cast import client_of

pytestmark = pytest.mark.django_db
PAGES = ("officers:mine", "officers:self_check", "officers:counselling")


def test_the_national_line_says_its_hours(officer, man, settings):
    settings.ANXIN_HOTLINE = ""
    for page in PAGES:
        words = client_of(officer).get(reverse(page)).content.decode()
        assert "12356" in words
        assert "全国统一心理援助热线，每天至少开通18小时，可以匿名" in words


def test_a_line_of_ones_own_takes_its_place_everywhere_and_promises_no_hours(officer, man, settings):
    settings.ANXIN_HOTLINE = "0990-800 8000"
    assert hotline().number == "0990-800 8000"
    for page in PAGES:
        words = client_of(officer).get(reverse(page)).content.decode()
        assert "0990-800 8000" in words
        assert "本地心理援助热线" in words
        assert "12356" not in words
        assert "18小时" not in words
