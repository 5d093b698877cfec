"""A server that nobody should call, a file that nobody should read, and texts that try to make us do it."""

import io
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SECRET = "KANARIENVOGEL-7f3a91"  # what the file holds, and what the server answers
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CSV_HEAD = "殉职干部姓名,称谓,姓名,备注\n"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class _V6(ThreadingHTTPServer):
    address_family = socket.AF_INET6


@dataclass
class Canary:
    """The two canaries, and who called."""

    file: Path
    port: int
    port6: int
    hits: list[str] = field(default_factory=list)

    def addresses(self) -> list[str]:
        """Every way to say where they are."""
        there = [f"http://{host}:{self.port}/x" for host in ("127.0.0.1", "localhost", "0x7f000001", "127.1")]
        there += [f"http://[::1]:{self.port6}/x", f"http://127.0.0.1:{self.port}/redirect"]
        return [*there, f"file://{self.file}", f"file://localhost{self.file}", str(self.file),
                f"../../../../../../../..{self.file}"]  # fmt: skip

    def texts(self) -> list[str]:
        """Every address in every wrapping that some maker of documents might follow."""
        return [shape.replace("@@", one) for one in self.addresses() for shape in SHAPES]


SHAPES = (
    "@@",
    '#image("@@")', '#read("@@")', '#include "@@"', '#import "@@": *', '] #read("@@") [', '#json("@@")',
    '#link("@@")[x]', '"; #read("@@")', "$ #read(\"@@\") $", '\\#read("@@")', '#eval("read(\\"@@\\")")',
    '<img src="@@">', "<style>@import url(@@);</style>", '<link rel=stylesheet href="@@">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="@@"/></svg>', "![x](@@)",
    '<!DOCTYPE a [<!ENTITY x SYSTEM "@@">]><a>&x;</a>', '<xi:include href="@@"/>',
    '{% include "@@" %}', "{{ self.__init__.__globals__ }} {{ 7*1237 }} @@", "{%p for x in y %}@@",
    'INCLUDETEXT "@@"', '{ INCLUDEPICTURE "@@" }', '=WEBSERVICE("@@")', "='[@@]A'!A1", '=IMPORTXML("@@","/")',
)  # fmt: skip


@contextmanager
def canary(place: Path) -> Iterator[Canary]:
    """Both canaries, as long as the block lasts."""
    file = place / "canary.txt"
    file.write_text(SECRET, encoding="utf-8")
    hits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(302 if self.path == "/redirect" else 200)
            if self.path == "/redirect":
                self.send_header("Location", f"file://{file}")
            self.end_headers()
            self.wfile.write(SECRET.encode())

        do_HEAD = do_POST = do_GET

        def log_message(self, *_said: object) -> None:
            """Quiet."""

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler), _V6(("::1", 0), Handler)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Canary(file, servers[0].server_address[1], servers[1].server_address[1], hits)
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def workbook_with(parts: dict[str, str], rels: str = "", before: str = "", cell: str = "姓名") -> bytes:
    """An xlsx by hand: more parts, more relations of its sheet, something before the root of its sheet."""
    head = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{words}</t></is></c>'
        for letter, words in zip("ABCDE", ("殉职干部姓名", "殉职时间", "称谓", "姓名", "备注"), strict=True)
    )
    row = "".join(
        f'<c r="{letter}2" t="inlineStr"><is><t>{words}</t></is></c>'
        for letter, words in zip("ABCDE", ("王正平", "2018年5月9日", "母亲", "李桂兰", cell), strict=True)
    )
    sheet = (
        f'{before}<worksheet xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheetData><row r="1">{head}</row>'
        f'<row r="2">{row}</row></sheetData><drawing r:id="rId9"/></worksheet>'
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1"'
        f' Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>{rels}</Relationships>',
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}">{rels}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><fonts count="1"><font/></fonts>'
        '<cellXfs count="1"><xf/></cellXfs></styleSheet>',
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def uploads(address: str) -> dict[str, bytes]:
    """Files that point at an address, by the name under which they are sent."""
    outside = f'Target="{address}" TargetMode="External"/>'
    kinds = (
        "image",
        "hyperlink",
        "externalLinkPath",
        "attachedTemplate",
        "oleObject",
        "frame",
        "subDocument",
    )
    rels = "".join(
        f'<Relationship Id="rId{9 + n}" Type="{OFFICE}/{kind}" {outside}' for n, kind in enumerate(kinds)
    )
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{address}">]>'
    remote = f'<!DOCTYPE a SYSTEM "{address}">'
    style = f'<?xml-stylesheet type="text/xsl" href="{address}"?>'
    link = f'<externalLink xmlns="{SHEET}" xmlns:r="{OFFICE}"><externalBook r:id="rId1"/></externalLink>'
    linked = {
        "xl/externalLinks/externalLink1.xml": link,
        "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" {outside}</Relationships>',
    }
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}"/></svg>'
    docx = {
        "word/document.xml": "<w/>",
        "word/_rels/document.xml.rels": f"<Relationships>{rels}</Relationships>",
    }
    ods = {"content.xml": f"{entity}<office:document xmlns:office='o'>&x;</office:document>"}
    return {
        "relations.xlsx": workbook_with({}, rels),
        "entity.xlsx": workbook_with({}, before=entity, cell="&x;"),
        "remote.xlsx": workbook_with({}, before=remote),
        "stylesheet.xlsx": workbook_with({}, before=style),
        "link.xlsx": workbook_with(linked),
        "picture.svg": svg.encode(),
        "picture.xlsx": svg.encode(),
        "page.xls": f'<html><link rel=stylesheet href="{address}"><iframe src="{address}">'.encode(),
        "letter.docx": _zip(docx),
        "table.ods": _zip(ods),
        "text.csv": f'{CSV_HEAD}王正平,母亲,李桂兰,"=WEBSERVICE(""{address}"")"\n'.encode(),
    }  # fmt: skip


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
