"""What the family's side adds to the house's pages: what a family says, on its card and in the lists."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import Section, entry, may, section

from .queries import said_by

SHOWN = 3


def words(request: HttpRequest, record: Household) -> dict[str, Any]:
    """What this family said last, and how it stands."""
    return {"words": said_by(record)[:SHOWN], "may_word": may(request, "care.word")}


entry("care:words", _("What families say"), "care.word", 45)
section(Section("words", 25, "care/part_words.html", words, "side", "care.read"))

tell(
    {
        "care.word_received": _("took in what a family says"),
        "care.word_taken_up": _("took up what a family says"),
        "care.word_answered": _("answered what a family says"),
        "care.word_raised": _("put a family's word before others"),
        "care.words_listed": _("looked at the list of what families say"),
        "care.cards_printed": _("printed contact cards"),
        "care.cards_listed": _("looked at the list of contact cards"),
        "care.agreed_printed": _("printed the sheet of what was agreed"),
        "care.page_given": _("gave a family its page"),
        "care.page_withdrawn": _("took a family's page back"),
        "care.page_opened": _("looked at what a family's page shows"),
        "care.slip_printed": _("printed the slip with the code of a family's page"),
        "care.word_opened": _("opened what a family says"),
    }
)
