from django.urls import path

from . import views

app_name = "messages"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("channels/", views.channels, name="channels"),
]
