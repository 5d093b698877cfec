"""Known holes in the parts this house stands on, from a list that works without a network."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.version import InvalidVersion, Version

from anxin.ground.database.problem import Problem, _

SHIPPED = Path(__file__).with_name("advisories.toml")


@dataclass(frozen=True)
class Hole:
    """One known hole: in which part, since when mended in each of its lines, why it is waived if it is."""

    part: str
    id: str
    fixed: tuple[str, ...]
    about: str
    waived: str = ""

    def touches(self, installed: str) -> bool:
        """Is this release still without the mend of its own line? A line above all those named has it."""
        here = Version(installed)
        lines = [Version(one) for one in self.fixed]
        same = [
            one for one in lines if one.major == here.major and (self._by_major or one.minor == here.minor)
        ]
        return here < same[0] if same else here < max(lines)

    @property
    def _by_major(self) -> bool:
        """PostgreSQL's lines are majors (15.14), everybody else's are major and minor (5.2.9)."""
        return self.part == "postgresql"


def read(file: Path) -> list[Hole]:
    """The list of a file. Problem when it cannot be read: a broken list must not look like a clean one."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))["hole"]
        holes = [Hole(**{**one, "fixed": tuple(one["fixed"])}) for one in told]
        for hole in holes:
            hole.touches("1.0")
        return holes
    except (OSError, ValueError, KeyError, TypeError, InvalidVersion) as broken:
        raise Problem(
            _("The list of known holes {place} cannot be read: restore it or remove it."), place=file
        ) from broken


def known_holes(data_dir: Path, postgresql: str) -> Iterator[Problem]:
    """What of this installation has a known hole that nobody waived."""
    own = data_dir / "advisories.toml"
    for hole in read(own if own.exists() else SHIPPED):
        installed = postgresql if hole.part == "postgresql" else _installed(hole.part)
        if installed and not hole.waived and hole.touches(installed):
            yield Problem(
                _("{part} {version} has a known hole ({id}): install {fixed} or later of its line."),
                part=hole.part, version=installed, id=hole.id, fixed=", ".join(hole.fixed),
            )  # fmt: skip


def _installed(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return ""
