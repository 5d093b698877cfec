"""A provider of single sign-on, small but real: listens on loopback, gives tokens for codes, signs them."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import jwt
from allauth.socialaccount.providers import registry
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client, override_settings
from django.urls import reverse
from jwt.algorithms import RSAAlgorithm

from anxin.config.oidc import PROVIDER, app_of
from anxin.ground.access.signin.outside.provider import OfficeProvider

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "anxin", "between-the-two"


class Handler(BaseHTTPRequestHandler):
    """Discovery, keys, and the exchange of a code; the code names the subject and how it was proved."""

    def do_GET(self):
        issuer = self.server.issuer
        if self.path == "/jwks":
            one = json.loads(RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1", "alg": "RS256"}
            return self._say({"keys": [one]})
        return self._say(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        if asked.get("client_secret") != SECRET or "code_verifier" not in asked:
            return self._say({"error": "invalid_client"}, 401)
        subject, _colon, amr = asked["code"].partition(":")
        now = int(time.time())
        claims = {"iss": self.server.issuer, "aud": CLIENT, "sub": subject, "iat": now, "exp": now + 60}
        claims |= {"amr": amr.split(), "email": "somebody@example.invalid", "name": "无关姓名"}
        token = jwt.encode(claims, KEY, "RS256", headers={"kid": "1"})
        return self._say({"access_token": "t", "token_type": "Bearer", "id_token": token})

    def _say(self, told, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *words):
        """Say nothing."""


@contextmanager
def provider(name):
    """A provider that answers and that the house is configured for, for the length of a block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = app_of(name, server.issuer, CLIENT, SECRET)
    registry.load()
    registry.register(OfficeProvider)
    try:
        with override_settings(ANXIN_OIDC=app, SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app]}}):
            yield
    finally:
        server.shutdown()
        server.server_close()


def through(code) -> Client:
    """A browser that pressed the button, was sent to the provider, and came back with its code."""
    client = Client(REMOTE_ADDR="192.0.2.1")
    away = client.post(reverse("openid_connect_login", kwargs={"provider_id": PROVIDER}))
    state = away.url.partition("state=")[2].partition("&")[0]
    back = reverse("openid_connect_callback", kwargs={"provider_id": PROVIDER})
    client.get(back, {"code": code, "state": state})
    return client
