from django.urls import URLPattern, URLResolver, include, path

from . import views
from .views import rounds as of_rounds

at_place = [
    path("", of_rounds.within, name="within"),
    path("officers/", of_rounds.officers, name="officers"),
    path("answer/", of_rounds.answer, name="answer"),
    path("answer/begin/", of_rounds.begin, name="begin"),
    path("answer/ledger/", of_rounds.bring, name="bring"),
    path("answer/send/", of_rounds.send, name="send"),
    path("answer/decide/", of_rounds.decide, name="decide"),
    path("places/<str:stand>/", of_rounds.listed, name="places"),
]
rounds: tuple[list[URLPattern | URLResolver], str] = (
    [
        path("", of_rounds.rounds, name="list"),
        path("<uuid:round>/", of_rounds.round_, name="round"),
        path("<uuid:round>/<uuid:place>/", include(at_place)),
    ],
    "rounds",
)

app_name = "surveys"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("rounds/", include(rounds)),
    path("<uuid:ledger>/", views.ledger, name="ledger"),
    path("<uuid:ledger>/merge/", views.merge, name="merge"),
    path("<uuid:ledger>/returned.xlsx", views.returned, name="returned"),
]
