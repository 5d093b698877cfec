"""What the codes on a claim mean. A claim outlives its rule: a code without words any more tells itself."""

from . import words


def rule(code: str) -> str:
    """The name of a rule."""
    return str(words.RULES.get(code, code))


def payer(code: str) -> str:
    """Who pays; nobody where no version of a rule is in force."""
    return str(words.PAYERS.get(code, code))


def period(code: str) -> str:
    """How often it is paid."""
    return str(words.PERIODS.get(code, code))


def review(code: str) -> str:
    """Why a line is looked at again."""
    return str(words.REVIEWS.get(code, code))


def deadline(code: str) -> str:
    """What is to be done by a day."""
    return str(words.DEADLINES.get(code, code))
