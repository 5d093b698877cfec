"""JSON Schema (2020-12) made of dataclasses, so that it cannot differ from what is read and told."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}


def schema_of(kind: Any, codes: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The schema of a dataclass; `codes` names the words that a field of that name may hold."""
    return {"$schema": DIALECT, "title": kind.__name__} | _object(kind, codes)


def _object(kind: Any, codes: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {field.name: _of(hints[field.name], field.name, codes) for field in fields(kind)},
        "required": [field.name for field in fields(kind) if _required(field)],
        "additionalProperties": False,
    }


def _required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING and field.name != "relatives"


def _of(hint: Any, name: str, codes: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    if get_origin(hint) is Annotated:
        plain, said = get_args(hint)
        return _of(plain, name, codes) | {"description": said}
    if is_dataclass(hint):
        return _object(hint, codes)
    if get_origin(hint) is UnionType:
        return {"anyOf": [_of(one, name, codes) for one in get_args(hint)]}
    if get_origin(hint) is tuple:
        return _array(get_args(hint), name, codes)
    made = dict(PLAIN[hint])
    if hint is str and name in codes:
        made["enum"] = list(codes[name])
    if hint is str and name == "region":
        made["pattern"] = r"^[1-9][0-9]{5}$"
    if hint is int and (name.endswith("_years") or name.endswith("_fen")) and codes:
        made["minimum"] = 0
    return made


def _array(kinds: tuple[Any, ...], name: str, codes: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    if kinds[-1] is Ellipsis:
        return {"type": "array", "items": _of(kinds[0], name, codes)}
    pair = [_of(kind, name, codes) for kind in kinds]
    return {"type": "array", "prefixItems": pair, "items": False, "minItems": len(pair)}
