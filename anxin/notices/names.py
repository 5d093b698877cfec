"""What the numbers of a report are called beside it, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.ground.figures.registry import get

# Names of numbers made of others, and of figures that a room may not have registered yet.
NAMES: dict[str, Promise] = {
    "measures.proposed": _("measures proposed"),
    "measures.done": _("measures carried out"),
    "measures.left": _("measures not carried out yet"),
    "measures.left.finance": _("measures not carried out yet, finance"),
    "measures.left.civil": _("measures not carried out yet, civil affairs"),
    "measures.left.hrss": _("measures not carried out yet, human resources and social security"),
    "measures.left.health": _("measures not carried out yet, health"),
    "measures.left.education": _("measures not carried out yet, education"),
    "care.unnamed": _("families whose responsible person is to be named"),
    "care.needs_open": _("needs not met yet"),
    "care.visits_year": _("visits this year"),
    "care.promises_overdue": _("promises overdue"),
    "entitlements.unpaid": _("entitlements owed and not paid"),
    "entitlements.gaps": _("entitlements that cannot be calculated yet"),
}


def figure_name(code: str) -> Promise | str:
    """The name of a figure: its own, else the one kept here, else its code."""
    try:
        return get(code).name
    except KeyError:
        return NAMES.get(code, code)
