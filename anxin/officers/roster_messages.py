"""One sentence for each fault of a personnel ledger: what is wrong and how to mend it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "name_missing": _("The name is missing. Write it in, or delete the row."),
    "number_wrong": _(
        "The identity number is not right: compare it with the card, sign by sign. Leave the cell empty if it"
        " is not at hand."
    ),
    "number_cut": _(
        "Excel has cut the last digits off. Set the column to text (文本) and enter the number again."
    ),
    "number_twice": _("The same identity number stands in row %(other)s. Keep one of the two rows."),
    "sex_unknown": _("Write 男 or 女, or leave the cell empty."),
    "date_wrong": _("This is no date. Write it like 1985-03-01, 1985.03 or 198503."),
    "date_doubtful": _(
        "January or October? Excel has dropped a nought. Set the column to text (文本) and write it like"
        " 1985.10."
    ),
    "born_differs": _("The date of birth is not that of the identity number. One of the two is wrong."),
    "month_missing": _("The year alone is not enough to reckon with. Write year and month at least."),
    "future": _("This day lies in the future. Check the year."),
    "ground_unknown": _(
        "This kind of frontline post is not known. Write one of 乡镇, 驻村, 应急, 执法, 项目, 支援, 其他."
    ),
    "since_missing": _("Since when at the front? Write the day in a column 到一线时间."),
    "unit_unknown": _(
        "No unit of this name lies within your scope. Write its name as the list of units does, or leave the"
        " cell empty: then it is the unit chosen for the whole ledger."
    ),
    "namesakes": _(
        "Several officers of this name are in the unit. Write the identity number so that it is clear who is"
        " meant."
    ),
    "same_person": _(
        "Somebody of this name is on record already: say on the page of this ledger whether it is the same"
        " person, or write the identity number."
    ),
    "gone": _(
        "On record as no longer at work, with the day. See the officer's page; this line is not taken over."
    ),
    "elsewhere": _(
        "The front noted so far begins later than this ledger says. Correct it on the officer's page."
    ),
}


def sentence(told: Mapping[str, object]) -> str:
    """The sentence of a stored fault, in the reader's language."""
    params = told["params"]
    words = str(SENTENCES[str(told["code"])])
    return words % params if params else words
