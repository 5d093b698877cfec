"""The one way in which a command says that it cannot go on."""


def _(sentence: str) -> str:
    """Mark a sentence for translation. It is translated where it is shown, with or without Django."""
    return sentence


class Problem(Exception):
    """One sentence for the person at the keyboard: what is wrong and how to mend it.

    ``sentence`` is English with ``{names}``, ``params`` fill them; the command line translates it.
    ``exit_code`` is 2 for bad input or surroundings, 1 when a check found a failure.
    Never put personal data into either.
    """

    def __init__(self, sentence: str, *, exit_code: int = 2, **params: object) -> None:
        super().__init__(sentence, params)
        self.sentence, self.params, self.exit_code = sentence, params, exit_code

    def __str__(self) -> str:
        return self.sentence.format(**self.params)
