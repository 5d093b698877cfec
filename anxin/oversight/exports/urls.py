from django.urls import path

from . import views

app_name = "exports"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/<slug:what>/", views.new, name="new"),
    path("<uuid:item>/begin/", views.begin, name="begin"),
    path("<uuid:item>/password/", views.password, name="password"),
    path("<uuid:item>/fetch/", views.fetch, name="fetch"),
]
