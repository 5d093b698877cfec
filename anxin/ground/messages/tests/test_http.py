"""The HTTP template, against a real server: what it is told, and what nobody can make it do."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from anxin.ground.messages import ways
from anxin.ground.messages.carriers import Letter, NotSent, Unclear, http

EVIL = 'a"},{"x":"{text}&b=c#d/../e@elsewhere.example\r\nHost: elsewhere.example'


@dataclass
class Gateway:
    """A gateway that answers as it is told and remembers what it heard."""

    status: int = 200
    answer: bytes = b'{"code":0}'
    wait: float = 0.0
    location: str = ""
    heard: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    told = Gateway()
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.heard.append((self.path, dict(self.headers), body))
            done.wait(told.wait)
            self.send_response(told.status)
            if told.location:
                self.send_header("Location", told.location)
            self.end_headers()
            self.wfile.write(told.answer)

        do_GET = do_POST

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield told
    done.set()
    server.shutdown()
    server.server_close()


def use(monkeypatch, gateway, **more):
    given = {
        "name": "短信", "url": f"{gateway.url}/send?to={{to}}", "address": ".*",
        "body": '{"mobile":"{to}","content":"{text}","n":{count}}', **more,
    }  # fmt: skip
    monkeypatch.setattr(
        settings, "ANXIN_OUTGOING", ways.Outgoing(None, ways.checked_http(ways.Http(**given)))
    )


def letter(to="0000", text="催办：3件\n请登录"):
    return Letter("1", to, "安心", text, "https://anxin.example/messages/", 3)


def test_a_gateway_hears_what_the_template_says(gateway, monkeypatch):
    use(monkeypatch, gateway, headers={"Authorization": "Bearer x"}, success='"code":0')
    http.carry(letter())
    ((path, headers, body),) = gateway.heard
    assert path == "/send?to=0000"
    assert headers["Authorization"] == "Bearer x"
    assert json.loads(body) == {"mobile": "0000", "content": "催办：3件\n请登录", "n": 3}


def test_what_is_filled_in_stays_where_it_is_filled_in(gateway, monkeypatch):
    use(monkeypatch, gateway, body='{"mobile":"{to}","content":"{text}"}')
    http.carry(letter(to=EVIL))
    ((path, headers, body),) = gateway.heard
    assert parse_qs(urlsplit(path).query) == {"to": [EVIL]}
    assert urlsplit(path).path == "/send"
    assert json.loads(body) == {"mobile": EVIL, "content": "催办：3件\n请登录"}
    assert headers["Host"] == urlsplit(gateway.url).netloc


def test_a_form_is_escaped_as_a_form(gateway, monkeypatch):
    use(monkeypatch, gateway, type=ways.FORM, body="to={to}&text={text}")
    http.carry(letter(to=EVIL))
    assert parse_qs(gateway.heard[0][2]) == {"to": [EVIL], "text": ["催办：3件\n请登录"]}


def test_no_redirection_is_followed(gateway, monkeypatch):
    use(monkeypatch, gateway)
    for status in (301, 302, 307, 308):
        gateway.status, gateway.location = status, f"{gateway.url}/elsewhere"
        with pytest.raises(NotSent):
            http.carry(letter())
    assert {path for path, _headers, _body in gateway.heard} == {"/send?to=0000"}


def test_an_answer_that_says_no_is_no(gateway, monkeypatch):
    use(monkeypatch, gateway, success='"code":0')
    gateway.answer = b'{"code":7}'
    with pytest.raises(NotSent, match="not_accepted"):
        http.carry(letter())
    gateway.status = 503
    with pytest.raises(NotSent, match="status_503"):
        http.carry(letter())


def test_a_gateway_that_falls_silent_is_left_and_not_told_twice(gateway, monkeypatch):
    monkeypatch.setitem(settings.LIMITS["messages"], "timeout_seconds", 0.3)
    use(monkeypatch, gateway)
    gateway.wait = 20
    with pytest.raises(Unclear):
        http.carry(letter())


def test_nobody_at_the_other_end_is_tried_again(gateway, monkeypatch):
    use(monkeypatch, gateway)
    monkeypatch.setattr(
        settings, "ANXIN_OUTGOING", ways.Outgoing(None, ways.Http("短信", "http://127.0.0.1:1/", ""))
    )
    with pytest.raises(NotSent):
        http.carry(letter())


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://sms.example.gov.cn/"},
        {"url": "https://{to}.example.gov.cn/", "address": ".*"},
        {"url": "https://sms.example.gov.cn:{to}/", "address": ".*"},
        {"url": "https://user:secret@sms.example.gov.cn/"},
        {"url": "file:///etc/passwd"},
        {"url": "https:///send"},
        {"body": "{to}"},
        {"address": ".*"},
        {"type": "text/xml"},
    ],
)
def test_a_template_that_could_lead_elsewhere_stops_the_start(wrong):
    given = {"name": "短信", "url": "https://sms.example.gov.cn/", "body": "{text}", **wrong}
    with pytest.raises(ImproperlyConfigured):
        ways.checked_http(ways.Http(**given))


def test_the_file_is_read_as_its_description_shows_it(tmp_path):
    """The example in the module's own words is a file that works."""
    lines = (ways.__doc__ or "").split("\n\n")[1:-1]
    file = tmp_path / "messages.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = ways.read(file)
    assert found.mail is not None
    assert found.mail.host == "smtp.example.gov.cn"
    assert found.http is not None
    assert found.http.address == "1[0-9]{10}"
    file.write_text("[http]\nurls = 1", encoding="utf-8")
    with pytest.raises(ImproperlyConfigured):
        ways.read(file)
    assert ways.read(tmp_path / "none.toml") == ways.Outgoing()
