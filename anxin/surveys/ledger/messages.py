"""What a clerk reads about a fault: what is wrong, where, and how to mend it. Never the value itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from anxin.surveys.ledger.limits import Unreadable
from anxin.surveys.ledger.shapes import Fault

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FAULTS: Mapping[str, "_StrPromise"] = {
    "float_id": _(
        "Row %(row)d: Excel turned “%(heading)s” into a number and its last digits are lost. "
        "Set the column to text and type the number again."
    ),
    "check_digit": _(
        "Row %(row)d: the check digit of “%(heading)s” is wrong, so some digit was copied wrongly. "
        "Compare it with the identity card."
    ),
    "old_number": _(
        "Row %(row)d: “%(heading)s” is an old number of 15 digits. Fill in the number of 18 digits."
    ),
    "id_length": _("Row %(row)d: “%(heading)s” does not have 18 digits. Compare it with the identity card."),
    "id_characters": _(
        "Row %(row)d: “%(heading)s” holds something other than digits and a final X. "
        "Compare it with the identity card."
    ),
    "id_birth": _(
        "Row %(row)d: the birth date inside “%(heading)s” (digits 7 to 14) does not exist. "
        "Compare it with the identity card."
    ),
    "birth_conflict": _(
        "Row %(row)d: “%(heading)s” does not agree with the birth date in the identity number. "
        "Correct whichever is wrong."
    ),
    "future_birth": _("Row %(row)d: by “%(heading)s” the person is not born yet. Check the year."),
    "bad_date": _(
        "Row %(row)d: “%(heading)s” is not a date that exists. Write it like 1971.11 or 1971年11月3日."
    ),
    "death_before_birth": _(
        "Row %(row)d: “%(heading)s” lies before the birth date. Check both against the documents."
    ),
    "death_future": _("Row %(row)d: “%(heading)s” lies in the future. Check the year."),
    "missing_name": _("Row %(row)d: “%(heading)s” is empty. Fill in the name."),
    "missing_relation": _(
        "Row %(row)d: “%(heading)s” is empty. Fill in what this person is to the deceased, for example 父亲."
    ),
    "bad_relation": _(
        "Row %(row)d: “%(heading)s” is no kinship that we know. Write for example 父亲, 妻子, 女儿."
    ),
    "unknown_sex": _("Row %(row)d: “%(heading)s” is neither 男 nor 女."),
    "bad_amount": _("Row %(row)d: “%(heading)s” is not one amount. Write a single number, for example 2600."),
    "duplicate_person": _(
        "Row %(row)d: the same identity number stands again in row %(other_row)d. "
        "Find out which family the person belongs to and delete the other row."
    ),
    "duplicate_elsewhere": _(
        "Row %(row)d: the same identity number stands again on sheet “%(other_sheet)s”, row %(other_row)d. "
        "Find out which family the person belongs to and delete the other row."
    ),
    "no_officer": _(
        "Row %(row)d: no row above says whose family this is. Put the row of the deceased above it."
    ),
    "sealed_card": _(
        "Row %(row)d: the card of this family is sealed and kept in storage only, so nothing of it was "
        "brought in. Ask the unit that keeps the card."
    ),
}
MENDED: Mapping[str, "_StrPromise"] = {
    "lowercase_x": _("Row %(row)d: the x at the end of “%(heading)s” was taken as X. Nothing to do."),
    "full_width": _("Row %(row)d: full-width digits in “%(heading)s” were taken as digits. Nothing to do."),
    "spaces": _("Row %(row)d: spaces in “%(heading)s” were left out. Nothing to do."),
    "apostrophe": _("Row %(row)d: the apostrophe at “%(heading)s” was left out. Nothing to do."),
    "hyphen": _("Row %(row)d: hyphens in “%(heading)s” were left out. Nothing to do."),
    "lookalike_x": _("Row %(row)d: the sign at the end of “%(heading)s” was taken as X. Nothing to do."),
}
UNREADABLE: Mapping[str, "_StrPromise"] = {
    "missing": _("The file is not there. Check its name and folder."),
    "too_large": _(
        "The file is larger than %(limit_mb)d MB. Delete pictures from it, or part it into several."
    ),
    "not_workbook": _("The file is not a workbook that can be read. Save it in Excel or WPS as .xlsx."),
    "password": _(
        "The workbook is protected by a password. Remove the password, save it, and bring it in again."
    ),
    "bomb": _(
        "The file unpacks to far more than a ledger can hold, so it was not opened. Save it again as .xlsx."
    ),
    "too_many_cells": _(
        "The sheet reaches as far as row %(row)s, column %(column)s. Delete what stands outside the table, "
        "or part it into several files."
    ),
    "cell_too_long": _(
        "A cell in row %(row)s holds far too much text. Shorten it and bring the file in again."
    ),
    "too_heavy": _("The file needs too much memory to read. Part it into several files."),
    "timeout": _("Reading the file took too long and was stopped. Part it into several files."),
    "empty": _("There is nothing in the table. Check that this is the right file."),
    "no_header": _(
        "No heading was found. The table needs a heading row with words like 姓名, 身份证号 and 与死者关系."
    ),
    "no_officer": _(
        "Nothing in the table says who died. It needs a column such as 殉职人员姓名, or a row “死者：…” "
        "above each family."
    ),
}


def sentence(fault: Fault) -> str:
    """One sentence about a fault or a mending, in the reader's language."""
    elsewhere = fault.params.get("other_sheet", fault.sheet) != fault.sheet
    code = "duplicate_elsewhere" if elsewhere else fault.code
    words = FAULTS.get(code) or MENDED[code]
    return words % {"row": fault.row, "heading": fault.heading, **fault.params}


def unreadable(refusal: Unreadable) -> str:
    """One sentence about a file that cannot be read as a ledger, in the reader's language."""
    return UNREADABLE[refusal.code] % refusal.params
