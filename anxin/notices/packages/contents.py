"""What a package holds: a notice whole, a report in words and numbers, what became of it, or how many have
signed for a notice. No row of one network is named in
another: units go by their codes, notices by issuer and number, figures as numbers without their lists.

Reading trusts nothing: every field must be there, none besides, each as the model itself allows it.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from anxin.ground.days.clock import now
from anxin.ground.ui.masks import masked_text
from anxin.notices.models import (
    Carried,
    Delivery,
    FrozenFigure,
    Notice,
    NoticeAddressee,
    NoticeAttachment,
    NoticeDay,
    NoticeItem,
    NoticeParagraph,
    Report,
    ReportSection,
    State,
)
from anxin.notices.models.reports import SETTLED

from .faults import BadPackage

MOST_ROWS = 500  # paragraphs, items, addressees, figures of one paper
NAMED = "issuer mark year serial is_first"  # by which both sides know a notice
NOTICE = f"title title_en issuer_en issued_on source source_en receive_by copies {NAMED}"
PARAGRAPH = "order name name_en words words_en"
ITEM = "order asks words words_en due proof proof_en figure deaths_since"
ADDRESSEE = "order kind level words words_en"
ATTACHMENT = "order title"
DAY = "level day"
NAME_MOST = 120  # characters of a file's name
REPORT = "title day signatory copies signed_on is_nil mark year serial"
ANSWER = "mark year serial state reason"
RECEIPT = "document as_of"
LEVEL = "level due signed"
SECTION = "part narrative"
FIGURE = "code told_by version value day"

CLOCKS_APART = timedelta(hours=24)  # two machines that never meet may differ; a day ahead is no clock

Told = Mapping[str, Any]


def notice_told(notice: Notice, issuer: str) -> dict[str, Any]:
    """A notice as it goes down; ``issuer``: the name on its head."""
    return {
        "notice": _told(notice, NOTICE) | {"issuer": issuer},
        "paragraphs": _all(notice.paragraphs.all(), PARAGRAPH),
        "items": [
            _told(one, ITEM) | {"in": one.paragraph.order if one.paragraph else None}
            for one in notice.items.select_related("paragraph")
        ],
        "addressees": [_addressee(one) for one in notice.addressees.select_related("below", "unit")],
        "days": _all(notice.days.all(), DAY),
    }


def _addressee(line: NoticeAddressee) -> dict[str, Any]:
    """A line of addressees; a unit that it names goes along by its name."""
    named = line.unit or line.below
    words = line.words or (named.name if named else "")
    return _told(line, ADDRESSEE) | {"words": words}


def report_told(report: Report, notice_issuer: str) -> dict[str, Any]:
    """A report as it goes up: its numbers without their lists, its words with the numbers in them masked, as
    on its page and its paper."""
    sections = _all(report.sections.all(), SECTION)
    return {
        "report": _told(report, REPORT),
        "unit": report.unit.code,
        "about": report.about.code,
        "notice": _told(report.notice, NAMED) | {"issuer": notice_issuer},
        "sections": [one | {"narrative": masked_text(one["narrative"])} for one in sections],
        "figures": _all(report.figures.all(), FIGURE),
    }


def answer_told(report: Report) -> dict[str, Any]:
    """What became of a report above: by its number, accepted, or returned with the reason."""
    return {"unit": report.unit.code, "report": _told(report, ANSWER)}


def receipt_told(delivery: Delivery, notice_issuer: str, below: Sequence[Carried]) -> dict[str, Any]:
    """That a unit signed for a notice, and how many of each level below it did: ``below`` as its own cascade
    counts it now, one moment and one document for all."""
    first = below[0] if below else Carried(as_of=now())
    return {
        "unit": delivery.unit.code,
        "notice": _told(delivery.notice, NAMED) | {"issuer": notice_issuer},
        "signed": _told(delivery, "received_at"),
        "receipt": _told(first, RECEIPT),
        "levels": _all(below, LEVEL),
    }


def notice_read(told: Told) -> dict[str, Any]:
    """The same pieces, checked. BadPackage("content") names the place."""
    _only(told, "notice paragraphs items addressees attachments days", "")
    items = [dict(one) for one in _rows(told, "items")]
    places = [one.pop("in", None) for one in items]
    paragraphs = _read_all(NoticeParagraph, PARAGRAPH, told, "paragraphs")
    orders = {one["order"] for one in paragraphs}
    for at, place in enumerate(places):
        if place is not None and (type(place) is not int or place not in orders):
            raise BadPackage("content", place=f"items[{at}].in")
    return {
        "notice": _read(Notice, NOTICE, told["notice"], "notice"),
        "paragraphs": paragraphs,
        "items": _read_all(NoticeItem, ITEM, {"items": items}, "items"),
        "places": places,
        "addressees": _read_all(NoticeAddressee, ADDRESSEE, told, "addressees"),
        "days": _read_all(NoticeDay, DAY, told, "days"),
        "attachments": [
            _attachment(one, f"attachments[{at}]") for at, one in enumerate(_rows(told, "attachments"))
        ],
    }


def report_read(told: Told) -> dict[str, Any]:
    """The same pieces, checked. BadPackage("content") names the place."""
    _only(told, "report unit about notice sections figures", "")
    _check_codes(told, "unit", "about")
    return {
        "report": _read(Report, REPORT, told["report"], "report"),
        "unit": told["unit"],
        "about": told["about"],
        "notice": _read(Notice, NAMED, told["notice"], "notice"),
        "sections": _read_all(ReportSection, SECTION, told, "sections"),
        "figures": _read_all(FrozenFigure, FIGURE, told, "figures"),
    }


def _attachment(told: Told, place: str) -> dict[str, Any]:
    """A file with its bytes; what kind it says it is plays no part: it is only ever saved."""
    said = {name: value for name, value in told.items() if name in ATTACHMENT.split()}
    found = _read(NoticeAttachment, ATTACHMENT, said, place)
    name, data = told.get("name"), told.get("data")
    if (
        set(told) != {*ATTACHMENT.split(), "name", "data"}
        or not isinstance(name, str)
        or len(name) > NAME_MOST
    ):
        raise BadPackage("content", place=f"{place}.name")
    try:
        return found | {"name": name, "data": base64.b64decode(data or "", validate=True)}
    except (ValueError, TypeError):
        raise BadPackage("content", place=f"{place}.data") from None


def answer_read(told: Told) -> dict[str, Any]:
    """The same pieces, checked. BadPackage("content") names the place."""
    _only(told, "unit report", "")
    _check_codes(told, "unit")
    reason = told["report"].get("reason") if isinstance(told["report"], dict) else None
    found = _read(Report, ANSWER, told["report"], "report")
    if found["state"] not in SETTLED or (found["state"] == State.RETURNED) != bool(reason):
        raise BadPackage("content", place="report.state")
    return {"unit": told["unit"], "report": found}


def receipt_read(told: Told) -> dict[str, Any]:
    """The same pieces, checked. BadPackage("content") names the place."""
    _only(told, "unit notice signed receipt levels", "")
    _check_codes(told, "unit")
    signed = _read(Delivery, "received_at", told["signed"], "signed")["received_at"]
    head = _read(Carried, RECEIPT, told["receipt"], "receipt")
    latest = now() + CLOCKS_APART
    for place, moment in (("signed.received_at", signed), ("receipt.as_of", head["as_of"])):
        if moment is None or moment.tzinfo is None or moment > latest:
            raise BadPackage("content", place=place)
    return {
        "unit": told["unit"],
        "notice": _read(Notice, NAMED, told["notice"], "notice"),
        "signed": signed,
        "receipt": head,
        "levels": _read_all(Carried, LEVEL, told, "levels"),
    }


def _check_codes(told: Told, *names: str) -> None:
    for name in names:
        if not isinstance(told[name], str) or not 0 < len(told[name]) <= 40:
            raise BadPackage("content", place=name)


def _told(record: Model, names: str) -> dict[str, Any]:
    found = {name: getattr(record, name) for name in names.split()}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _all(records: Iterable[Model], names: str) -> list[dict[str, Any]]:
    return [_told(one, names) for one in records]


def _rows(told: Told, name: str) -> Sequence[Told]:
    found = told[name]
    if not isinstance(found, list) or len(found) > MOST_ROWS:
        raise BadPackage("content", place=name)
    for at, one in enumerate(found):
        if not isinstance(one, dict):
            raise BadPackage("content", place=f"{name}[{at}]")
    return found


def _read_all(model: type[Model], names: str, told: Told, name: str) -> list[dict[str, Any]]:
    return [_read(model, names, one, f"{name}[{at}]") for at, one in enumerate(_rows(told, name))]


def _read(model: type[Model], names: str, told: Any, place: str) -> dict[str, Any]:
    """Each field as the model's own column takes it: its type, its length, its choices."""
    _only(told, names, place)
    found = {}
    for name in names.split():
        value = told[name]
        if not isinstance(value, str | int | None) or "\x00" in str(value):
            raise BadPackage("content", place=f"{place}.{name}")
        column = model._meta.get_field(name)
        try:
            empty = value is None and column.null
            found[name] = None if empty else column.clean(value, None)  # type: ignore[union-attr]  # columns
        except (ValidationError, TypeError):  # a number where a day is wanted
            raise BadPackage("content", place=f"{place}.{name}") from None
    return found


def _only(told: Any, names: str, place: str) -> None:
    """All of these and nothing else."""
    if not isinstance(told, dict) or set(told) != set(names.split()):
        raise BadPackage("content", place=place or "head")
