"""Text to be read aloud: one thought a paragraph, so that the eye finds the place again after looking up."""

import re

# A Chinese sentence ends with its mark and the quotation mark that closes after it; an English one before a
# blank and a capital.
ENDS = re.compile(r"(?<=[。！？；])(?![”』」’])|(?<=[。！？][”』」’])|(?<=[.!?])\s+(?=[A-Z“\"])|\n+")


def thoughts(text: str) -> list[str]:
    """The sentences of a text, none of them empty."""
    return [one.strip() for one in ENDS.split(text) if one.strip()]
