"""What exemplars adds to the house's pages: its door, and its word in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

entry("exemplars:list", _("Exemplars"), "exemplars.read", 80)
tell({"exemplars.published": _("published the profile of an exemplar")})
