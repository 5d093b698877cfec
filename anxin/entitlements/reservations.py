"""What of a line is still to be confirmed: whoever claims it must know."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from . import words
from .models import Entitlement

UNCONFIRMED = frozenset({"police_amounts_of_2004"})  # conventions that say: what holds now is to be checked
SURE, QUOTED = "Q", "S"  # the text itself was read; it is quoted elsewhere


def reservations(line: Entitlement | None) -> list[str]:
    """Sentences: a convention that is to be checked, and each parameter whose text was not read."""
    return list(dict.fromkeys(_found(line, SURE))) if line else []


def is_unconfirmed(line: Entitlement | None) -> bool:
    """Is anything of it to be confirmed, beyond a text that is known as a quotation only?"""
    return line is not None and any(_found(line, SURE + QUOTED))


def _found(line: Entitlement, enough: str) -> Iterator[str]:
    for code in line.conventions:
        if code in UNCONFIRMED:
            yield str(words.CONVENTIONS[code])
    for code, _value, _source, confidence in line.parameters:
        if confidence not in enough:
            told = {"what": words.parameter(code), "why": words.CONFIDENCE[confidence]}
            yield _("%(what)s: %(why)s") % told
