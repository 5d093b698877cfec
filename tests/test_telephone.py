"""A number that an installation sets is one that can be dialled, or the house does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from anxin.config.telephone import telephone


@pytest.mark.parametrize("number", ["", "12356", "0571-85029595", "0990 800 8000"])
def test_a_number_or_none_is_taken_as_it_is(number):
    assert telephone("ANXIN_HOTLINE", number) == number


@pytest.mark.parametrize("wrong", ["热线", "+86 571", "1", "123<b>", "12356;110", "-123"])
def test_anything_else_stops_the_start_and_names_the_setting(wrong):
    with pytest.raises(ImproperlyConfigured, match="ANXIN_HOTLINE"):
        telephone("ANXIN_HOTLINE", wrong)
