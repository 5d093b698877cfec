"""Addresses of the room, a list a track."""

from . import urls_bridge, urls_help, urls_leave, urls_mind, urls_roster

app_name = "officers"
urlpatterns = [
    *urls_mind.urlpatterns,
    *urls_help.urlpatterns,
    *urls_roster.urlpatterns,
    *urls_bridge.urlpatterns,
    *urls_leave.urlpatterns,
]
