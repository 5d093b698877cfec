"""What access adds at start-up: its doors, acts for two, and its words in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

from .approvals import kind

entry("access:accounts", _("Units and access"), "access.list", 15, phone=True, icon="key")
entry("access:calendar", _("Working days"), "access.calendar", 97)
entry("access:emergency", _("Emergency access"), "emergency.open", 96)
entry("access:decisions", _("Requests to decide"), "approvals.decide", 98)
entry("access:reviews", _("Emergency reviews"), "emergency.review", 99)

kind("access.scope", permission="access.decide", words=_("an appointment that widens what one sees"))
kind(
    "journal.key",
    permission="journal.decide",
    asks="journal.keys",
    words=_("a change of the keys that seal the journal and encrypt the register"),
    at_command_line=True,
)
kind(
    "access.emergency_again",
    permission="emergency.agree",
    asks="emergency.open",
    words=_("opening the same card again in an emergency within 24 hours"),
)
tell(
    {
        "access.account_made": _("made an account"),
        "access.account_disabled": _("disabled an account"),
        "access.appointed": _("appointed somebody to a post"),
        "access.desk_listed": _("entered a desk's contact in the office directory"),
        "access.post_ended": _("closed a post"),
        "access.post_left": _("a post whose last day has gone by was handed over"),
        "access.post_chosen": _("changed the post to act in"),
        "access.delegated": _("handed a post to a colleague for a time"),
        "access.delegation_ended": _("ended a delegation"),
        "access.given": _("gave access"),
        "access.renewed": _("let access go on"),
        "access.withdrawn": _("ended access"),
        "access.page_opened": _("opened a page of the card"),
        "access.calendar_set": _("entered the working days of a year"),
        "units.added": _("added units"),
        "access.approval_asked": _("asked for a second person's agreement"),
        "access.approval_agreed": _("agreed as the second person"),
        "access.approval_refused": _("refused as the second person"),
        "access.approval_withdrawn": _("took a request back"),
        "access.approval_used": _("carried out what was agreed to"),
        "access.emergency_opened": _("opened the card by emergency access"),
        "access.emergency_ended": _("ended the emergency access"),
        "access.emergency_refused": _("asked for emergency access in vain"),
        "access.emergency_reviewed": _("reviewed an emergency access"),
        "access.password_changed": _("changed one's own password"),
        "access.password_reset": _("gave an initial secret to somebody"),
        "access.factor_added": _("set up a second factor"),
        "access.factor_removed": _("removed a second factor"),
        "access.factors_cleared": _("removed the second factor of somebody who lost it"),
        "access.codes_renewed": _("made new recovery codes"),
        "access.sessions_ended": _("ended sessions"),
        "access.language_chosen": _("chose the language of the pages"),
        "access.subject_bound": _("bound a single sign-on to an account"),
        "access.signed_in": _("signed in"),
        "access.signed_out": _("signed out"),
        "access.sign_in_failed": _("tried to sign in and failed"),
        "access.refused": _("was refused a page"),
        "access.not_found": _("asked for a record that is not within reach"),
    }
)
