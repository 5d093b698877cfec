"""What packages add at start-up: their doors, the act for two, their words in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.approvals import Subject, kind
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

from .actions.keys import KIND
from .models.packages import PackageKey

entry("notices:packages:list", _("Packages between networks"), "packages.pass", 78)
entry("notices:packages:keys", _("Keys of packages"), "packages.keys", 79)


def told(subject: Subject) -> str:
    """Whose key it is and its fingerprint: what the second person compares by telephone."""
    key = PackageKey.objects.select_related("unit").get(pk=subject["key"])
    lines = [key.name, key.read_out, key.get_way_display(), key.unit.label if key.unit else ""]
    return "\n".join(line for line in lines if line)


kind(
    KIND,
    permission="packages.trust",
    asks="packages.keys",
    words=_("trust in the key of another installation"),
    tells=told,
)
tell(
    {
        "packages.key_made": _("made the key of this installation"),
        "packages.key_trusted": _("took another installation's key into use"),
        "packages.key_ended": _("ended the trust in a key"),
        "packages.packed": _("packed a notice or report for another network"),
        "packages.opened": _("opened a package from another network"),
        "packages.refused": _("was refused a package from another network"),
    }
)
