"""The registry of personal fields (DESIGN.md rule 9): why each is held, who may read it, masked how, kept how
long. Every room declares its own in its ``personal.py``; a column nobody declared fails a test.

Ids, paths, references and moments are no personal fields by their kind (TECHNICAL_TYPES); codes and days of
the work itself by their name (TECHNICAL_NAMES). A declaration comes before both lists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import EncryptedTextField, PathField, SealedTextField
from anxin.ground.jobs.refusals import Refused

Words = str | Promise


class Sensitivity(StrEnum):
    """ORDINARY: shown; PRIVATE: to those who may read the card; HEALTH (PIPL 28): masked besides; CHILD: of
    somebody under 14, behind the interruption page."""

    ORDINARY = "ordinary"
    PRIVATE = "private"
    HEALTH = "health"
    CHILD = "child"

    @property
    def label(self) -> Promise:
        return SENSITIVITIES[self]


SENSITIVITIES: dict[Sensitivity, Promise] = {
    Sensitivity.ORDINARY: _("ordinary"),
    Sensitivity.PRIVATE: _("private"),
    Sensitivity.HEALTH: _("health (sensitive)"),
    Sensitivity.CHILD: _("child's (sensitive)"),
}
BASES: dict[str, Promise] = {
    "duty": _("statutory duty, Personal Information Protection Law 13 (3)"),
    "staff": _("management of one's own staff, Personal Information Protection Law 13 (2)"),
}
KEEPS: dict[str, Promise] = {
    "register": _("as long as the register of families is kept: permanently"),
    "case": _("30 years after the matter is closed"),
    "work": _("10 years after the work is done"),
    "post": _("as long as the post is held, then 10 years"),
    "draft": _("90 days after it was last touched, or until it is sent"),
    "search": _("as long as the row that it finds"),
}
MASKS: dict[str, Promise] = {
    "": _("not masked"),
    "id": _("first four and last four characters"),
    "phone": _("middle digits masked"),
    "address": _("house number masked"),
    "hidden": _("wholly masked"),
    "text": _("numbers inside the words masked"),
    "never": _("never shown"),
}
CLEAR: dict[str, Promise] = {
    "search": _("in the clear, so that it can be found and sorted"),
    "law": _("in the clear, since rules are reckoned from it"),
    "directory": _("in the clear: the office directory"),
    "code": _("in the clear: a code or a figure that says little by itself"),
    "digest": _("a keyed hash, no reading back"),
}
PURPOSES: dict[str, Promise] = {
    "contact": _("to reach the family"),
    "application": _("to fill in an application"),
    "check": _("to check against a document"),
    "care": _("to arrange care or treatment"),
    "family": _("the family asked for it"),
}

TECHNICAL_TYPES: tuple[type[Any], ...] = (
    models.UUIDField, models.AutoField, models.ForeignKey, models.DateTimeField, PathField,
)  # fmt: skip
TECHNICAL_NAMES = frozenset({
    "act", "afterwards", "as_of", "carried", "closed_on", "code", "day", "demo", "dated", "digest", "domain",
    "done_on", "due", "effect_on", "ended", "expected_on", "found_on", "first_due",
    "hash", "is_active", "kind", "language", "last_login",
    "mark", "move", "number", "on", "opened_on", "order", "outcome", "outside_number", "part",
    "pending", "place", "point", "purpose", "reported_on", "request_id", "resting", "result",
    "rule", "seq", "serial", "settled_on", "shard", "signed_on", "since", "source", "source_on", "standing",
    "state", "status", "theme", "told_by", "told_how", "told_on", "unassigned", "until", "version", "year",
})  # fmt: skip  # codes, days and counts of the work; a room declares those that do speak of a person


@dataclass(frozen=True)
class PersonalField:
    """One declaration. ``code`` names a fact of the dictionary, all of which lie in one column."""

    model: str
    column: str
    purpose: Words
    readers: str
    mask: str
    keep: str
    basis: str
    sensitivity: Sensitivity
    clear: str
    code: str
    label: Words

    @property
    def name(self) -> str:
        """families.Person.phone, or families.Fact.value[health]."""
        return f"{self.model}.{self.column}" + (f"[{self.code}]" if self.code else "")

    @property
    def encrypted(self) -> bool:
        """Does the column lie encrypted in the database?"""
        column = apps.get_model(self.model)._meta.get_field(self.column)
        return isinstance(column, EncryptedTextField | SealedTextField)

    @property
    def storage(self) -> Words:
        """Encrypted, and under whose key; or why not."""
        if isinstance(apps.get_model(self.model)._meta.get_field(self.column), SealedTextField):
            return _("encrypted under a key that only one person opens")
        return _("encrypted") if self.encrypted else CLEAR[self.clear]

    @property
    def revealable(self) -> bool:
        """May somebody ask to see the whole value, once, for a purpose?"""
        return self.mask not in ("", "text", "never")

    def told(self) -> dict[str, str]:
        """The declaration in words, for the page and the command line."""
        return {
            "field": self.name,
            "label": str(self.label),
            "purpose": str(self.purpose),
            "basis": str(BASES[self.basis]),
            "readers": self.readers,
            "mask": str(MASKS[self.mask]),
            "keep": str(KEEPS[self.keep]),
            "sensitivity": str(self.sensitivity.label),
            "storage": str(self.storage),
        }


_fields: dict[str, PersonalField] = {}


def personal(
    model: str,
    columns: str,
    *,
    purpose: Words,
    readers: str,
    mask: str = "",
    keep: str = "register",
    basis: str = "duty",
    sensitivity: Sensitivity = Sensitivity.PRIVATE,
    clear: str = "code",
    code: str = "",
    label: Words = "",
) -> None:
    """Declare personal columns of one model (names with blanks between), once, at start-up.

    ``readers`` is the permission of rights.csv that opens them; ``clear`` says why a column that is not
    encrypted is not. KeyError for a code that none of the lists above knows.
    """
    MASKS[mask], KEEPS[keep], BASES[basis], CLEAR[clear]  # noqa: B018  # an unknown code fails at start-up
    for column in columns.split():
        field = PersonalField(
            model, column, purpose, readers, mask, keep, basis, sensitivity, clear, code, label
        )
        _fields[field.name] = field


def registry() -> tuple[PersonalField, ...]:
    """Every declared field, in the order of the names."""
    return tuple(_fields[name] for name in sorted(_fields))


def field_of(model: str, column: str, code: str = "") -> PersonalField:
    """The declaration of one field. KeyError when there is none."""
    return _fields[f"{model}.{column}" + (f"[{code}]" if code else "")]


def is_technical(column: "models.Field[Any, Any]") -> bool:
    """Is this column an id, a path, a reference, a moment, or a code of the work itself?"""
    return isinstance(column, TECHNICAL_TYPES) or column.name in TECHNICAL_NAMES


def undeclared(among: "Iterable[type[models.Model]]") -> Iterator[str]:
    """The columns of these models that are neither technical nor declared; each is a fault."""
    declared = {(field.model, field.column) for field in registry()}
    for model in among:
        for column in model._meta.local_concrete_fields:
            if (model._meta.label, column.name) not in declared and not is_technical(column):
                yield f"{model._meta.label}.{column.name}"


def without_column() -> Iterator[str]:
    """The declarations that no column (any longer) answers to; each is a fault."""
    for field in registry():
        model = apps.get_model(field.model)
        if field.column not in {column.name for column in model._meta.local_concrete_fields}:
            yield field.name


def check_reveal(field: PersonalField, purpose: str) -> None:
    """May this field be shown whole, for this purpose? Refused when nothing of it is masked or no purpose was
    chosen from the short list."""
    if not field.revealable:
        raise Refused("access.nothing_masked", _("Nothing of this is masked."))
    if purpose not in PURPOSES:
        raise Refused(
            "access.no_purpose", _("Choose what for; the number is shown once and the purpose is noted.")
        )


personal(
    "journal.JournalEntry",
    "cards details",
    purpose=_("to say who saw and did what: ids and codes only"),
    readers="journal.card",
    keep="case",
    sensitivity=Sensitivity.ORDINARY,
)


def _of_staff(model: str, columns: str, purpose: Promise, **more: Any) -> None:
    """Declare what is held about those who work here, for as long as they hold a post."""
    personal(model, columns, purpose=purpose, readers="desk.open", keep="post", basis="staff", **more)


_OFFICE: dict[str, Any] = {"sensitivity": Sensitivity.ORDINARY, "clear": "directory"}
_DIGEST = {"mask": "never", "clear": "digest"}
_of_staff("access.Account", "login", _("to sign in"), **_OFFICE)
_of_staff("access.Account", "password", _("to sign in"), **_DIGEST)
_of_staff("access.Account", "person_digest", _("to see that two accounts are one person's"), **_DIGEST)
_of_staff("access.Account", "disabled_why", _("to know why an account was disabled"), mask="never")
_of_staff(
    "access.Post",
    "name title role phone",
    _("to know who is in office and how the family reaches them"),
    **_OFFICE,
)
_of_staff("access.Delegation", "reason", _("to know why a colleague stands in"), mask="text")
_SECOND = _("to let a second person decide, and to say later why")
_LOOKED = _("to account for a look in an emergency")
_SIGNED = _("to keep somebody signed in, within limits")
for _model, _columns, _purpose, _readers in (
    ("access.Approval", "words why", _SECOND, "approvals.decide"),
    ("access.Approval", "subject fingerprint count reason", _SECOND, "approvals.decide"),
    ("access.EmergencyAccess", "number words findings", _LOOKED, "emergency.review"),
    ("access.EmergencyAccess", "reason review_due", _LOOKED, "emergency.review"),
    ("access.Session", "session_key session_data device", _SIGNED, "desk.open"),
    ("access.PastPassword", "encoded initial", _SIGNED, "desk.open"),
    ("access.Attempt", "key failures", _SIGNED, "desk.open"),
    ("files.StoredFile", "name size", _("to keep a file for somebody until its hour"), "desk.open"),
):
    personal(_model, _columns, purpose=_purpose, readers=_readers, mask="text", keep="work", basis="staff")
