"""Starts the test run's server before Django reads its settings (pytest: ``-p`` in pyproject.toml)."""

import os

from .testing import testing_cluster

_cluster = testing_cluster()
os.environ["ANXIN_TESTING"] = "1"
os.environ["ANXIN_DATA_DIR"] = str(_cluster.__enter__()[0])


def pytest_unconfigure() -> None:
    """Leave the cluster; the last process of the run stops it."""
    _cluster.__exit__(None, None, None)
