"""Telephone numbers that an installation sets."""

import re

from django.core.exceptions import ImproperlyConfigured

_NUMBER = re.compile(r"[0-9][0-9 -]{1,18}[0-9]")


def telephone(name: str, told: str) -> str:
    """A number as it is dialled, or "" where none is set. Raises ImproperlyConfigured for anything else:
    people in need will press it."""
    if told and not _NUMBER.fullmatch(told):
        raise ImproperlyConfigured(f"{name} must be a telephone number: digits, spaces and hyphens.")
    return told
