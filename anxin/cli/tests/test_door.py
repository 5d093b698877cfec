"""``anxin door``: a process of its own, under its own role, with its own keys and none of the house's."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from anxin.cli.processes import Door
from anxin.ground.database.connection import FILE
from anxin.ground.database.crypto import DOOR, keyring, seal

from .house import anxin, environment

pytestmark = pytest.mark.django_db(transaction=True)
INSIDE = """
import django, json, sys
django.setup()
from django.apps import apps
from django.conf import settings
from anxin.ground.database import crypto
from anxin.ground.database.crypto import DOOR, Damaged
found = {"models": sorted(model._meta.db_table for model in apps.get_models())}
try:
    crypto.unseal(sys.argv[1], "families_person.phone", DOOR)
except Damaged as shut:
    found["house value"] = shut.code
try:
    crypto.keyring()
except AttributeError:
    found["house keys"] = "none"
found["logins"] = [one["USER"] for one in settings.DATABASES.values()]
print(json.dumps(found))
"""


@pytest.fixture
def folder(tmp_path):
    """The door's folder as an operator copies it to another machine; it leads to this test's database."""
    keyring(DOOR)
    here = tmp_path / "elsewhere"
    shutil.copytree(Path(settings.ANXIN_DOOR_DIR), here)
    kept = json.loads((here / FILE).read_text())
    (here / FILE).write_text(json.dumps(kept | {"database": connection.settings_dict["NAME"]}))
    (here / "run").mkdir(exist_ok=True)
    return here


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def process(folder, monkeypatch):
    """The door from its folder alone, begun from surroundings that are full of the house's secrets."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner:secret@nowhere/anxin")
    monkeypatch.setenv("ANXIN_DOOR_TELEPHONE", "0000 620 1201")
    door = Door(folder, folder, "127.0.0.1", _free_port())
    try:
        door.wait_until_ready()
        yield door
    finally:
        door.stop()


def _get(door, path):
    asked = http.client.HTTPConnection("127.0.0.1", door.port, timeout=20)
    asked.request("GET", path, headers={"Accept-Language": "en"})
    answer = asked.getresponse()
    return answer.status, answer.headers, answer.read().decode()


def test_the_folder_holds_no_login_and_no_key_of_the_house(folder):
    kept = json.loads((folder / FILE).read_text())
    assert {role: kept[role]["name"] for role in ("owner", "app", "keeper", "door")} == {
        "owner": "nobody", "app": "nobody", "keeper": "nobody", "door": "anxin_door",
    }  # fmt: skip
    house = keyring()
    theirs = (folder / "door.key").read_text()
    assert not any(key in theirs for key in house.keys)
    assert {one.name for one in folder.iterdir()} <= {FILE, "door.key", "secret.key", "run", "demo.marked"}


def test_it_answers_under_its_own_role_and_its_surroundings_lead_nowhere_else(process):
    status, headers, page = _get(process, "/p/nobody-knows-this/")
    assert (status, headers["Referrer-Policy"]) == (404, "no-referrer")
    assert "0000 620 1201" in page
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename <> %s",
            [settings.ANXIN_ROLE_APP],
        )
        assert cursor.fetchall() == [("anxin_door",)]
    surroundings = Path(f"/proc/{process.process.pid}/environ").read_text()
    assert "DATABASE_URL" not in surroundings
    assert "ANXIN_DATA_DIR" not in surroundings
    assert str(settings.DATA_DIR) not in surroundings


def test_its_log_names_no_address(process):
    for path in ("/p/nobody-knows-this/", "/p/nobody-knows-this/answer/", "/%00"):
        _get(process, path)
    assert "nobody-knows-this" not in process.log.read_text()


def test_styles_come_from_the_door_itself(process):
    for sheet in ("ui/tokens.css", "ui/parts.css", "family_page/door.css"):
        assert _get(process, f"/static/{sheet}")[0] == 200


def test_inside_it_there_is_no_register_and_no_key_that_opens_one(folder):
    value = seal("139 0000 1866", "families_person.phone")
    told = subprocess.run(
        [sys.executable, "-c", INSIDE, value], capture_output=True, text=True, check=True, timeout=60,
        env=environment(DJANGO_SETTINGS_MODULE="anxin.config.door", ANXIN_DOOR_DIR=str(folder),
                        PYTHONPATH=os.pathsep.join(sys.path)),
    )  # fmt: skip
    found = json.loads(told.stdout)
    assert found["models"] == [
        "days_officeday", "family_page_handed",  # which its role may not read: family_page/tests/test_role.py
        "family_page_knock", "family_page_pass", "family_page_said", "family_page_sheet",
    ]  # fmt: skip
    assert found["house value"] == "unknown_key"
    assert found["house keys"] == "none"
    assert found["logins"] == ["anxin_door"]


def test_a_folder_without_login_or_keys_is_refused(tmp_path):
    told = anxin("door", "--data-dir", tmp_path, "--lang", "en")
    assert told.returncode == 2
    assert "is no folder of a door" in told.stderr


def test_an_address_in_the_clear_is_refused(folder):
    told = anxin("door", "--folder", folder, "--lang", "en", ANXIN_DOOR_URL="http://care.example.cn")
    assert told.returncode == 2
    assert "https://" in told.stderr


def test_invented_people_are_shown_to_this_machine_alone(folder):
    (folder / "demo.marked").touch()
    told = anxin("door", "--data-dir", folder, "--folder", folder, "--host", "0.0.0.0", "--lang", "en")
    assert told.returncode == 2
    assert "this machine alone" in told.stderr
