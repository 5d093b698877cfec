"""The processes of a running house: one file a process with its number, all stopped together."""

import ctypes
import errno
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from anxin.ground.database.connection import DOOR
from anxin.ground.database.problem import Problem, _

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
CAUGHT = (*STOPPING, signal.SIGALRM)  # the alarm: ours, to say again what a finalizer swallowed
AGAIN = 0.05  # seconds until it is said again
READY_LIMIT = 60  # seconds until the first page must be served
STOP_LIMIT = 10  # seconds that requests under way are given to end
WATCH = 1.0  # seconds between two looks at the processes
# All that the door's process hears of its surroundings: nothing leads to the house's keys or its database.
FOR_THE_DOOR = (
    "PATH", "HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR", "TZ",
    "ANXIN_DOOR_URL", "ANXIN_DOOR_TELEPHONE", "ANXIN_PROXIES", "ANXIN_TODAY",
)  # fmt: skip
WORKER = "anxin.config.worker"  # the module that runs the queue
LIVING = {
    "web": "anxin.config.wsgi",
    "worker": WORKER,
    "door": "anxin.config.door_wsgi",
}  # process → the words of its command that are ours alone
Unraisable = Callable[["sys.UnraisableHookArgs"], object]
PARENT_DIED = 1  # prctl's PR_SET_PDEATHSIG


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C, SIGTERM and the closing of the terminal end the block in order, once: what is being
    stopped is not interrupted again."""
    before = {number: signal.signal(number, _stop) for number in CAUGHT}
    told, sys.unraisablehook = sys.unraisablehook, _heard(sys.unraisablehook)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.unraisablehook = told
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    for each in CAUGHT:
        signal.signal(each, _not_again)
    raise KeyboardInterrupt


def _heard(otherwise: Unraisable) -> Unraisable:
    """Python drops whatever is raised inside a finalizer, a wish to stop too: it is said again in a moment,
    when that finalizer has ended. Every other exception goes where it went."""

    def hear(lost: "sys.UnraisableHookArgs") -> None:
        if not issubclass(lost.exc_type, KeyboardInterrupt):
            otherwise(lost)
            return
        for each in CAUGHT:
            signal.signal(each, _stop)
        signal.setitimer(signal.ITIMER_REAL, AGAIN)

    return hear


def _not_again(number: int, frame: FrameType | None) -> None:
    """Stopping is under way (SIG_IGN instead would print a traceback for a signal just caught)."""


@contextmanager
def only_one(data_dir: Path, name: str) -> Iterator[None]:
    """Hold the place of process ``name`` in ``data_dir/run``; Problem when another lives there."""
    with open(data_dir / "run" / f"{name}.lock", "a") as lock, pid_file(data_dir, name) as record:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            sentence = _(
                "“anxin {name}” already runs in {place} (process {pid}): stop it or name another --data-dir."
            )
            raise Problem(sentence, name=name, place=data_dir, pid=_read_pid(record) or "?") from taken
        record.write_text(f"{os.getpid()}\n")
        yield


@contextmanager
def pid_file(data_dir: Path, name: str) -> Iterator[Path]:
    """The path of a process's pid file; it is removed afterwards unless it names another process."""
    record = data_dir / "run" / f"{name}.pid"
    mine = os.getpid()
    try:
        yield record
    finally:
        if _read_pid(record) == mine:
            record.unlink()


def free_port(host: str, port: int, data_dir: Path) -> int:
    """Return ``port`` if it is free (0: any free one); Problem says who has it and how to go on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            return int(probe.getsockname()[1])
        except OSError as refused:
            raise _port_problem(port, refused, data_dir) from refused


def _port_problem(port: int, refused: OSError, data_dir: Path) -> Problem:
    if refused.errno == errno.EADDRINUSE and (pid := _living_web(data_dir)):
        return Problem(
            _("Port {port} is held by an earlier Anxin (process {pid}): end it with “kill {pid}”."),
            port=port,
            pid=pid,
        )
    if refused.errno == errno.EADDRINUSE:
        return Problem(
            _("Port {port} is taken: choose another with --port {other}, or stop the program that holds it."),
            port=port,
            other=port + 1,
        )
    return Problem(
        _("Port {port} cannot be used ({reason}): choose another with --port, above 1024."),
        port=port,
        reason=refused.strerror,
    )


def end_leftover(data_dir: Path) -> None:
    """End a web server and a worker whose master was killed. Call while holding the master's place."""
    for name, module in LIVING.items():
        if pid := _living(data_dir, name, module):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGTERM)
                deadline = time.monotonic() + STOP_LIMIT
                while _living(data_dir, name, module) and time.monotonic() < deadline:
                    time.sleep(0.05)


