"""Finding officers by what somebody types: name, pinyin or its initials, unit."""

import re
import unicodedata

from django.db.models import Q

from anxin.officers.models import OfficerQuerySet

LETTERS = re.compile(r"[a-z]+")
MOST = 8  # so many are told apart on a page; where more answer, more has to be typed


def answering(officers: OfficerQuerySet, text: str) -> OfficerQuerySet:
    """Those of them to whom every typed word belongs: a piece of the name, its pinyin or initials (by the
    reading that lists are sorted by), or a piece of the unit's name. Nobody for an empty text."""
    words = unicodedata.normalize("NFKC", text).lower().split()
    found = officers.select_related("unit__parent") if words else officers.none()
    for word in words:
        found = found.filter(_holds(word))
    return found.order_by("path", "sort_key", "id")


def _holds(word: str) -> Q:
    said = Q(name__icontains=word) | Q(unit__name__icontains=word) | Q(unit__name_en__icontains=word)
    return said | Q(sort_key__regex=_spelled(word)) if LETTERS.fullmatch(word) else said


def _spelled(word: str) -> str:
    """How letters stand in a sort key (zhang1张 wei3伟): each at the head of a syllable, or one after another
    with only tones, signs and spaces between."""
    return f"(^| )({'[^ ]* '.join(word)}|{'[^a-z]*'.join(word)})"
