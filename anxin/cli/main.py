"""The one console script. Each command is a file of this folder with a function of the same name."""

import os
import sys
import traceback
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import typer

from anxin.ground.database.problem import Problem, _

from .screen import tell
from .words import HOUSE, choose_language, gettext

COMMANDS = {
    "demo": _("Show the whole house on this machine, with invented people."),
    "serve": _("Serve the pages of an installation."),
    "door": _("Open the pages that departments and families reach from outside, as a process of its own."),
    "migrate": _("Bring the tables of the database up to date."),
    "make-account": _("Make an account with a post; its password is shown once."),
    "bind-subject": _("Let an identity of the single sign-on (provider, subject) open an account."),
    "import-ledger": _("Read a department's ledger into family cards and return its faults."),
    "policy": _("Load a local standard or a new national figure, with its document."),
    "calculate": _("Say what the law owes a family that is handed in as JSON."),
    "package": _("Carry notices and reports between networks that do not meet: keys, pack, open."),
    "seed": _("Fill an empty database with invented units, people and families."),
    "routes": _("List every address with the permission it needs."),
    "rights": _("Show which role holds which permission."),
    "recount": _("Count afresh what is kept counted of units: notices, study, answers."),
    "verify-journal": _("Check that no entry of the journal was changed or removed."),
    "personal-fields": _(
        "Show every personal field: why it is held, who reads it, masked how, kept how long."
    ),
    "rotate-keys": _("Bring every encrypted value under a fresh key; may be stopped and run again."),
    "backup": _("Write the whole database into a folder."),
    "restore": _("Read a backup into an empty database."),
    "check-start": _("Check that this installation may serve real people."),
}


def main() -> None:
    """Run one command. Exit code 0: done; 1: a check found a failure; 2: bad input or surroundings."""
    arguments = sys.argv[1:]
    choose_language(arguments)
    try:
        application()(arguments or ["--help"])
    except Problem as problem:
        tell(problem)
        sys.exit(problem.exit_code)
    except Exception as failure:
        if os.environ.get("ANXIN_DEBUG") == "1":
            raise
        tell(_unforeseen(failure))
        sys.exit(1)


def _unforeseen(failure: Exception) -> Problem:
    """Say where it broke, not what it said: a database's words quote the row at fault."""
    frames = [frame for frame in traceback.extract_tb(failure.__traceback__) if f"{HOUSE}/" in frame.filename]
    place = f"{Path(frames[-1].filename).relative_to(HOUSE.parent)}:{frames[-1].lineno}" if frames else "?"
    return Problem(
        _(
            "This should not have happened ({kind} in {place}). "
            "ANXIN_DEBUG=1 shows more, which may hold personal data."
        ),
        kind=type(failure).__name__,
        place=place,
    )


def application() -> typer.Typer:
    """Return the commands that exist, in the order of the table, in the language chosen."""
    app = typer.Typer(
        help=gettext(
            _("Anxin: care for the families of officers who died on duty, and for those at their posts.")
        ),
        epilog=gettext(_("--lang zh or --lang en anywhere chooses the language; else LANG does.")),
        pretty_exceptions_enable=False,  # they show local variables: personal data
        add_completion=False,
        no_args_is_help=True,
    )
    app.callback()(lambda: None)  # so that one command alone is still a command
    for name, purpose in COMMANDS.items():
        noun = name.replace("-", "_")
        if find_spec(f"anxin.cli.{noun}"):
            function = getattr(import_module(f"anxin.cli.{noun}"), noun)
            app.command(name, help=gettext(purpose))(function)
    return app


if __name__ == "__main__":
    main()
