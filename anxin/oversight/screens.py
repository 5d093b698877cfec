"""The door in the bar; acts of this room that take two people."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.approvals import kind
from anxin.ground.ui.navigation import entry

entry("oversight:figures", _("Figures"), "figures.read", 90)

# Acts for two that the unit's leader decides. Erasure belongs to the desk of the persons concerned.
kind("exports.mass", permission="exports.decide", words=_("an export of many rows"))
kind("rights.erasure", permission="rights.decide", words=_("the erasure of personal data"))
