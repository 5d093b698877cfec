"""Forms as Word files: a template with fields in {{ }}, which an office may replace by its own.

The template comes from outside: it is read within limits, its words run in a sandbox, it may reach for
nothing but the fields that are handed to it, and a file that would fetch something from elsewhere is refused.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from anxin.ground.paper.wording import printable

MOST_BYTES = 2 * 1024 * 1024  # of a template as sent
MOST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 200
OUTSIDE = re.compile(rb'<Relationship\b[^>]*\bTargetMode\s*=\s*"External"', re.IGNORECASE)
NAME = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


class BadTemplate(Exception):
    """A template that cannot be used: ``code`` says why (not_word, too_large, macros, outside, words, field),
    ``what`` the field or the place."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(code)
        self.code, self.what = code, what


def check_container(template: bytes) -> None:
    """Raise BadTemplate unless this is a Word file within bounds, without macros or parts from elsewhere."""
    if len(template) > MOST_BYTES:
        raise BadTemplate("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as parts:
            _check_parts(parts)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as broken:
        raise BadTemplate("not_word") from broken


def _check_parts(parts: zipfile.ZipFile) -> None:
    entries = parts.infolist()
    names = {one.filename for one in entries}
    if "word/document.xml" not in names:
        raise BadTemplate("not_word")
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise BadTemplate("too_large")
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".ole", ".bin")) for name in names):
        raise BadTemplate("macros")
    for name in names:
        if name.endswith(".rels") and OUTSIDE.search(parts.read(name)):
            raise BadTemplate("outside")


def filled(template: bytes, fields: Mapping[str, Any]) -> bytes:
    """The template with its fields filled in. A field that does not exist is BadTemplate with its name."""
    check_container(template)
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(_clean(fields), jinja_env=environment, autoescape=True)
        out = io.BytesIO()
        document.save(out)
    except UndefinedError as unknown:
        found = NAME.search(str(unknown))
        raise BadTemplate("field", (found[1] or found[2]) if found else "") from unknown
    except TemplateSyntaxError as wrong:
        raise BadTemplate("words", wrong.message or "") from wrong
    except (TemplateError, SecurityError, TypeError, ValueError, KeyError, OverflowError) as wrong:
        raise BadTemplate("words") from wrong
    return out.getvalue()


def _clean(value: Any) -> Any:
    """Every text in it as a file can hold it."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return value
