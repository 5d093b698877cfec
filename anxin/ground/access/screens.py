"""What access adds to the house's pages: the administrators' door, and its words in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

entry("access:accounts", _("Units and access"), "access.list", 15, phone=True, icon="key")
tell(
    {
        "access.account_made": _("made an account"),
        "access.account_disabled": _("disabled an account"),
        "access.appointed": _("appointed somebody to a post"),
        "access.post_ended": _("closed a post"),
        "access.post_left": _("a post whose last day has gone by was handed over"),
        "access.post_chosen": _("changed the post to act in"),
        "access.delegated": _("handed a post to a colleague for a time"),
        "access.delegation_ended": _("ended a delegation"),
        "access.given": _("gave access"),
        "access.renewed": _("let access go on"),
        "access.withdrawn": _("ended access"),
        "access.page_opened": _("opened a page of the card"),
        "units.added": _("added units"),
    }
)
