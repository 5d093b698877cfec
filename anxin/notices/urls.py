from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("reports/", views.reports, name="reports"),
    path("reports/new/", views.report_new, name="report_new"),
    path("reports/<uuid:report>/", views.report, name="report"),
    path("reports/<uuid:report>/words/", views.report_words, name="report_words"),
    path("reports/<uuid:report>/sign/", views.report_sign, name="report_sign"),
    path("reports/<uuid:report>/word/", views.report_word, name="report_word"),
    path("reports/<uuid:report>/figures/<str:code>/", views.report_figure, name="report_figure"),
    path("<uuid:notice>/", views.notice, name="notice"),
    path("<uuid:notice>/addressees/<int:order>/", views.addressee, name="addressee"),
]
