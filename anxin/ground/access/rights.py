"""Rights: one table of permission × role, which is the document and the input of the tests."""

import csv
from functools import cache
from pathlib import Path

from django.db import models
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


@cache
def matrix() -> dict[str, frozenset[str]]:
    """Permission → roles that hold it, as rights.csv says."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["permission"]: frozenset(role for role in Role.values if row[role] == "yes")
            for row in csv.DictReader(lines)
        }


def may(role: str, permission: str) -> bool:
    """Does ``role`` hold ``permission``? An unknown permission is a programming error (KeyError)."""
    return role in matrix()[permission]
