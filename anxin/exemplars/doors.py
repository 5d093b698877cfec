"""The tabs that stand on the lists of this room."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.request import Request
from anxin.ground.ui.parts import Link

TABS = (
    ("exemplars:list", _("Exemplars"), "exemplars.read"),
    ("exemplars:themes", _("The four qualities"), "exemplars.read"),
    ("exemplars:study", _("Study by unit"), "study.read"),
    ("exemplars:programmes", _("Programmes"), "exemplars.read"),
    ("exemplars:materials", _("Materials"), "exemplars.read"),
    ("exemplars:publicity", _("Publicity"), "study.read"),
)


def tabs(request: Request, here: str) -> list[Link]:
    """Those that the post may open."""
    return [
        Link(label, reverse(name), current=name == here)
        for name, label, permission in TABS
        if request.post.may(permission)
    ]
