"""The door in the bar; acts of this room that take two people."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.approvals import kind
from anxin.ground.ui.navigation import entry

entry("oversight:figures", _("Figures"), "figures.read", 90)

# An act for two that the unit's leader decides. Erasure and unsealing stand in rights/screens.py.
kind("exports.mass", permission="exports.decide", words=_("an export of many rows"))
