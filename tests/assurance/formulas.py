"""Forty texts that a spreadsheet program might run, and a reading of a workbook for what is alive in it."""

import io
import re
import zipfile
from xml.etree import ElementTree

from anxin.ground.paper.wording import printable

PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://127.0.0.1/x\",\"点\")", '=WEBSERVICE("http://127.0.0.1/x")',
    '=IMPORTXML("http://127.0.0.1/x","//a")',
    "=IMPORTDATA(\"http://127.0.0.1\")", "={1,2}", "==1", "+1+1",
    "+cmd|' /C calc'!A0", "-2+3", "-cmd|' /C calc'!A0", "@SUM(1+1)", "@A1", "|cmd",
    "%0A=1+1", "\t=1+1", "\r=1+1",
    "\n=1+1", "甲\n=1+1", "甲\r\n=1+1", "＝1+1", "＋1+1", "－2+3", "＠SUM(1)", "\ufeff=1+1", "\u200b=1+1",
    "\u202e=1+1", "\u00a0=1+1", "\u3000=1+1", "'=1+1", '"=1+1"', '",=1+1,"', ";=1+1",
    "<f>1+1</f>", "]]><f>1</f>",
    "&G&\"=1+1\"&F", "_x003D_1+1", "DDE(\"cmd\";\"/C calc\";\"x\")", "=A1\u0085=B1",
)  # fmt: skip
assert len(PAYLOADS) == len(set(PAYLOADS)) == 40

OWN_NAMES = re.compile(r"_xlnm\.(_FilterDatabase|Print_Titles)")
OWN_LIST = re.compile(r"_lists!\$[A-Z]+\$1:\$[A-Z]+\$\d+")
OUTSIDE = (
    "externalLink",
    "vbaProject",
    "connections.xml",
    "queryTable",
    "activeX",
    "embeddings",
    "calcChain",
)
ACTING = {"f", "externalReference", "ddeLink", "oleLink", "hyperlink", "calculatedColumnFormula"}
PAGE_CODES = re.compile(r"&[^LRCPN]")


def alive(content: bytes) -> list[str]:
    """Whatever in a workbook could calculate, fetch or run; empty for a dead one."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            found += [name] if any(word in name for word in OUTSIDE) else []
            if name.endswith((".xml", ".rels")):
                found += [f"{name}: {told}" for told in _in(ElementTree.fromstring(archive.read(name)))]
    return found


def _in(root: ElementTree.Element) -> list[str]:
    found = []
    for element in root.iter():
        tag, words = element.tag.rpartition("}")[2], element.text or ""
        if tag in ACTING or element.get("TargetMode") == "External":
            found.append(f"<{tag}> {words}")
        if tag == "definedName" and not OWN_NAMES.fullmatch(element.get("name", "")):
            found.append(f"name {element.get('name')}")
        if tag in ("formula", "formula1", "formula2") and not OWN_LIST.fullmatch(words):
            found.append(f"rule {words}")
        if tag in ("oddFooter", "oddHeader") and PAGE_CODES.search(words):
            found.append(f"foot {words}")
    return found


def comes_back(text: str) -> str:
    """A text as the importer reads it back: line ends as one, control and turning signs gone, no edges."""
    return printable(text).strip()
