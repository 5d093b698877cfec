"""One HTTP template: a gateway for SMS, or the robot of a group.

Where a call goes is written in messages.toml alone: nothing that is filled in stands before the path, every
filling is escaped for its place, a redirection is an answer like any other that is not 2xx (http.client
follows none), proxies of the environment are not asked, and whoever does not answer in time is left.
"""

import json
import ssl
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urlsplit

from django.conf import settings

from anxin.ground.messages.ways import JSON, Http

from . import Letter, NotSent, Unclear

MOST = 64 * 1024  # bytes of an answer that are read


def carry(letter: Letter) -> None:
    """Send one digest. Raises NotSent where it was not taken, Unclear where nobody can know."""
    template: Http | None = settings.ANXIN_OUTGOING.http
    if template is None:
        raise NotSent("not_configured")
    status, answer = _post(template, letter)
    if not 200 <= status < 300:
        raise NotSent(f"status_{status}")
    if template.success not in answer:
        raise NotSent("not_accepted")


def _post(template: Http, letter: Letter) -> tuple[int, str]:
    place = urlsplit(template.url)
    path = (place.path or "/") + (f"?{place.query}" if place.query else "")
    link = _connection(place.scheme, place.hostname or "", place.port)
    try:
        link.connect()
    except (OSError, HTTPException) as why:
        raise NotSent(type(why).__name__) from None
    try:
        headers = {"Content-Type": f"{template.type}; charset=utf-8", **template.headers}
        link.request("POST", _filled(path, letter, _in_url), _body(template, letter), headers)
        answer = link.getresponse()
        return answer.status, answer.read(MOST).decode("utf-8", "replace")
    except (OSError, HTTPException):
        raise Unclear("broke_off") from None
    finally:
        link.close()


def _connection(scheme: str, host: str, port: int | None) -> HTTPConnection:
    seconds = settings.LIMITS["messages"]["timeout_seconds"]
    if scheme == "https":
        return HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
    return HTTPConnection(host, port, timeout=seconds)


def _body(template: Http, letter: Letter) -> bytes:
    return _filled(template.body, letter, _in_json if template.type == JSON else _in_url).encode()


def _filled(words: str, letter: Letter, escaped: Callable[[str], str]) -> str:
    """The template with each place filled once: what is filled in is not read for places again."""
    told = {"to": letter.to, "text": letter.text, "link": letter.link, "id": letter.id}
    told |= {"count": str(letter.count)}
    pieces = words.split("{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}")
        filled.append(escaped(told[name]) + rest if closed and name in told else "{" + piece)
    return "".join(filled)


def _in_url(text: str) -> str:
    return quote(text, safe="")


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
