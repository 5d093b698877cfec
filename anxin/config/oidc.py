"""Single sign-on by configuration: ``oidc.json`` in the data directory, or none.

{"name": "市统一身份认证", "issuer": "https://id.example.gov.cn", "client_id": "anxin", "secret": "…"}
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROVIDER = "office"  # the part of the address, and what a bound subject is kept under
ASKED = ("name", "issuer", "client_id", "secret")


def read(file: Path) -> dict[str, Any] | None:
    """What allauth must know of the provider; None when there is no file. A faulty one stops the start."""
    if not file.exists():
        return None
    given = json.loads(file.read_text(encoding="utf-8"))
    if missing := [key for key in ASKED if not given.get(key)]:
        raise ImproperlyConfigured(f"{file}: {', '.join(missing)} missing")
    return app_of(**{key: given[key] for key in ASKED})


def app_of(name: str, issuer: str, client_id: str, secret: str) -> dict[str, Any]:
    """allauth's description of one provider. Beyond this machine only https is trusted."""
    address = urlsplit(issuer)
    if address.scheme != "https" and address.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ImproperlyConfigured("the issuer of single sign-on must begin with https://")
    return {
        "provider_id": PROVIDER,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer, "fetch_userinfo": False, "oauth_pkce_enabled": True},
    }


def origins(app: dict[str, Any] | None) -> list[str]:
    """Where the button of single sign-on leads, for the content security policy."""
    if app is None:
        return []
    address = urlsplit(app["settings"]["server_url"])
    return [f"{address.scheme}://{address.netloc}"]