def _living_web(data_dir: Path) -> int | None:
    return _living(data_dir, "web", LIVING["web"])


def _living(data_dir: Path, name: str, module: str) -> int | None:
    """The process in ``<name>.pid`` when it is alive and really runs this module of ours."""
    pid = _read_pid(data_dir / "run" / f"{name}.pid")
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return None
    return pid if module.encode() in words else None


def _read_pid(record: Path) -> int | None:
    try:
        return int(record.read_text())
    except (OSError, ValueError):
        return None


class Child:
    """A process of the house in a group of its own; its words go to ``run/<name>.log``."""

    def __init__(
        self, data_dir: Path, name: str, *command: str, surroundings: dict[str, str] | None = None
    ) -> None:
        self.log, self.record = data_dir / "run" / f"{name}.log", data_dir / "run" / f"{name}.pid"
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                stdin=subprocess.DEVNULL,
                env=surroundings
                or {**os.environ, "ANXIN_SERVES": "1"},  # settings leave the owner's login out
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )
        self.record.write_text(f"{self.process.pid}\n")

    def stop(self) -> None:
        """End the process and all it started."""
        with suppress(ProcessLookupError):
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_LIMIT)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.record.unlink(missing_ok=True)


class Served(Child):
    """A web server."""

    def __init__(
        self, data_dir: Path, name: str, application: str, host: str, port: int, workers: int = 1,
        surroundings: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.host, self.port = host, port
        options = ["--interface", "wsgi", "--host", host, "--port", str(port)]
        options += ["--log-level", "warning", "--no-ws"]
        options += ["--workers", str(workers), "--blocking-threads", "4", "--workers-kill-timeout", "3"]
        options += ["--respawn-failed-workers"] if workers > 1 else []  # one alone is better seen to fail
        super().__init__(
            data_dir, name, "granian", *options, f"{application}:application", surroundings=surroundings
        )

    def wait_until_ready(self) -> None:
        """Wait until a page is served; Problem when the server ends or says nothing for a minute."""
        deadline = time.monotonic() + READY_LIMIT
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise self.failure()
            time.sleep(0.1)

    def failure(self) -> Problem:
        """Say that the web server is gone, and where its words are."""
        return Problem(_("The web server stopped by itself: its log is {log}."), log=self.log, exit_code=1)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status > 0
        except OSError:
            return False
        finally:
            connection.close()


class Web(Served):
    """The house's web server."""

    def __init__(self, data_dir: Path, host: str, port: int, workers: int) -> None:
        super().__init__(data_dir, "web", LIVING["web"], host, port, workers)


class Door(Served):
    """The door's web server: it is told of its own folder and of nothing else (config/door.py)."""

    def __init__(self, data_dir: Path, folder: Path, host: str, port: int) -> None:
        kept = {name: os.environ[name] for name in FOR_THE_DOOR if name in os.environ}
        surroundings = {**kept, "ANXIN_DOOR_DIR": str(folder)}
        super().__init__(data_dir, "door", LIVING["door"], host, port, surroundings=surroundings)


class House:
    """The processes that stand together: web server, worker and, where it is asked for, the door."""

    def __init__(self, data_dir: Path, web: Web, host: str, door_port: int | None) -> None:
        self.data_dir, self.web, self.host, self.door_port = data_dir, web, host, door_port
        self.worker = Child(data_dir, "worker", WORKER)
        self.door = self._open_door()

    def _open_door(self) -> Door | None:
        folder = self.data_dir / DOOR
        return Door(self.data_dir, folder, self.host, self.door_port) if self.door_port else None

    def watch(self) -> None:
        """Wait until the web server ends, and say so; a door that ends meanwhile is opened again."""
        while self.web.process.poll() is None:
            if self.door and self.door.process.poll() is not None:
                self.door.stop()
                self.door = self._open_door()
            time.sleep(WATCH)
        raise self.web.failure()

    def stop(self) -> None:
        """End the worker and the door."""
        for child in (self.door, self.worker):
            if child:
                child.stop()


@contextmanager
def web_server(
    data_dir: Path, host: str, port: int, workers: int, door_port: int | None = None
) -> Iterator[House]:
    """The web server, ready to answer, the queue's worker and the door, for the length of a block."""
    web = Web(data_dir, host, port, workers)
    try:
        web.wait_until_ready()
        house = House(data_dir, web, host, door_port)
        try:
            if house.door:
                house.door.wait_until_ready()
            yield house
        finally:
            house.stop()
    finally:
        web.stop()


_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """In the child, before it begins: end when the master is killed without a chance to tidy up."""
    assert _libc is not None
    _libc.prctl(PARENT_DIED, signal.SIGTERM)
