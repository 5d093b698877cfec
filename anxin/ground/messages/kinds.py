"""What a message can say: a code, its words, and which of the three parameters they take. Nothing else.

A parameter is a count, the number of a document (安组报〔2026〕3号) or the path of a page of this house. None
of them has room for a name, a telephone or an identity number; the database checks the same (models.py).
"""

import re
from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils.functional import Promise

MOST = 9_999_999  # the largest count: seven digits, fewer than any telephone has
CODE = r"^[a-z_]+\.[a-z_]+$"
MARK = r"(?![^〔]*[0-9]{4})[A-Za-z0-9_（）()\u3007\u3400-\u9fff]{1,12}"  # never four digits in a row
DOCUMENT = rf"^({MARK}〔[0-9]{{4}}〕[0-9]{{1,6}}号)?$"
# Pieces of a path: words of an address list, ids, short numbers. No digits in a row that tell a person.
PIECE = r"([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]+([_-][a-z]+)*|[0-9]{1,4})"
LINK = rf"^(/({PIECE}/)*)?$"

Words = Promise | str


class NotAMessage(ValueError):
    """What was to be said does not fit into a message: a mistake in the program. It carries a code and never
    repeats what was tried: unknown_kind, other_parameters, no_count, no_document, no_link."""


@dataclass(frozen=True)
class Kind:
    """One code. ``words`` name what they take: %(count)s, %(document)s, both or neither; ``named`` is what is
    said instead where the document bears a number."""

    code: str
    words: Words
    named: Words = ""

    def said(self, document: str) -> str:
        """The words for a document of this number ("" for none)."""
        return str(self.named if document and self.named else self.words)

    def takes(self, document: str) -> frozenset[str]:
        """Which parameters these words ask for."""
        text = self.said(document)
        return frozenset(name for name in ("count", "document") if f"%({name})" in text)


_kinds: dict[str, Kind] = {}


def kind(code: str, words: Words, named: Words = "") -> None:
    """Register what a message with this code says (once, at start-up, in a room's ``screens``). Words that
    depend on a number: write them so that they hold for any (催办：3件), or register two codes."""
    _kinds[code] = Kind(code, words, named)


def kinds() -> dict[str, Kind]:
    """Every kind by its code."""
    return dict(_kinds)


def words_of(code: str, count: int | None, document: str) -> str:
    """What the message says, in the reader's language; the bare code when its room has left the house."""
    found = _kinds.get(code)
    return found.said(document) % {"count": count, "document": document} if found else code


def numbered(document: str) -> str:
    """The number of a document as a message may carry it; empty where it does not fit: a document from
    outside may bear anything."""
    return document if re.fullmatch(DOCUMENT, document) and "\n" not in document else ""


def check(code: str, count: int | None, document: str, link: str) -> None:
    """May a message say this? Raises NotAMessage."""
    found = _kinds.get(code)
    if found is None:
        raise NotAMessage("unknown_kind")
    given = {name for name, value in (("count", count is not None), ("document", document)) if value}
    if given != found.takes(document):
        raise NotAMessage("other_parameters")
    if count is not None and (type(count) is not int or not 0 <= count <= MOST):
        raise NotAMessage("no_count")
    if numbered(document) != document:
        raise NotAMessage("no_document")
    if not re.fullmatch(LINK, link) or "\n" in link or not _is_page(link):
        raise NotAMessage("no_link")


def _is_page(link: str) -> bool:
    try:
        return not link or bool(resolve(link))
    except Resolver404:
        return False
