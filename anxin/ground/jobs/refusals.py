"""A rule that says no: one exception for every act, with a code for programs and a sentence for people."""

from typing import Any

from django.utils.functional import Promise


class Refused(Exception):
    """An act was refused by a rule and changed nothing.

    ``code`` is stable; ``sentence`` says what is wrong, where, and how to mend it; no personal data.
    """

    def __init__(self, code: str, sentence: "str | Promise", **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.params = params

    def __str__(self) -> str:
        return str(self.sentence) % self.params if self.params else str(self.sentence)
