"""What one's own day adds to the house's pages: the first door of the bar, and its words in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

from .badge import due_now

entry("desk:home", _("To do"), "desk.open", 10, phone=True, icon="list", badge=due_now)
tell({"desk.opened": _("looked at one's own day")})
