"""The file itself: the workbook with its maker's name inside, in an archive that only the password opens."""

import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyzipper
from django.utils.timezone import localtime
from django.utils.translation import gettext

from anxin.ground.access.models import Post
from anxin.ground.days.clock import SHANGHAI, local_day, now
from anxin.ground.files.actions import folder
from anxin.ground.paper.cells import Value
from anxin.ground.paper.official import long_date
from anxin.ground.paper.workbook import Stamp, table_xlsx
from anxin.oversight.models import Export
from anxin.surveys.ledger.template import VERSION

from .kinds import Kind, Layout, Wish


def workbook(export: Export, kind: Kind, wish: Wish, rows: Iterable[Sequence[Value]]) -> bytes:
    """The workbook. ``rows`` are read once, a few in memory at a time. Raises whatever ``rows`` raises."""
    layout = kind.layout(wish)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder()) as work:
        return table_xlsx(
            layout.columns,
            _numbered(layout, rows),
            layout.title,
            (*layout.notes, _footer(export, kind)),
            _meta(export, layout),
            stamp=_stamp(export),
            work=Path(work),
        )


def _numbered(layout: Layout, rows: Iterable[Sequence[Value]]) -> Iterable[Sequence[Value]]:
    """A first column 序号 counts the rows of the file."""
    counts = layout.columns[0].kind == "number"
    for place, cells in enumerate(rows, 1):
        yield [place, *cells[1:]] if counts else cells


def _login(export: Export) -> str:
    account = export.post.acting
    return account.login if account else ""


def _who(post: Post) -> str:
    """Who took it out: the holder of the post, or who stands in for him."""
    if post.stand_in is None:
        return post.name
    own = Post.objects.current().filter(account=post.stand_in).first()
    return gettext("%(name)s for %(holder)s") % {"name": own.name if own else "", "holder": post.name}


def _stamp(export: Export) -> Stamp:
    at = localtime(export.made_at or now(), SHANGHAI)
    post = export.post
    mark = f"{export.serial}　{post.unit.label}　{_who(post)}（{_login(export)}）　{at:%Y-%m-%d %H:%M}"
    return Stamp(mark, f"{post.unit.label} {_who(post)}", export.serial)


def _footer(export: Export, kind: Kind) -> str:
    """Who took it out and when; in the office's own words on the office's own form."""
    day, post = local_day(export.made_at or now()), export.post
    if kind.chinese:
        return (
            f"填表人：{_who(post)}（{post.unit.label}，账号{_login(export)}）　审核人：　　　　"
            f"填报时间：{long_date(day)}　导出编号：{export.serial}"
        )
    return gettext("Exported by %(name)s, %(unit)s, account %(login)s, on %(day)s, number %(serial)s") % {
        "name": _who(post), "unit": post.unit.label, "login": _login(export), "day": day.isoformat(),
        "serial": export.serial,
    }  # fmt: skip


def _meta(export: Export, layout: Layout) -> dict[str, str]:
    """What an import knows the file by, and what an audit asks of a file that turns up somewhere."""
    return {
        "template": layout.template, "version": VERSION, "serial": export.serial,
        "exported_at": localtime(export.made_at or now(), SHANGHAI).isoformat(timespec="seconds"),
        "name": _who(export.post), "unit": export.post.unit.label, "account": _login(export),
        "rows_asked": str(export.counted), "numbers": "whole" if export.numbers else "masked",
        "children": "with" if export.children else "without", "purpose": export.purpose,
    }  # fmt: skip


def archive(content: bytes, name: str, password: str) -> io.BytesIO:
    """``content`` in a zip that AES-256 locks (WinZip's AE-2, opened by 7-Zip, WinRAR, Bandizip)."""
    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as box:
        box.setpassword(password.encode())
        box.setencryption(pyzipper.WZ_AES, nbits=256)
        box.writestr(name, content)
    out.seek(0)
    return out
