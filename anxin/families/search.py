"""Finding people: by name, two characters of it, pinyin initials, whole identity number, card number.

What was typed never stands in a URL: it is sealed into the session and the URL names it by a random id.
"""

import re
import uuid

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from anxin.ground.access.reach import Reach
from anxin.ground.database.crypto import Damaged, seal, unseal
from anxin.ground.database.fields import digest

from .identity import mend
from .models import Household, Person, SearchToken
from .pinyin import fold

PLACE = "session.search"
KEPT = 10
CITIZEN = re.compile(r"[0-9]{17}[0-9X]")


def keep(request: HttpRequest, text: str) -> str:
    """Seal what was typed into the session; the returned id goes into the URL."""
    kept = dict(request.session.get("searches", {}))
    key = uuid.uuid4().hex
    kept[key] = seal(text, PLACE)
    request.session["searches"] = dict(list(kept.items())[-KEPT:])
    return key


def recall(request: HttpRequest) -> str:
    """What was typed for the search named in the URL; empty when there is none (any more)."""
    sealed = request.session.get("searches", {}).get(request.GET.get("q", ""))
    try:
        return unseal(sealed, PLACE) if sealed else ""
    except Damaged:
        return ""


def narrow(found: QuerySet[Household], reach: Reach, text: str) -> QuerySet[Household]:
    """Those families in which somebody, or whose number, answers to ``text``."""
    text = text.strip()
    if not text:
        return found
    number, _mended = mend(text)
    if CITIZEN.fullmatch(number):
        people = Person.objects.visible_to(reach).filter(id_digest=digest(number))
        return found.filter(pk__in=people.values("household"))
    words = _words(text)
    people = Person.objects.visible_to(reach)
    for word in words:
        tokens = SearchToken.objects.visible_to(reach).filter(token=word)
        people = people.filter(pk__in=tokens.values("person"))
    return found.filter(
        Q(pk__in=people.values("household")) | Q(number=text.upper()) | Q(outside_number=text.upper())
    )


def _words(text: str) -> list[str]:
    """The tokens that must all be there: initials as one word, a long piece of a name as its pairs."""
    text = fold(text)
    if text.isascii():
        return [text]
    if len(text) <= 2:
        return [text]
    return [text[i : i + 2] for i in range(len(text) - 1)]
