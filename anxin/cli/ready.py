"""From a data directory to a Django that works: server, settings, applications."""

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import django
from django.core.management import call_command
from django.utils import translation

from anxin.ground.database.connection import Connection
from anxin.ground.database.problem import _
from anxin.ground.database.server import Progress, serving, silent

from .words import language


def prepare(data_dir: Path, *, keys: bool = True) -> None:
    """Let Django read its settings from ``data_dir``. The database's ``connection.json`` must be there.
    ``keys``: make the door's first key where there is none yet."""
    os.environ["ANXIN_DATA_DIR"] = str(data_dir)
    (data_dir / "static").mkdir(exist_ok=True)  # settings.STATIC_ROOT: whitenoise complains without it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anxin.config.settings")
    django.setup()
    if keys:
        late("anxin.ground.database.crypto").make_door_keys()
    translation.activate(language())


@contextmanager
def database(data_dir: Path, progress: Progress = silent, *, keys: bool = True) -> Iterator[Connection]:
    """The database and Django for the length of a block; what was started for it is stopped after it.
    ``keys``: as in ``prepare``; a restore makes none: a fresh one would hide the old one."""
    with serving(data_dir, progress=progress) as connection:
        prepare(data_dir, keys=keys)
        yield connection


def spoken(progress: Progress) -> Progress:
    """Let Django's lazy sentences be told in the terminal's language, whatever language is at work."""

    def tell(sentence: object) -> None:
        with translation.override(language()):
            progress(str(sentence))

    return tell


def late(module: str) -> ModuleType:
    """Import a module that needs Django's applications: only after ``prepare``."""
    return importlib.import_module(module)


def migrate(progress: Progress = silent) -> None:
    """Bring the tables up to date, as their owner (see ground.database: the command ``migrate``)."""
    progress(_("Bringing the tables up to date"))
    call_command("migrate", verbosity=0, interactive=False)
    late("anxin.ground.journal.months").make_ahead()
