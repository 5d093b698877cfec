"""The other commands: accounts, lists, backups and checks, with their exit codes."""

import csv
import json
import shutil
from importlib.resources import files

import psycopg
import pytest
from django.urls import get_resolver

from anxin.cli import bind_subject, make_account, rights, routes
from anxin.cli.check_start import findings
from anxin.ground.database.connection import Connection, Login
from anxin.ground.database.problem import Problem
from anxin.ground.database.server import dumps, serving
from anxin.ground.database.server.places import known

from .house import anxin, python


@pytest.fixture
def administrator(house):
    """A session of the cluster's superuser."""
    connection = Connection.load(house)
    login = Login("postgres", known(house).secret.read_text())
    with psycopg.connect(
        Connection(connection.host, 5432, "anxin", login, login, login).conninfo("owner")
    ) as session:
        session.autocommit = True
        yield session


def test_every_address_names_its_permission_or_is_public():
    found = list(routes.walk(get_resolver()))
    assert [each.route for each in found if not each.public and not each.permission] == []
    assert routes.Route("/healthz", "healthz", None, True, None) in found


def test_the_rights_matrix_is_given_as_it_stands_in_the_file(capsys):
    kept = (files("anxin.ground.access") / "rights.csv").read_text(encoding="utf-8")
    rights.rights(as_csv=True)
    assert capsys.readouterr().out == kept
    rights.rights(as_json=True)
    assert json.loads(capsys.readouterr().out) == list(csv.DictReader(kept.splitlines()))


def test_an_account_is_made_with_a_post_and_a_password_that_opens_it(tree):
    made = make_account.make("lin", tree.town.code, "officer", "en", name="林晓", title="")
    from anxin.ground.access.models import Post  # noqa: PLC0415  # settings exist only now

    post = Post.objects.get(account__login="lin")
    assert post.account.check_password(made["password"])
    assert (post.unit, post.role, post.account.language) == (tree.town, "officer", "en")


@pytest.mark.parametrize(
    ("unit", "role", "words"),
    [("nowhere", "officer", "no unit with the code nowhere"), (None, "king", "no role king")],
)
def test_an_unknown_unit_or_role_makes_no_account(tree, unit, role, words):
    with pytest.raises(Problem, match=words):
        make_account.make("lin", unit or tree.town.code, role, "en", name="林晓", title="")
    from anxin.ground.access.models import Account  # noqa: PLC0415

    assert not Account.objects.filter(login="lin").exists()


def test_a_subject_of_the_single_sign_on_opens_one_account(tree):
    for login in ("lin", "wu"):
        make_account.make(login, tree.town.code, "officer", "en", name="林晓", title="")
    bind_subject.bind("lin", "office", "s-1")
    with pytest.raises(Problem):
        bind_subject.bind("wu", "office", "s-1")
    with pytest.raises(Problem, match="no login nobody"):
        bind_subject.bind("nobody", "office", "s-2")


def test_a_login_is_given_once(tree):
    make_account.make("lin", tree.town.code, "officer", "en", name="林晓", title="")
    with pytest.raises(Problem, match="login lin is taken"):
        make_account.make("lin", tree.town.code, "officer", "en", name="林晓", title="")


def test_a_fresh_journal_is_whole(house):
    done = anxin("verify-journal", "--json", "--data-dir", house)
    assert (done.returncode, json.loads(done.stdout)["findings"]) == (0, [])


FORGED = "INSERT INTO journal_entry (at, act, kind, cards, result, details, request_id, path) VALUES"


def test_a_changed_journal_ends_with_one_and_names_the_place(house, administrator):
    administrator.execute(FORGED + " (now(), 'units.added', '', '{}', 'done', '{}', '', '0001')")
    where = administrator.execute("SELECT shard, seq FROM journal_entry ORDER BY at DESC").fetchone()
    shard, seq = where
    administrator.execute("UPDATE journal_entry SET act = 'other' WHERE (shard, seq) = (%s, %s)", where)
    done = anxin("verify-journal", "--lang", "en", "--data-dir", house)
    assert done.returncode == 1
    assert f"chain {shard}, number {seq}" in done.stdout
    administrator.execute("UPDATE journal_entry SET act = 'units.added' WHERE (shard, seq) = (%s, %s)", where)
    assert anxin("verify-journal", "--data-dir", house).returncode == 0


def test_a_backup_comes_back_row_for_row(house, folder):
    kept = folder / "kept"
    assert anxin("backup", kept, "--data-dir", house).returncode == 0
    assert (kept / "database.dump").stat().st_mode & 0o777 == 0o600
    with pytest.raises(Problem, match="is not empty"):
        dumps.load(Connection.load(house), kept, dumps.check(kept))
    with serving(folder) as connection:
        done = anxin("restore", kept, "--data-dir", folder)
        assert done.returncode == 0, done.stderr
        assert dumps.dump(connection, folder / "again").rows == dumps.check(kept).rows


