"""The technical log: every line knows its request and the caller's address, and no personal value."""

import json
import logging

import pytest
from django.test import Client

from anxin.config.logs import formatter
from tests.cast import client_of

HERE = {"REMOTE_ADDR": "192.0.2.7"}


class Lines(logging.Handler):
    """Keeps what would be written."""

    def __init__(self):
        super().__init__()
        self.setFormatter(formatter())
        self.lines = []

    def emit(self, record):
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def lines():
    handler = Lines()
    logging.getLogger().addHandler(handler)
    logging.getLogger("django").addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)
    logging.getLogger("django").removeHandler(handler)


@pytest.mark.django_db
def test_a_page_that_is_not_found_is_logged_with_its_request_and_address(lines):
    Client().get("/nothing/", headers={"X-Request-ID": "abc-404"}, **HERE)
    assert {(line["request_id"], line["client"]) for line in lines} == {("abc-404", "192.0.2.7")}


@pytest.mark.django_db
def test_a_page_that_breaks_is_logged_with_its_request_and_without_its_words(
    lines, county_clerk, monkeypatch
):
    def broken(*args, **more):
        raise ValueError("植入的姓名")

    monkeypatch.setattr("anxin.desk.views.render", broken)
    client = client_of(county_clerk)
    client.raise_request_exception = False
    client.get("/", headers={"X-Request-ID": "abc-500"}, **HERE)
    told = [line for line in lines if line.get("exception") == "ValueError"]
    assert {line["request_id"] for line in told} == {"abc-500"}
    assert "植入" not in json.dumps(lines, ensure_ascii=False)
