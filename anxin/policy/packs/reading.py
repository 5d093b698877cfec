"""A pack from its YAML, strictly: what is not understood is refused with its path, never passed over."""

import json
import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, Final

import yaml

from anxin.policy.citations import Citation
from anxin.policy.packs.catalogue import SETTABLES, Settable
from anxin.policy.wrong import Wrong

LONGEST: Final = 500_000  # characters
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REGION = re.compile(r"[1-9]\d{5}")
NATIONAL: Final = "CN"
KEYS: Final = ("id", "region", "name", "notes", "citations", "values")
CITATION_KEYS: Final = ("title", "number", "article", "effective_from", "source", "confidence")


class PackError(Wrong):
    """A pack that cannot be taken: `path` says where, `what()` what is wrong, `mend()` how to mend it."""


@dataclass(frozen=True, slots=True)
class PackValue:
    """One value from one day on (of a calendar year: from its first day)."""

    name: str
    start: date
    told: int | str  # money in fen, shares per mille, codes as they are written
    citation: str  # code of a citation of the pack, with the pack's id before it
    confidence: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Local standards or national figures, with where they come from. `digest` changes with any of it."""

    id: str
    region: str  # six digits of GB/T 2260, or CN
    name: str
    citations: tuple[Citation, ...]
    values: tuple[PackValue, ...]
    digest: str
    notes: str = ""


def read(text: str) -> Pack:
    """Read one pack. Raises PackError for the first thing that is wrong with it."""
    try:
        return _pack(_tree(text))
    except PackError:
        raise
    except Wrong as wrong:  # a value that its kind refused
        raise PackError(wrong.path, wrong.code, **wrong.facts) from None


class _Strict(yaml.SafeLoader):
    """YAML without anchors and without a name that stands twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None):
            raise PackError(f"line {event.start_mark.line + 1}", "anchor")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key.value, str):
                raise PackError(f"line {key.start_mark.line + 1}", "not_text")
            if key.value in seen:
                raise PackError(f"line {key.start_mark.line + 1}: {key.value}", "twice")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _tree(text: str) -> dict[str, Any]:
    if len(text) > LONGEST:
        raise PackError("pack", "too_long", most=str(LONGEST))
    try:
        tree = yaml.load(text, _Strict)  # noqa: S506  a SafeLoader, and stricter
    except PackError:
        raise
    except yaml.MarkedYAMLError as failure:
        line = failure.problem_mark.line + 1 if failure.problem_mark else 1
        raise PackError("pack", "not_yaml", line=str(line)) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise PackError("pack", "not_yaml", line="1") from None
    return _mapping(tree, "pack")


def _pack(tree: dict[str, Any]) -> Pack:
    _known("", tree, KEYS)
    pack_id = str(_wanted(tree, "id", "", "shanxi-survivors"))
    if not ID.fullmatch(pack_id):
        raise PackError("id", "not_an_id")
    region = _region(_wanted(tree, "region", "", '"530521"'))
    citations = _citations(pack_id, _wanted(tree, "citations", "", "title, source, confidence"))
    values = _values(_wanted(tree, "values", "", "values"), region, citations)
    name, notes = _text(_wanted(tree, "name", "", "name"), "name"), _text(tree.get("notes", ""), "notes")
    content = json.dumps([pack_id, region, name, notes, citations, values], default=str)
    digest = blake2b(content.encode(), digest_size=16).hexdigest()
    cited = tuple(sorted(citations.values(), key=lambda one: one.code))
    return Pack(pack_id, region, name, cited, values, digest, notes)


def _citations(pack_id: str, given: Any) -> dict[str, Citation]:
    """The citations under the short codes that the values use; their full codes begin with the pack's id."""
    entries = _filled(given, "citations")
    return {
        code: _citation(f"{pack_id}/{code}", entry, f"citations.{code}") for code, entry in entries.items()
    }


