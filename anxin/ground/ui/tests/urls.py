"""A small house of its own, so that these tests need no room above."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.i18n import set_language

from anxin.ground.ui.views import gallery


def page(request: HttpRequest, card: str = "") -> HttpResponse:
    """A page that says nothing."""
    return HttpResponse("")


room = (
    [path("", page, name="list"), path("c/<card>", page, name="card"), path("v/<card>", page, name="visits")],
    "room",
)
access = ([path("switch", page, name="switch_post"), path("out", page, name="sign_out")], "access")

urlpatterns = [
    path("", page, name="home"),
    path("room/", include(room)),
    path("access/", include(access)),
    path("language", set_language, name="set_language"),
    path("gallery", gallery, name="gallery"),
]
