"""What access adds at start-up: acts for two, and its words in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell

from .approvals import kind

kind("access.scope", permission="access.decide", words=_("an appointment that widens what one sees"))
kind(
    "journal.key",
    permission="journal.decide",
    asks="journal.keys",
    words=_("a change of the keys that seal the journal and encrypt the register"),
    at_command_line=True,
)
tell(
    {
        "access.approval_asked": _("asked for a second person's agreement"),
        "access.approval_agreed": _("agreed as the second person"),
        "access.approval_refused": _("refused as the second person"),
        "access.approval_withdrawn": _("took a request back"),
        "access.approval_used": _("carried out what was agreed to"),
    }
)
