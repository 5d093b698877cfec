"""Ways out of the house: ``messages.toml`` in the data directory, or none.

[mail]                                   # a mail server
host = "smtp.example.gov.cn"
port = 465
tls = "tls"                              # "tls", "starttls", or "none" (this machine only)
user = "anxin"
password = "…"
sender = "anxin@example.gov.cn"

[http]                                   # one template: a gateway for SMS, or a robot of a group
name = "短信"                            # what people read on the page where they choose
url = "https://sms.example.gov.cn/send"  # the host stands here and nowhere else
type = "application/json"                # or "application/x-www-form-urlencoded"
body = '{"mobile": "{to}", "content": "{text}", "n": {count}}'
address = '1[0-9]{10}'                   # what {to} must look like, whole; left out: nobody is asked for one
success = '"code":0'                     # what the answer must hold besides its status 2xx; may be left out
[http.headers]
Authorization = "Bearer …"

{to} may stand in the path or the query of the url and in the body; {text} {link} {count} {id} in the body.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

HERE = ("127.0.0.1", "localhost", "::1")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
BEFORE_QUERY = re.compile(r"[{}\s]")


@dataclass(frozen=True)
class Mail:
    """A mail server."""

    host: str
    sender: str
    port: int = 465
    tls: str = "tls"
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Http:
    """One HTTP template."""

    name: str
    url: str
    body: str
    type: str = JSON
    address: str = ""
    success: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Outgoing:
    """The ways out that this installation has."""

    mail: Mail | None = None
    http: Http | None = None


def read(file: Path) -> Outgoing:
    """What the file says; no file: no way out but the folder. A faulty one stops the start."""
    if not file.exists():
        return Outgoing()
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as why:
        raise ImproperlyConfigured(f"{file}: {why}") from None
    mail, http = _part(file, given, "mail", Mail), _part(file, given, "http", Http)
    return Outgoing(mail and checked_mail(mail), http and checked_http(http))


def _part(file: Path, given: Mapping[str, Any], name: str, kind: type) -> Any:
    if name not in given:
        return None
    try:
        return kind(**given[name])
    except TypeError as why:  # a word that is missing, or that nothing knows
        raise ImproperlyConfigured(f"{file}: [{name}] {why}") from None


def checked_mail(mail: Mail) -> Mail:
    """The server, if what is said to it is encrypted on the way."""
    if mail.tls not in ("tls", "starttls", "none") or (mail.tls == "none" and mail.host not in HERE):
        raise ImproperlyConfigured('[mail] tls must be "tls" or "starttls"')
    return mail


def checked_http(http: Http) -> Http:
    """The template, if nothing that is filled in can say where it goes."""
    place = urlsplit(http.url)
    if place.scheme != "https" and place.hostname not in HERE:
        raise ImproperlyConfigured("[http] url must begin with https://")
    if not place.hostname or BEFORE_QUERY.search(place.netloc) or place.username is not None:
        raise ImproperlyConfigured("[http] url: the host stands there as it is, without anything to fill in")
    if http.type not in (JSON, FORM):
        raise ImproperlyConfigured(f"[http] type must be {JSON} or {FORM}")
    if ("{to}" in http.url + http.body) != bool(http.address):
        raise ImproperlyConfigured("[http] address must say what {to} looks like, and only where {to} stands")
    return http
