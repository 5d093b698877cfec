"""What the checks of exports share: asking, agreeing, making, fetching, opening the file."""

import io
from typing import Any

import openpyxl
import pyzipper
from django.test import Client

from anxin.ground.access.actions import decide
from anxin.ground.access.models import Approval, Post
from anxin.ground.database.scope import everywhere
from anxin.oversight import actions
from anxin.oversight.exports.reading import as_requester
from anxin.oversight.models import Export


def ask(client: Client, what: str = "families", query: str = "", **data: Any) -> Any:
    """Send the form of a new export."""
    return client.post(f"/exports/new/{what}/{query}", {"purpose": "check", "reason": "核对", **data})


def last(post: Post) -> Export:
    """The newest export of a post as it stands now."""
    with as_requester(post):
        return Export.objects.asked_by(post).select_related("file").order_by("-asked_at")[0]


def made(post: Post) -> Export:
    """The newest export, after its job has run."""
    actions.make(last(post).pk)
    return last(post)


def agree(leader: Post, export: Export) -> None:
    """The second person agrees."""
    with as_requester(leader):
        decide(by=leader, approval=Approval.objects.get(pk=export.approval), agree=True)


def password(client: Client, export: Export) -> str:
    """The password, as the page shows it once."""
    page = client.post(f"/exports/{export.pk}/password/").content.decode()
    return page.split('id="password">')[1].split("<")[0]


def fetch(client: Client, export: Export) -> Any:
    """The answer to fetching the file."""
    return client.post(f"/exports/{export.pk}/fetch/")


def opened(content: bytes, word: str) -> dict[str, bytes]:
    """What lies in the archive."""
    with pyzipper.AESZipFile(io.BytesIO(content)) as box:
        box.setpassword(word.encode())
        return {name: box.read(name) for name in box.namelist()}


def book(content: bytes) -> Any:
    """A workbook, read by the second reader."""
    return openpyxl.load_workbook(io.BytesIO(content))


def whole_way(client: Client, post: Post, **data: Any) -> bytes:
    """From the form to the workbook, alone."""
    ask(client, **data)
    export = made(post)
    word = password(client, export)
    answer = fetch(client, export)
    (content,) = opened(b"".join(answer.streaming_content), word).values()
    return content


def all_exports() -> list[Export]:
    with everywhere():
        return list(Export.objects.all())
