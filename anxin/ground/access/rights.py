"""Rights: one table of permission × role, which is the document and the input of the tests."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).with_name("rights.csv")


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
