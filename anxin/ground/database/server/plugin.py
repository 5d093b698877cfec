"""For pytest (``-p anxin.ground.database.server.plugin``): the run's own server, before settings are read.

The first process of a run starts it, those of pytest-xdist join it, the last one removes it.
"""

import os
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from .testing import testing_cluster

_run = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Start or join the server; a wrapper runs before pytest-django loads the settings."""
    data_dir, _ = _run.enter_context(testing_cluster())
    os.environ["ANXIN_DATA_DIR"], os.environ["ANXIN_TESTING"] = str(data_dir), "1"
    os.environ.pop("DATABASE_URL", None)
    yield


def pytest_unconfigure() -> None:
    """Leave the server; the last process stops it."""
    _run.close()
