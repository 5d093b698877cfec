"""The one way of masking in the house: what a screen, a list or a paper shows until somebody reveals a value.

The full text never reaches the page. Which field is masked how stands in ground.access.personal.
"""

import re
from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

# Numbers inside sentences: identity numbers and accounts (11 digits and more, in one piece or in groups),
# mobile telephones, lines with an area code. Dates, sums and numbers of documents are shorter.
_NUMBERS = re.compile(
    r"(?<!\d)(?:\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]|\d{4}(?:[ -]\d{4}){2,4}(?:[ -]\d{1,4})?"
    r"|\d{3,4}[ -]\d{3,4}[ -]\d{4}|0\d{2,3}[ -]\d{7,8}|\d{11,25}[Xx]?)(?!\d)"
)
_HOUSE = re.compile(
    r"[0-9０-９一二三四五六七八九十百]+(?=\s*(?:号|栋|幢|座|单元|室|楼|层|户|组|弄|门))|[0-9０-９]+"
)
CITIZEN = 18  # characters of an identity number
_STREET = re.compile(r"^(.*(?:省|市|区|县|镇|乡|街道|村|路|街|巷))(.+)$", re.DOTALL)


def masked_id(number: str) -> str:
    """An identity number with its first and last character: 1****************X. The birth date often stands
    beside it and the county is known: with four at each end some ten numbers would be left to try."""
    return f"{number[:1]}{'*' * (len(number) - 2)}{number[-1:]}" if len(number) > 10 else "*" * len(number)


def masked_phone(number: str) -> str:
    """A mobile number as 138****1234; a line with an area code keeps its last two digits."""
    digits = number.replace(" ", "").replace("-", "")
    if len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]}****{digits[-4:]}"
    return "*" * max(len(digits) - 2, 0) + digits[-2:] if len(digits) > 4 else "*" * len(digits)


def masked_account(number: str) -> str:
    """A bank account with its last four digits."""
    return f"{'*' * (len(number) - 4)}{number[-4:]}" if len(number) > 8 else "*" * len(number)


def masked_name(name: str) -> str:
    """A name with all but the family name hidden: 周**. Compound family names keep two characters."""
    return name[:1] + "*" * max(len(name) - 1, 0) if len(name) < 4 else name[:2] + "*" * (len(name) - 2)


def masked_address(address: str) -> str:
    """An address without its house number: 河东镇沿河路**号. Without any number, what follows the street.
    No address stays none."""
    if not address:
        return ""
    hidden = _HOUSE.sub("**", address)
    if hidden != address:
        return hidden
    street = _STREET.match(address)
    return f"{street[1]}***" if street else address[:2] + "***"


def masked_text(text: str) -> str:
    """A sentence in which identity numbers keep their ends, telephones and accounts their last figures."""
    return _NUMBERS.sub(lambda found: _masked_found(found[0]), text)


def _masked_found(number: str) -> str:
    is_citizen = len("".join(filter(str.isalnum, number))) == CITIZEN
    return masked_id(number) if is_citizen else masked_account(number)


def hidden(text: str) -> str:
    """Words of which nothing is shown: health, a child's school."""
    return _("(masked)") if text else ""


MASKS: Final[dict[str, Callable[[str], str]]] = {
    "id": masked_id,
    "phone": masked_phone,
    "account": masked_account,
    "name": masked_name,
    "address": masked_address,
    "text": masked_text,
    "hidden": hidden,
    "": str,
}


def masked(mask: str, value: str) -> str:
    """A value under the mask of this code; "" shows it as it is. KeyError for an unknown code."""
    return MASKS[mask](value) if value else ""
