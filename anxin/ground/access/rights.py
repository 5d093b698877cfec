"""Rights: one table of permission × role, which is the document and the input of the tests."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).with_name("rights.csv")
POSITIONS = Path(__file__).with_name("positions.csv")


class Role(models.TextChoices):
    """What a post is there to do, in words a manager can read."""

    CLERK = "clerk", _("organisation department clerk")
    TOWNSHIP = "township", _("responsible person")
    DESK = "desk", _("department desk")
    LEADER = "leader", _("leader")
    OFFICER = "officer", _("frontline officer")
    AUDITOR = "auditor", _("auditor")
    SYSTEM = "system", _("system administrator")
    SECURITY = "security", _("security administrator")


# The three administrators (GB/T 22239-2019, 8.1.4.2): nobody may be two of them.
ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDITOR})


# How deep a post sees: the families themselves, or numbers alone (docs/decisions/0011).
PERSONS, FIGURES = "persons", "figures"

# Roles whose scope is the subtree of their post; all others see only what a grant gives them.
SUBTREE_ROLES = frozenset({Role.CLERK, Role.LEADER, Role.AUDITOR})


@dataclass(frozen=True)
class Right:
    """One line of the table: a permission, what it opens in words, and the roles that hold it."""

    permission: str
    told: str
    roles: frozenset[str]

    @property
    def words(self) -> str:
        """What it opens, in the reader's language."""
        return gettext(self.told)


@cache
def table() -> tuple[Right, ...]:
    """The table as rights.csv says, in its order."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Right(row["permission"], row["words"], frozenset(r for r in Role.values if row[r] == "yes"))
            for row in csv.DictReader(lines)
        )


@cache
def matrix() -> dict[str, frozenset[str]]:
    """Permission → roles that hold it."""
    return {right.permission: right.roles for right in table()}


def may(role: str, permission: str) -> bool:
    """Does ``role`` hold ``permission``? An unknown permission is a programming error (KeyError)."""
    return role in matrix()[permission]


@cache
def positions() -> dict[tuple[str, str, str], dict[str, bool]]:
    """(subject, role, depth) → position of the object (own, below, above, sibling, given) → is it open, as
    positions.csv says. A subject is a kind of object, or a permission where that one asks for more. No row:
    nothing of it is open to that role, wherever it lies. What is not open answers as what does not exist."""
    with POSITIONS.open(encoding="utf-8", newline="") as lines:
        return {
            (row.pop("subject"), row.pop("role"), row.pop("depth")): {
                place: row[place] == "yes" for place in row if place != "words"
            }
            for row in csv.DictReader(lines)
        }


def is_open(role: str, depth: str, permission: str, subject: str, position: str) -> bool:
    """May a post of this role and depth use ``permission`` on an object of this kind at this position? The
    row of the permission itself counts before the row of the kind of object."""
    if not may(role, permission):
        return False
    table = positions()
    row = table.get((permission, role, depth)) or table.get((subject, role, depth))
    return row is not None and row[position]
