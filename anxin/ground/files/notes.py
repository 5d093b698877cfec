"""What is written back into a workbook: plain data that passes between the processes."""

from typing import Literal, TypedDict

TITLE = "问题"  # the workbook is a Chinese department's; a later reading knows the column by this word

Kind = Literal["fault", "mended"]


class SheetNotes(TypedDict):
    """The notes of one sheet, by row number (as text, since JSON keys are)."""

    heading_row: int
    last_row: int
    column: int | None  # from 1: the 问题 column of an earlier return, to be replaced
    rows: dict[str, tuple[Kind, str]]


Notes = dict[str, SheetNotes]  # by the sheet's name
