from django.urls import path

from . import views

app_name = "journal"
urlpatterns = [
    path("", views.journal, name="list"),
    path("who-saw/", views.breach, name="who_saw"),
]
