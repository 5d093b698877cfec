"""What a command shows: results on the standard output, progress and problems on the error output."""

import json
import time
from types import TracebackType
from typing import Self

from rich.console import Console

from anxin.ground.database.problem import Problem

from .words import gettext

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def tell(problem: Problem) -> None:
    """Say a problem's one sentence on the error output."""
    sentence = gettext(problem.sentence).format(**problem.params)
    err.print(f"anxin: {sentence}", style="red" if err.is_terminal else "", markup=False)


def show_json(answer: object) -> None:
    """Write ``answer`` as JSON and nothing else on the standard output."""
    out.file.write(json.dumps(answer, ensure_ascii=False, indent=1, default=str) + "\n")


class Steps:
    """Progress: each sentence begins a step, the next one ends it with its seconds.

    ``progress`` may be handed to anything that takes a function of one (untranslated) sentence.
    """

    def __init__(self) -> None:
        self._status = err.status("", spinner="dots")
        self._current, self._began = "", 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.done(kind is None)

    def progress(self, sentence: str) -> None:
        """Begin the step that ``sentence`` names."""
        self.done()
        self._current, self._began = gettext(sentence), time.monotonic()
        self._status.update(self._current)
        self._status.start()

    def done(self, well: bool = True) -> None:
        """End the current step."""
        self._status.stop()
        if self._current:
            mark = "[green]✓[/]" if well else "[red]✗[/]"
            err.print(f"{mark} {self._current} [dim]{time.monotonic() - self._began:.1f} s[/]")
        self._current = ""
