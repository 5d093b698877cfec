"""Which rules and which local standards a calculation is made with, and how their versions are named."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import anxin.policy
from anxin.policy.api import CITATIONS, Citation
from anxin.policy.packs.systems import citations_with

from .models.packs import packs_in_force

SIZE = 16  # bytes of a digest


def citation(code: str) -> Citation:
    """The article that a line names: of the policy package, or of a pack in force."""
    known = CITATIONS.get(code)
    return known if known else citations_with(tuple(packs_in_force()))[code]


def standards_digest(packs: Sequence[Any]) -> str:
    """Names a set of packs; without packs the empty string."""
    if not packs:
        return ""
    return blake2b(
        "/".join(sorted(str(pack.digest) for pack in packs)).encode(), digest_size=SIZE
    ).hexdigest()


@cache
def rules_digest() -> str:
    """Names the version of the policy package: every formula and every figure that came with this program."""
    root = Path(next(iter(anxin.policy.__path__)))
    names = (file.relative_to(root) for kind in ("*.py", "*.yaml") for file in root.rglob(kind))
    found = blake2b(digest_size=SIZE)
    for name in sorted(name for name in names if "tests" not in name.parts):
        found.update(str(name).encode() + b"\0" + (root / name).read_bytes() + b"\0")
    return found.hexdigest()
