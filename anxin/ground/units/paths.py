"""Steps of a path: fixed-width base 36, so that a subtree is a range under COLLATE "C"."""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def step(number: int, width: int) -> str:
    """Write ``number`` (≥ 0) as exactly ``width`` base-36 characters.

    Raises OverflowError when it does not fit.
    """
    text = ""
    rest = number
    for _ in range(width):
        rest, digit = divmod(rest, 36)
        text = DIGITS[digit] + text
    if rest:
        raise OverflowError(f"{number} needs more than {width} base-36 characters")
    return text


def number(text: str) -> int:
    """Read a step back into its number."""
    return int(text, 36)
