"""Runs ``anxin`` as people do: a process of its own, its exit code, its words."""

import os
import subprocess
import sys

DEMO = """
import sys
from pathlib import Path
from anxin.cli import demo, main
account = {"login": "clerk", "password": "secret", "name": "沈静", "post": "clerk", "unit": "99"}
demo.load_people = lambda progress: [] if Path(sys.argv[3], "accounts.json").exists() else [account]
main.main()
"""


def environment(**more):
    """The surroundings of a plain shell: nothing of the test run's own."""
    own = {
        key: value for key, value in os.environ.items() if not key.startswith(("ANXIN_", "DJANGO_", "COV_"))
    }
    own.pop("DATABASE_URL", None)
    return {**own, "LANG": "C.UTF-8", "LC_ALL": "", **more}


def anxin(*words, **environ):
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "anxin.cli", *map(str, words)],
        env=environment(**environ), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def python(program, *words):
    """Run a few lines in a process of their own and return what they print."""
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        env=environment(), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def demo(data_dir, port=0, **environ):
    """Begin a demo with one invented account instead of the whole cast."""
    return subprocess.Popen(
        [sys.executable, "-c", DEMO, "demo", "--data-dir", str(data_dir), "--port", str(port)],
        env=environment(**environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
