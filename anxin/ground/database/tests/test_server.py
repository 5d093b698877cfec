"""The embedded server, for real: started, killed, raced for, copied and refused."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from anxin.ground.database.connection import Connection, Login
from anxin.ground.database.problem import Problem
from anxin.ground.database.server import ensure_server, serving, stop_server
from anxin.ground.database.server.cluster import Cluster
from anxin.ground.database.server.places import known
from anxin.ground.database.server.roles import check_chinese

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user to step down to")


@pytest.fixture
def folder(hurried):
    """A folder that anybody may enter, with a short path."""
    place = Path(tempfile.mkdtemp(prefix="anxin-t-", dir="/tmp"))
    place.chmod(0o755)
    yield place
    for data_dir in {link.parent for link in place.rglob("postgres") if link.parent.name != "bin"}:
        stop_server(data_dir)
    shutil.rmtree(place)


@pytest.fixture(scope="module")
def running(hurried):
    """One server for the tests that do not hurt it."""
    place = Path(tempfile.mkdtemp(prefix="anxin-t-", dir="/tmp"))
    place.chmod(0o755)
    with serving(place, embedded=True) as connection:
        yield place, connection
    shutil.rmtree(place)


def ask(connection, question, role="owner"):
    with psycopg.connect(connection.conninfo(role)) as session:
        return session.execute(question).fetchall()


def test_an_outer_address_is_ignored_by_the_demo(running, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@203.0.113.1/none")
    assert ensure_server(running[0], embedded=True) == running[1]


@as_root
def test_called_by_root_the_server_runs_as_an_ordinary_user(running):
    postmaster = known(running[0]).pid()
    assert Path(f"/proc/{postmaster}").stat().st_uid not in (0, None)
    assert int((running[0] / "run" / "postgres.pid").read_text()) == postmaster


def test_four_roles_none_a_superuser_and_only_the_keeper_passes_row_security(running):
    asked = "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcanlogin FROM pg_roles"
    found = ask(running[1], f"{asked} WHERE rolname ~ '^anxin'")
    assert sorted(found) == [
        ("anxin_app", False, False, False, True),
        ("anxin_door", False, False, False, True),
        ("anxin_keeper", False, True, False, True),
        ("anxin_owner", False, False, False, True),
    ]


def test_each_role_logs_in_with_its_own_password_and_no_other(running):
    for role in ("owner", "app", "keeper", "door"):
        assert ask(running[1], "SELECT current_user", role) == [(running[1].user(role),)]
    wrong = Connection(running[1].host, 5432, "anxin", *[Login("anxin_owner", "guess")] * 3)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(wrong, "SELECT 1")


def test_the_server_listens_on_no_network_and_its_socket_is_private(running):
    assert ask(running[1], "SHOW listen_addresses") == [("",)]
    assert Path(running[1].host).stat().st_mode & 0o777 == 0o700


def test_time_zone_checksums_and_exclusion_constraints_are_ready(running):
    asked = "SELECT current_setting('timezone'), current_setting('data_checksums')"
    assert ask(running[1], asked) == [("Asia/Shanghai", "on")]
    assert ask(running[1], "SELECT count(*) FROM pg_extension WHERE extname = 'btree_gist'") == [(1,)]


def test_the_app_may_neither_create_tables_nor_other_databases(running):
    for attempt in ("CREATE TABLE x ()", "CREATE DATABASE x", "SET ROLE anxin_owner"):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            psycopg.connect(running[1].conninfo("app"), autocommit=True) as session,
        ):
            session.execute(attempt)


def test_a_database_that_takes_chinese_for_no_letters_is_refused(running):
    here = known(running[0])
    superuser = Login("postgres", here.secret.read_text())
    with psycopg.connect(
        Connection(running[1].host, 5432, "postgres", *[superuser] * 3).conninfo("app")
    ) as session:
        session.autocommit = True
        session.execute("CREATE DATABASE deaf LOCALE 'C' ENCODING 'UTF8' TEMPLATE template0")
    with pytest.raises(Problem, match=r"C\.UTF-8"):
        check_chinese(Connection(running[1].host, 5432, "deaf", *[superuser] * 3))


def test_the_servers_log_keeps_no_personal_values(running):
    with psycopg.connect(running[1].conninfo("owner")) as session:
        session.execute(
            "CREATE TABLE secretive (name text PRIMARY KEY); INSERT INTO secretive VALUES ('钱某某')"
        )
        with pytest.raises(psycopg.errors.UniqueViolation):
            session.execute("INSERT INTO secretive VALUES ('钱某某')")
    log = known(running[0]).log.read_text()
    assert "duplicate key" in log
    assert "钱某某" not in log


def test_the_connection_file_is_private_and_passwords_do_not_show(running):
    assert (running[0] / "connection.json").stat().st_mode & 0o777 == 0o600
    assert running[1].app.password not in repr(running[1])
    assert Connection.load(running[0]) == running[1]


def test_a_running_server_is_found_at_once_and_not_started_again(running):
    before, began = known(running[0]).pid(), time.monotonic()
    assert ensure_server(running[0]) == running[1]
    assert time.monotonic() - began < 1
    assert known(running[0]).pid() == before


def test_after_kill_9_of_the_server_all_that_was_committed_is_there(folder):
    connection = ensure_server(folder)
    with psycopg.connect(connection.conninfo("owner")) as session:
        session.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    os.kill(known(folder).pid(), signal.SIGKILL)
    assert ask(ensure_server(folder), "SELECT count(*) FROM kept") == [(1000,)]


def _race(folder, answers):
    answers.put((ensure_server(Path(folder)).app.password, known(Path(folder)).pid()))


def test_processes_that_race_for_a_new_server_all_get_the_same_one(folder):
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    racers = [context.Process(target=_race, args=(str(folder), answers)) for _ in range(3)]
    for racer in racers:
        racer.start()
    assert len({answers.get(timeout=60) for _ in racers}) == 1
    for racer in racers:
        racer.join()


HOLD = "import sys, time; from pathlib import Path; from anxin.ground.database.server import serving\n" + (
    "with serving(Path(sys.argv[1])): print('up', flush=True); time.sleep(60)"
)


def test_the_last_user_stops_the_server_and_a_killed_one_does_not_count(folder):
    with serving(folder) as connection:
        other = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
        assert other.stdout.readline() == "up\n"
        pid = known(folder).pid()
    assert ask(connection, "SELECT 1") == [(1,)]  # the other still uses it
    other.kill()
    other.wait()
    with serving(folder):
        assert known(folder).pid() == pid
    assert known(folder).pid() is None
    assert not (folder / "run" / "postgres.pid").exists()


def test_data_of_another_major_version_is_refused_with_the_way_out(folder):
    ensure_server(folder)
    stop_server(folder)
    version = known(folder).cluster / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(Problem, match="is of PostgreSQL 17, this installation has 18: back it up"):
        ensure_server(folder)
    version.write_text("18\n")
    ensure_server(folder)


def test_a_folder_that_cannot_be_written_is_named_in_one_sentence():
    with pytest.raises(Problem, match=r"/proc/anxin cannot be written .* --data-dir"):
        ensure_server(Path("/proc/anxin"))


@as_root
def test_a_closed_parent_stays_closed_and_the_cluster_stands_elsewhere(folder):
    closed = folder / "home"
    closed.mkdir(mode=0o700)
    ensure_server(closed / "data")
    assert closed.stat().st_mode & 0o777 == 0o700
    home = known(closed / "data").home
    assert not home.is_relative_to(closed)
    stop_server(closed / "data")
    shutil.rmtree(home)


def test_a_deep_folder_gets_a_socket_with_a_short_path(folder):
    deep = folder / ("d" * 60) / ("e" * 60)
    connection = ensure_server(deep)
    assert len(connection.host) < 60
    assert ask(connection, "SELECT 1") == [(1,)]
    stop_server(deep)


def test_a_copied_data_directory_gets_its_own_server(folder):
    first = ensure_server(folder / "a")
    stop_server(folder / "a")
    subprocess.run(["cp", "-a", folder / "a", folder / "b"], check=True)
    ensure_server(folder / "a")
    shutil.copy(
        known(folder / "a").cluster / "postmaster.pid", known(folder / "b").cluster / "postmaster.pid"
    )
    second = ensure_server(folder / "b")
    assert second.host != first.host
    assert ask(second, "SELECT 1", "app") == [(1,)]


def test_an_interrupted_first_start_begins_again(folder, monkeypatch):
    monkeypatch.setattr(Cluster, "_check_major", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ensure_server(folder)
    monkeypatch.undo()
    assert ask(ensure_server(folder), "SELECT 1", "app") == [(1,)]


def test_a_damaged_connection_file_is_named(folder):
    (folder / "connection.json").write_text("{")
    with pytest.raises(Problem, match=r"connection\.json cannot be read"):
        ensure_server(folder)


def test_too_little_room_is_said_before_anything_is_written(folder, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda place: shutil._ntuple_diskusage(100, 99, 1))
    with pytest.raises(Problem, match="nearly full: free 300 MB"):
        ensure_server(folder)
