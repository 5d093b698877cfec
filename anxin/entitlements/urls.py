from django.urls import path

from . import views

app_name = "entitlements"
urlpatterns = [
    path("", views.gaps, name="gaps"),
    path("<uuid:card>/", views.card, name="card"),
    path("<uuid:card>/again/", views.again, name="again"),
]
