"""Every address of the house. Each room brings its own list; an address without a declared permission is
refused by the gate and found by tests/test_gate.py."""

from django.urls import include, path
from django.views.i18n import set_language

from anxin.desk.views import home
from anxin.ground.access.gate import needs, public
from anxin.ground.ui.views import gallery

from . import health

urlpatterns = [
    path("", include("anxin.desk.urls")),
    path("", home, name="home"),  # the name by which every page links the first one
    path("families/", include("anxin.families.urls")),
    path("ledgers/", include("anxin.surveys.urls")),
    path("entitlements/", include("anxin.entitlements.urls")),
    path("care/", include("anxin.care.urls")),
    path("officers/", include("anxin.officers.urls")),
    path("notices/", include("anxin.notices.urls")),
    path("exemplars/", include("anxin.exemplars.urls")),
    path("figures/", include("anxin.oversight.urls")),
    path("journal/", include("anxin.oversight.journal.urls")),
    path("exports/", include("anxin.oversight.exports.urls")),
    path("rights/", include("anxin.rights.urls")),
    path("door/", include("anxin.family_page.urls")),
    path("messages/", include("anxin.ground.messages.urls")),
    path("access/", include("anxin.ground.access.urls")),
    path("access/", include("anxin.ground.access.signin_urls")),  # names of allauth, outside any namespace
    path("language/", public(set_language), name="set_language"),
    path("gallery/", needs("gallery.open")(gallery), name="gallery"),
    path("healthz", public(health.healthz), name="healthz"),
    path("readyz", public(health.readyz), name="readyz"),
]
