"""Doors in the bar, buttons on lists, acts of this room that take two people, words of the journal."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.approvals import Subject, kind
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import ListLink, entry, list_link

from .exports import claims, kinds, leave, ledger, lists, visits  # all but kinds register what they export

REGISTERED = (ledger, lists, claims, visits, leave)
entry("oversight:figures", _("Figures"), "figures.read", 90)
entry("journal:list", _("Journal"), "journal.read", 95, phone=True, icon="list")
# The bar has no room for it at 1366 px in English: each list leads there, and the telephone's menu.
entry("exports:mine", _("My exports"), "exports.make", 95, desk=False)


def _told(subject: Subject) -> str:
    """An export in words for the one who decides."""
    words = [str(kinds.get(subject["what"]).name)]
    if subject["numbers"]:
        words.append(gettext("with whole identity numbers, telephones and addresses"))
    if subject["children"]:
        words.append(gettext("with members under 14"))
    return gettext(", ").join(words)


# An act for two that the unit's leader decides. Erasure and unsealing stand in rights/screens.py.
kind(
    "exports.mass",
    permission="exports.decide",
    asks="exports.make",
    words=_("an export of many rows"),
    tells=_told,
)
tell(
    {
        "journal.listed": _("read the journal"),
        "journal.who_saw_asked": _("asked who had seen certain cards"),
        "journal.who_saw_downloaded": _("downloaded who had seen certain cards"),
        "exports.counted": _("looked at what an export would hold"),
        "exports.asked": _("asked for an export"),
        "exports.begun": _("began an export that a second person agreed to"),
        "exports.made": _("made the file of an export"),
        "exports.make_refused": _("was refused the file of an export"),
        "exports.password_shown": _("looked at the password of an export"),
        "exports.fetched": _("fetched the file of an export"),
        "exports.fetch_refused": _("was refused the fetching of an export"),
        "exports.expired": _("removed an export that was not fetched"),
    }
)

for place, code in enumerate(
    ("families", "needs", "entitlements", "figure", "requests", "claims", "visit_plans", "leave_year")
):
    link = ListLink(
        f"export.{code}", code, "exports:new", _("Export"), 90 + place, "exports.make", (("what", code),)
    )
    list_link(link)
