from django.urls import path

from . import views

app_name = "oversight"
urlpatterns = [
    path("", views.figures, name="figures"),
    path("<str:code>/", views.figure, name="figure"),
]