GIVES = """
import sys
from pathlib import Path
from random import Random
from anxin.cli.ready import prepare
prepare(Path(sys.argv[1]))
from anxin.demo import seed
from anxin.families.models import Household
from anxin.family_page import passes
from anxin.ground.database.scope import everywhere
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level
with everywhere():
    county = add_unit(by=OPERATOR, code="98", name="澜山县", kind=Kind.REGION, level=Level.COUNTY)
    seed._open(Random(1), county, seed._children(county, Level.TOWNSHIP, "镇", 1))
    home = Household.objects.get(unit__parent=county)
    print(*passes.issue(
        by=home, kind="family", subject=home.pk, path=home.path, sheet={"helper": "吴晓峰"}))
"""
OPENS = """
import os, sys
os.environ |= {"ANXIN_DOOR_DIR": sys.argv[1], "DJANGO_SETTINGS_MODULE": "anxin.config.door"}
import django
django.setup()
from anxin.family_page import passes
with passes.at_the_door(sys.argv[2]):
    held = passes.find(sys.argv[2])
    print(passes.prove(held, sys.argv[3]), held.sheets.get().content["helper"])
"""
RIGHTS = """
SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges
WHERE grantee = 'anxin_door' ORDER BY 1, 2, 3
"""


def rights_of_the_door(data_dir):
    """All that the door's role may do, as it is told itself when it logs in."""
    with psycopg.connect(Connection.load(data_dir).conninfo("door")) as session:
        return session.execute(RIGHTS).fetchall()


def test_a_page_given_before_the_backup_opens_at_the_restored_door_once_its_key_is_back(house, folder):
    token, code = python(GIVES, house).split()
    told = anxin("backup", folder / "kept", "--data-dir", house).stdout
    new = folder / "new"
    with serving(new):
        done = anxin("restore", folder / "kept", "--data-dir", new)
        assert not any((new / key).exists() for key in dumps.KEYS), "a fresh key would hide the old one"
        for key in dumps.KEYS:
            assert (str(house / key) in told, key in done.stdout) == (True, True)
        shutil.copy(house / "door/door.key", new / "door/door.key")
        assert python(OPENS, new / "door", token, code).split() == ["True", "吴晓峰"]
        assert rights_of_the_door(new) == rights_of_the_door(house) != []


def test_a_damaged_backup_is_refused_before_anything_is_written(house, folder):
    dumps.dump(Connection.load(house), folder / "kept")
    damaged = bytearray((folder / "kept" / "database.dump").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (folder / "kept" / "database.dump").write_bytes(damaged)
    refused = anxin("restore", folder / "kept", "--data-dir", folder / "other")
    assert (refused.returncode, "is damaged" in refused.stderr) == (1, True)
    assert not (folder / "other").exists()
    (folder / "kept" / "manifest.json").unlink()
    with pytest.raises(Problem, match="no manifest"):
        dumps.check(folder / "kept")


def test_a_strong_app_role_may_not_serve(house, administrator):
    administrator.execute("ALTER ROLE anxin_app BYPASSRLS")
    try:
        served = anxin("serve", "--port", "0", "--data-dir", house)
    finally:
        administrator.execute("ALTER ROLE anxin_app NOBYPASSRLS")
    assert served.returncode == 1
    assert "passes row security" in served.stderr


def test_a_fresh_installation_may_serve_this_machine(db, settings):
    settings.ANXIN_DOOR_URL = ""  # a fresh one has no door
    settings.DATA_DIR.joinpath("secret.key").chmod(0o600)
    assert list(findings("127.0.0.1")) == []


def test_others_are_served_neither_a_demo_nor_without_encryption_nor_with_open_files(db, settings, tmp_path):
    (tmp_path / "keys.json").touch(mode=0o644)
    settings.DATA_DIR, settings.SECRET_KEY = tmp_path, "django-insecure-key"
    settings.DEBUG, settings.ANXIN_DEMO, settings.BASE_URL = True, True, "http://care.example"
    told = " ".join(str(problem) for problem in findings("0.0.0.0"))
    for words in ("ANXIN_DEBUG", "holds a demo", "https://", "too weak", f"chmod 600 {tmp_path}/keys.json"):
        assert words in told


def test_both_watched_addresses_answer_even_when_the_database_does_not(client, db, monkeypatch):
    assert client.get("/readyz").json() == {"database": True, "tables": True, "disk": True}
    monkeypatch.setattr("anxin.config.health._database", lambda: False)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").json() == {"alive": True}
