"""Folders and installations for the tests of the command line."""

import shutil

import pytest

from anxin.ground.database.server import serving, stop_server
from tests import ready

from . import house as processes
from .house import anxin


@pytest.fixture
def folder():
    """A data directory to be."""
    place = ready.folder("anxin-t-")
    yield place
    stop_server(place)
    shutil.rmtree(place)


@pytest.fixture
def demo():
    """Begins demos; those a failing test leaves running are ended."""
    begun = []

    def begin(data_dir):
        begun.append(processes.demo(data_dir))
        return begun[-1]

    yield begin
    for process in begun:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def house():
    """A migrated installation whose server stays up for the tests of one file."""
    with ready.installation("migrated", _migrated) as place, serving(place, embedded=True):
        yield place


def _migrated(place):
    with serving(place, embedded=True):
        done = anxin("migrate", "--data-dir", place)
        assert done.returncode == 0, done.stderr
