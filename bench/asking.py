"""What benches share: how long a block takes, and how long a page does through HTTP, with what it costs."""

import http.client
import math
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anxin.cli.ready import late
from bench.import_ledger import say

Took = tuple[list[float], int, float, float]  # ms of each answer, bytes, CPU ms of app and database for one


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Tell how long the block took, and how much of it was work."""
    wall, own, base = time.perf_counter(), time.process_time(), _postgres()
    yield
    wall, own, base = time.perf_counter() - wall, time.process_time() - own, _postgres() - base
    load = os.getloadavg()[0]
    say(f"{what:<44} {wall:7.1f} s   CPU: python {own:6.1f} s  database {base:6.1f} s   load {load:.1f}")


def took_of(caller: tuple[str, int, str], url: str, asks: int, web: int) -> Took:
    """Ask for a page so often, after two times that warm it up."""
    for _ in range(2):  # plans, templates, catalogues
        _ask(*caller, url)
    app, base, took, size = _cpu(web), _postgres(), [], 0
    for _ in range(asks):
        begun = time.perf_counter()
        size = _ask(*caller, url)
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took), size, (_cpu(web) - app) / asks * 1000, (_postgres() - base) / asks * 1000


def tell(name: str, page: str, told: Took) -> None:
    """Say what it took, on one line."""
    took, size, app, base = told
    half, most = _percentile(took, 50), _percentile(took, 95)
    say(
        f"{name:<9} {page:<9} p50 {half:7.1f} ms  p95 {most:7.1f} ms   CPU: app {app:6.1f} ms"
        f"  database {base:6.1f} ms   {size / 1024:4.0f} KB"
    )


def _percentile(rising: list[float], percent: int) -> float:
    """The smallest value that so many per cent do not exceed (nearest rank)."""
    return rising[math.ceil(len(rising) * percent / 100) - 1]


def _ask(host: str, port: int, cookie: str, url: str) -> int:
    connection = http.client.HTTPConnection(host, port, timeout=300)
    connection.request("GET", url, headers={"Cookie": cookie, "Accept-Language": "zh-CN"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, (answer.status, url)
    return len(body)


def _cpu(root: int) -> float:
    """CPU seconds so far of a process and all below it."""
    parents: dict[int, list[int]] = {}
    spent: dict[int, float] = {}
    for pid in (int(name) for name in os.listdir("/proc") if name.isdigit()):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(pid)
        spent[pid] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    waiting, total = [root], 0.0
    while waiting:
        pid = waiting.pop()
        total += spent.get(pid, 0.0)
        waiting += parents.get(pid, [])
    return total


def _postgres() -> float:
    """CPU seconds so far of the database server and its backends."""
    with late("django.db").connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    fields = Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()
    return _cpu(int(fields[1]))
