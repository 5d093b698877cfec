"""``anxin demo`` as a clerk starts it: opens, stops, survives being killed, and says what is wrong."""

import json
import os
import signal
import socket
import time
import urllib.request
from pathlib import Path

import pytest

from anxin.cli.demo import keep, mark
from anxin.cli.main import application, main
from anxin.ground.database.problem import Problem
from anxin.ground.database.server.places import known

from .house import anxin


def opened(process, data_dir):
    """Wait until the demo has printed its accounts; return its address."""
    for line in process.stdout:
        if "Ctrl-C" in line:
            return json.loads((data_dir / "accounts.json").read_text())["address"]
    raise AssertionError(process.stderr.read())


def fetch(address):
    with urllib.request.urlopen(f"{address}healthz", timeout=10) as answer:
        return answer.status


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def pids(data_dir):
    return {file.stem: int(file.read_text()) for file in (data_dir / "run").glob("*.pid")}


def test_a_demo_opens_again_after_each_kind_of_end_and_leaves_no_process_behind(folder, demo):
    first = demo(folder)
    assert fetch(opened(first, folder)) == 200
    before = pids(folder)
    served = Path(f"/proc/{before['web']}/environ").read_bytes()
    assert b"ANXIN_SERVES=1" in served
    assert set(before) == {"demo", "web", "worker", "door", "postgres"}
    assert (folder / "accounts.json").stat().st_mode & 0o777 == 0o600
    taken = anxin("demo", "--data-dir", folder, "--port", "0")
    assert taken.returncode == 2
    assert f"already runs in {folder} (process {first.pid})" in taken.stderr
    first.send_signal(signal.SIGINT)
    assert first.wait(20) == 0
    assert not any(alive(pid) for pid in before.values())
    assert pids(folder) == {}

    began = time.monotonic()
    second = demo(folder)
    assert fetch(opened(second, folder)) == 200
    assert time.monotonic() - began < 30  # 10 s is the promise on a machine that does nothing else
    killed = pids(folder)
    second.kill()
    second.wait()

    third = demo(folder)
    assert fetch(opened(third, folder)) == 200
    assert pids(folder)["postgres"] == killed["postgres"]  # adopted, not started beside it
    assert not alive(killed["web"])
    os.kill(pids(folder)["web"], signal.SIGKILL)
    assert third.wait(20) == 1
    assert f"its log is {folder}/run/web.log" in third.stderr.read()
    assert known(folder).pid() is None


def test_a_taken_port_is_told_with_the_next_one_and_nothing_is_started(folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = anxin("demo", "--data-dir", folder, "--port", port)
    assert done.returncode == 2
    assert f"anxin: Port {port} is taken: choose another with --port {port + 1}," in done.stderr
    assert not (folder / "connection.json").exists()


def test_a_folder_that_cannot_be_written_is_told_in_the_readers_language():
    done = anxin("demo", "--data-dir", "/proc/anxin", LANG="zh_CN.UTF-8")
    assert done.returncode == 2
    assert "/proc/anxin 无法写入" in done.stderr


def test_a_demo_never_touches_an_installation_that_is_no_demo(folder):
    (folder / "connection.json").touch()
    with pytest.raises(Problem, match="holds an installation that is no demo"):
        mark(folder)
    assert not (folder / "demo.marked").exists()


def test_lost_passwords_are_told_with_the_way_out(tmp_path):
    with pytest.raises(Problem, match=f"are lost: remove the folder {tmp_path}"):
        keep(tmp_path / "accounts.json", "http://127.0.0.1:8000/", [])


@pytest.mark.parametrize("words", [["demo", "--port", "70000"], ["nonsense"], ["make-account"]])
def test_wrong_use_has_exit_code_2(words):
    with pytest.raises(SystemExit) as ended:
        application()(words)
    assert ended.value.code == 2


def test_an_unforeseen_failure_tells_its_place_but_never_its_words(monkeypatch, capsys):
    def break_down():
        raise ValueError("Key (name)=(钱某某) already exists")

    monkeypatch.setattr("anxin.cli.rights.files", lambda room: break_down())
    monkeypatch.setattr("sys.argv", ["anxin", "rights", "--lang", "en"])
    monkeypatch.delenv("ANXIN_DEBUG", raising=False)
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 1
    assert "ValueError in anxin/cli/" in told
    assert "钱某某" not in told
