"""The five lists of entitlements across families, as tabs of one another."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.request import Request
from anxin.ground.ui.parts import Link, Words

LISTS: tuple[tuple[str, Words, str], ...] = (
    ("entitlements:gaps", _("What is missing"), "entitlements.read"),
    ("entitlements:finder", _("Finder"), "entitlements.read"),
    ("entitlements:claims_list", _("Claims"), "entitlements.read"),
    ("entitlements:top_ups", _("Top-ups"), "entitlements.claim"),
    ("entitlements:standards", _("Local standards"), "entitlements.read"),
)


def tabs_of(request: Request) -> list[Link]:
    """The tabs that this post may open; the page one is on is marked."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [
        Link(label, reverse(name), current=name == here)
        for name, label, permission in LISTS
        if request.post.may(permission)
    ]
