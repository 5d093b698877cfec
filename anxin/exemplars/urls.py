from django.urls import path

from . import views

app_name = "exemplars"
urlpatterns = [
    path("", views.exemplars, name="list"),
    path("<slug:slug>/", views.profile, name="profile"),
]
