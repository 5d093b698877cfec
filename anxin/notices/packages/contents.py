"""What a package holds: a notice whole, or a report in words and numbers. No row of one network is named in
another: units go by their codes, notices by issuer and number, figures as numbers without their lists.

Reading trusts nothing: every field must be there, none besides, each as the model itself allows it.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from anxin.ground.ui.masks import masked_text
from anxin.notices.models import (
    FrozenFigure,
    Notice,
    NoticeAddressee,
    NoticeAttachment,
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
NAME_MOST = 120  # characters of a file's name
REPORT = "title day signatory copies signed_on is_nil mark year serial"
ANSWER = "mark year serial state reason"
SECTION = "part narrative"
FIGURE = "code told_by version value day"

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
        "addressees": _all(notice.addressees.all(), ADDRESSEE),
    }


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


def notice_read(told: Told) -> dict[str, Any]:
    """The same pieces, checked. BadPackage("content") names the place."""
    _only(told, "notice paragraphs items addressees attachments", "")
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
        except ValidationError:
            raise BadPackage("content", place=f"{place}.{name}") from None
    return found


def _only(told: Any, names: str, place: str) -> None:
    """All of these and nothing else."""
    if not isinstance(told, dict) or set(told) != set(names.split()):
        raise BadPackage("content", place=place or "head")
