"""Takes what acts by itself out of a workbook that goes back to a clerk: formulas, links, macros.

A stranger's workbook comes in and an official's own workbook goes out of it: no cell of that may calculate,
fetch or run anything. Formulas give way to the values they last had, in place. A workbook with more than
formulas (links to other files, macros, queries, controls) is not mended but built anew from its cells. Runs
in the child process only.
"""

import re
import zipfile
from collections.abc import Iterator

SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml$")
TABLES = re.compile(r"xl/tables/[^/]+\.xml$")
CHAIN = "xl/calcChain.xml"  # the order in which formulas are calculated: there are none left
_ALIVE = re.compile(
    r"(externalLinks|activeX|ctrlProps|embeddings|queryTables|macrosheets|dialogsheets|webextensions|customUI)/"
    r"|vbaProject|connections\.xml$|oleObject",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(rb"""TargetMode\s*=\s*["']External["']""", re.IGNORECASE)
_FORMULA = re.compile(rb"<((?:\w+:)?f)\b[^>]*/>|<((?:\w+:)?f)\b[^>]*(?<!/)>.*?</\2\s*>", re.DOTALL)
_OF_TABLE = re.compile(
    rb"<((?:\w+:)?(?:calculatedColumnFormula|totalsRowFormula))\b[^>]*(?<!/)>.*?</\1\s*>", re.DOTALL
)
_META = re.compile(rb"""(<(?:\w+:)?c\b[^>]*?)\s[cv]m=["']\d+["']""")  # marks of formulas that spill
_RULES = re.compile(rb"<(?:\w+:)?formula[12]?\b[^>]*>(.*?)</", re.DOTALL)
_NAMES = re.compile(rb"<(?:\w+:)?definedName\b[^>]*>(.*?)</", re.DOTALL)
_RANGES = re.compile(rb"[^()\[\]|]*![$A-Z0-9]+(?::[$A-Z0-9]+)?(?:,[^()\[\]|]*![$A-Z0-9]+(?::[$A-Z0-9]+)?)*")
_REACHES_OUT = re.compile(
    rb"WEBSERVICE|FILTERXML|HYPERLINK|IMPORT\w+|RTD|DDE|CALL|REGISTER|EXEC|INDIRECT|\[|\|", re.IGNORECASE
)
_CHAIN_TYPE = re.compile(rb"<Override\b[^>]*calcChain[^>]*/>")
_CHAIN_RELATION = re.compile(rb"<Relationship\b[^>]*calcChain[^>]*/>")


def is_alive(archive: zipfile.ZipFile) -> bool:
    """Does the workbook hold more than formulas that could act: links, macros, queries, names that call?"""
    names = archive.namelist()
    return any(map(_ALIVE.search, names)) or any(_reaches_out(archive, name) for name in names)


def _reaches_out(archive: zipfile.ZipFile, name: str) -> bool:
    if name.endswith(".rels"):
        return _OUTSIDE.search(archive.read(name)) is not None
    if name == "xl/workbook.xml":
        return not all(_RANGES.fullmatch(one.strip()) for one in _NAMES.findall(archive.read(name)))
    if SHEETS.match(name):
        return any(_REACHES_OUT.search(one) for one in _RULES.findall(archive.read(name)))
    return False


def parts(archive: zipfile.ZipFile) -> Iterator[str]:
    """The names of the parts that go into the new file."""
    return (name for name in archive.namelist() if name != CHAIN)


def defused(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part without its formulas."""
    content = archive.read(name)
    if SHEETS.match(name):
        bare = _FORMULA.sub(b"", content)
        return content if bare == content else _META.sub(rb"\1", bare)
    if TABLES.match(name):
        return _OF_TABLE.sub(b"", content)
    if name == "[Content_Types].xml":
        return _CHAIN_TYPE.sub(b"", content)
    return _CHAIN_RELATION.sub(b"", content) if name == "xl/_rels/workbook.xml.rels" else content
