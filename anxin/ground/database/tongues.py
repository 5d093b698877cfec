"""Texts that are stored in both languages, such as a notice told in our own words."""

from django.utils.translation import get_language


def told(chinese: str, english: str) -> str:
    """The text in the reader's language; the Chinese one where there is no English."""
    return english if english and (get_language() or "").startswith("en") else chinese
