"""Masks for what a screen shows before it is revealed. The full text never reaches the page."""


def masked_id(number: str) -> str:
    """An identity number with its first four and last four characters: 1101**********002X."""
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}" if len(number) > 8 else "*" * len(number)


def masked_phone(number: str) -> str:
    """A mobile number as 138****1234; a line with an area code keeps its last two digits."""
    digits = number.replace(" ", "").replace("-", "")
    if len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]}****{digits[-4:]}"
    return "*" * max(len(digits) - 2, 0) + digits[-2:] if len(digits) > 4 else "*" * len(digits)


def masked_name(name: str) -> str:
    """A name with all but the family name hidden: 周**. Compound family names keep two characters."""
    return name[:1] + "*" * max(len(name) - 1, 0) if len(name) < 4 else name[:2] + "*" * (len(name) - 2)
