"""Acts of the office's side: one-time links, families' pages, carrying out what was said at the door."""

from .carrying import carrier, carry_out, readable
from .columns import end_signed, send_column_link, withdraw_column_link
from .family import Given, give_page, withdraw_page
from .links import Link, end_answered, send_link, tidy, withdraw_link

__all__ = [
    "Given",
    "Link",
    "carrier",
    "carry_out",
    "end_answered",
    "end_signed",
    "give_page",
    "readable",
    "send_column_link",
    "send_link",
    "tidy",
    "withdraw_column_link",
    "withdraw_link",
    "withdraw_page",
]
