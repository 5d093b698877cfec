"""What the journal's codes of units and access mean, in words."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell

tell(
    {
        "units.added": _("added a unit"),
        "access.account_made": _("made an account"),
        "access.appointed": _("appointed somebody to a post"),
        "access.post_chosen": _("chose the post to act in"),
        "access.page_opened": _("opened a page of the card"),
        "access.given": _("gave access"),
        "access.withdrawn": _("withdrew access"),
        "access.signed_in": _("signed in"),
        "access.signed_out": _("signed out"),
        "access.sign_in_failed": _("tried to sign in and failed"),
        "access.refused": _("was refused a page"),
        "access.not_found": _("asked for a record that is not within reach"),
    }
)
