"""What the numbers of a report are called beside it, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.ground.figures.registry import get

# Names of the numbers that a report makes of others.
NAMES: dict[str, Promise] = {
    "measures.proposed": _("measures proposed"),
    "measures.done": _("measures carried out"),
    "measures.left": _("measures not carried out yet"),
    "measures.left.finance": _("measures not carried out yet, finance"),
    "measures.left.civil": _("measures not carried out yet, civil affairs"),
    "measures.left.hrss": _("measures not carried out yet, human resources and social security"),
    "measures.left.health": _("measures not carried out yet, health"),
    "measures.left.education": _("measures not carried out yet, education"),
}


def figure_name(code: str) -> Promise | str:
    """The name of a figure: its own, or the one kept here; its code where no room knows it."""
    try:
        return get(code).name
    except KeyError:
        return NAMES.get(code, code)
