from django.urls import path

from . import views

app_name = "surveys"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("<uuid:ledger>/", views.ledger, name="ledger"),
    path("<uuid:ledger>/merge/", views.merge, name="merge"),
    path("<uuid:ledger>/returned.xlsx", views.returned, name="returned"),
]
