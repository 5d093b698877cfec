"""The door in the bar."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.ui.navigation import entry

entry("oversight:figures", _("Figures"), "figures.read", 90)
