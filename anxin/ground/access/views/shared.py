"""What the pages of access do alike."""

from collections.abc import Callable
from typing import TypeVar

from django import forms

from anxin.ground.jobs.refusals import Refused

T = TypeVar("T")


def outcome(form: forms.Form, act: Callable[[], T]) -> T | None:
    """What the act gave; a rule that says no becomes an error of the form, and nothing was changed."""
    try:
        return act()
    except Refused as no:
        form.add_error(None, str(no))
        return None


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Did the act go through?"""
    return outcome(form, lambda: (act(),)) is not None