def _citation(code: str, given: Any, path: str) -> Citation:
    entry = _mapping(given, path)
    _known(path, entry, CITATION_KEYS)
    words = {key: _text(entry.get(key, ""), f"{path}.{key}") for key in ("title", "number", "article")}
    confidence = _wanted(entry, "confidence", path, "Q, S, M")
    if confidence not in ("Q", "S", "M"):
        raise PackError(f"{path}.confidence", "not_confidence")
    if not words["title"] and not words["number"]:
        raise PackError(f"{path}.title", "missing", wanted="title / number")
    start = entry.get("effective_from")
    return Citation(
        code=code,
        **words,
        effective_from=None if start is None else _date(start, f"{path}.effective_from"),
        source=_text(_wanted(entry, "source", path, "source"), f"{path}.source"),
        confidence=confidence,
    )


def _values(given: Any, region: str, citations: dict[str, Citation]) -> tuple[PackValue, ...]:
    found: list[PackValue] = []
    for name, dated in _filled(given, "values").items():
        if name not in SETTABLES:
            raise PackError(f"values.{name}", "unknown_key", known=", ".join(SETTABLES))
        settable = SETTABLES[name]
        if settable.region == NATIONAL != region:
            raise PackError(f"values.{name}", "national_only")
        found.extend(_dated(settable, _filled(dated, f"values.{name}"), citations))
    return tuple(found)


def _dated(settable: Settable, dated: dict[Any, Any], citations: dict[str, Citation]) -> list[PackValue]:
    found: list[PackValue] = []
    for key, entry in dated.items():
        path = f"values.{settable.name}.{key}"
        start = _year(key, path) if settable.by == "year" else _date(key, path)
        if found and start <= found[-1].start:
            raise PackError(path, "out_of_order")
        found.append(_value(settable, start, _mapping(entry, path), path, citations))
    return found


def _value(
    settable: Settable, start: date, entry: dict[str, Any], path: str, citations: dict[str, Citation]
) -> PackValue:
    _known(path, entry, ("value", "citation"))
    told = settable.told(_wanted(entry, "value", path, settable.kind), f"{path}.value")
    code = _wanted(entry, "citation", path, ", ".join(citations))
    if not isinstance(code, str) or code not in citations:
        raise PackError(f"{path}.citation", "not_cited", known=", ".join(citations))
    return PackValue(settable.name, start, told, citations[code].code, citations[code].confidence)


def _mapping(given: Any, path: str) -> dict[Any, Any]:
    if not isinstance(given, dict):
        raise PackError(path, "not_a_mapping")
    return given


def _filled(given: Any, path: str) -> dict[Any, Any]:
    if not _mapping(given, path):
        raise PackError(path, "empty")
    return given  # type: ignore[no-any-return]


def _known(path: str, entry: dict[str, Any], keys: tuple[str, ...]) -> None:
    for key in entry:
        if key not in keys:
            raise PackError(f"{path}.{key}".lstrip("."), "unknown_key", known=", ".join(keys))


def _wanted(entry: dict[str, Any], key: str, path: str, wanted: str) -> Any:
    if entry.get(key) is None:
        raise PackError(f"{path}.{key}".lstrip("."), "missing", wanted=wanted)
    return entry[key]


def _text(given: Any, path: str) -> str:
    if not isinstance(given, str):
        raise PackError(path, "not_text")
    return given.strip()


def _region(given: Any) -> str:
    region = str(given)
    if region != NATIONAL and not REGION.fullmatch(region):
        raise PackError("region", "not_a_region")
    return region


def _date(given: Any, path: str) -> date:
    try:
        return given if type(given) is date else date.fromisoformat(given)
    except (TypeError, ValueError):
        raise PackError(path, "not_a_date") from None


def _year(given: Any, path: str) -> date:
    if not re.fullmatch(r"(19|20)\d\d", str(given)):
        raise PackError(path, "not_a_year")
    return date(int(given), 1, 1)
