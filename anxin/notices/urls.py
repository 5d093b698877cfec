from django.urls import include, path

from . import views

reports = (
    [
        path("", views.reports, name="list"),
        path("new/", views.report_new, name="new"),
        path("<uuid:report>/", views.report, name="report"),
        path("<uuid:report>/words/", views.report_words, name="words"),
        path("<uuid:report>/sign/", views.report_sign, name="sign"),
        path("<uuid:report>/word/", views.report_word, name="word"),
        path("<uuid:report>/figures/<str:code>/", views.report_figure, name="figure"),
    ],
    "reports",
)

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("reports/", include(reports)),
    path("<uuid:notice>/", views.notice, name="notice"),
    path("<uuid:notice>/addressees/<int:order>/", views.addressee, name="addressee"),
]
