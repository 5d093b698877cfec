"""Papers of other rooms in Word that an office may replace by its own, in the same way as the applications.

The rooms above register theirs at start-up; how a template is checked, kept, given back and taken away again
is the same for all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise

from anxin.entitlements.models.forms import own_form

from .applications import APPLICATIONS, Application


@dataclass(frozen=True)
class Paper:
    """One paper: its code, its name, where the file lies that holds unless an office has its own, and
    invented words for all its fields, with which an office's template is filled in once before it is kept."""

    code: str
    name: str | Promise
    built_in: Callable[[], Path]
    sample: Mapping[str, Any]

    is_general = False  # as of an application: nothing is added to its name

    @property
    def template(self) -> str:
        """Under which name an office's own file is kept."""
        return self.code


PAPERS: dict[str, Paper] = {}


def paper(one: Paper) -> None:
    """Let an office replace this paper. Two of one code are a mistake of the program: ValueError."""
    if one.code in PAPERS:
        raise ValueError(one.code)
    PAPERS[one.code] = one


def replaceable() -> list[Application | Paper]:
    """Everything that an office may replace by a file of its own: the applications, then the other papers."""
    return [*APPLICATIONS, *PAPERS.values()]


def template_of(one: Paper, path: str) -> bytes:
    """The file that holds at a path: the office's own, or the built-in one."""
    own = own_form(path, one.code)
    return bytes(own.content) if own else one.built_in().read_bytes()
