"""Servers of these tests need not survive the machine's own crash."""

import pytest

from anxin.ground.database.server import cluster


@pytest.fixture(scope="session")
def hurried():
    """Let servers skip waiting for the disk."""
    patch = pytest.MonkeyPatch()
    patch.setitem(cluster.CONFIGURATION, "fsync", "off")
    yield
    patch.undo()
