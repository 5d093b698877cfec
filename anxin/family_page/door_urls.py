"""Every address of the door. Each view declares for whom it is open (door.gate); what declares nothing is
shut. Nothing of the house's addresses is here."""

from django.urls import include, path

from .door import column, desk, entry, family

PATTERNS = [
    path("healthz", entry.healthz, name="healthz"),
    path("robots.txt", entry.robots, name="robots"),
    path("leave/", entry.leave, name="leave"),
    path("p/<str:token>/", entry.enter, name="enter"),
    path("p/<str:token>/answer/", desk.answer, name="answer"),
    path("p/<str:token>/pass-on/", desk.pass_on, name="pass_on"),
    path("p/<str:token>/show/", desk.reveal, name="show"),
    path("p/<str:token>/sign/", column.sign, name="sign"),
    path("p/<str:token>/word/", family.word, name="word"),
]
urlpatterns = [path("", include((PATTERNS, "door")))]

handler400 = handler403 = handler404 = "anxin.family_page.door.gate.closed"
handler500 = "anxin.family_page.door.gate.failed"
