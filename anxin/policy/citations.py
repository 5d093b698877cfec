"""Where each rule and each figure comes from."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import yaml


@dataclass(frozen=True)
class Citation:
    """One article of a document. Title, number and article stand as the document writes them, or are empty.

    Confidence: Q the text was read, S a copy or report was read, M from memory and to be confirmed.
    """

    code: str
    title: str
    number: str
    article: str
    effective_from: date | None
    source: str
    confidence: str


def _read() -> dict[str, Citation]:
    text = (Path(__file__).parent / "citations.yaml").read_text(encoding="utf-8")
    return {code: _citation(code, entry) for code, entry in yaml.safe_load(text).items()}


def _citation(code: str, entry: dict[str, str]) -> Citation:
    start = entry.get("effective_from")
    return Citation(
        code=code,
        title=entry.get("title", ""),
        number=entry.get("number", ""),
        article=entry.get("article", ""),
        effective_from=date.fromisoformat(start) if start else None,
        source=entry["source"],
        confidence=entry["confidence"],
    )


CITATIONS: Final[dict[str, Citation]] = _read()
