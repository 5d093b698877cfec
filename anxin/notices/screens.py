"""The doors in the bar."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.ui.navigation import entry

entry("notices:list", _("Notices"), "notices.read", 70)
entry("notices:reports:list", _("Report-back"), "reports.read", 75)
