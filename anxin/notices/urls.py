from django.urls import include, path

from . import views
from .urls_cascade import cascade_urls
from .urls_notice import about_sent, drafts
from .urls_packages import packages

reports = (
    [
        path("", views.reports, name="list"),
        path("new/", views.report_new, name="new"),
        path("<uuid:report>/", views.report, name="report"),
        path("<uuid:report>/words/", views.report_words, name="words"),
        path("<uuid:report>/sign/", views.report_sign, name="sign"),
        path("<uuid:report>/recount/", views.report_recount, name="recount"),
        path("<uuid:report>/send/", views.report_send, name="send"),
        path("<uuid:report>/accept/", views.report_accept, name="accept"),
        path("<uuid:report>/return/", views.report_return, name="return"),
        path("<uuid:report>/below/", views.report_below, name="below"),
        path("<uuid:report>/below/<str:code>/", views.report_sum, name="sum"),
        path("<uuid:report>/word/", views.report_word, name="word"),
        path("<uuid:report>/pdf/", views.report_pdf, name="pdf"),
        path("<uuid:report>/figures/<str:code>/", views.report_figure, name="figure"),
    ],
    "reports",
)

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("reports/", include(reports)),
    path("packages/", include(packages)),
    path("cascade/", include(cascade_urls)),
    path("cascade/<uuid:notice>/<uuid:place>/reminder/word/", views.reminder_word, name="reminder_word"),
    path("cascade/<uuid:notice>/<uuid:place>/reminder/pdf/", views.reminder_pdf, name="reminder_pdf"),
    path("drafts/", include(drafts)),
    *about_sent,
    path("<uuid:notice>/", views.notice, name="notice"),
    path("<uuid:notice>/word/", views.notice_word, name="word"),
    path("<uuid:notice>/pdf/", views.notice_pdf, name="pdf"),
    path("<uuid:notice>/addressees/<int:order>/", views.addressee, name="addressee"),
    path("attachments/<uuid:attachment>/", views.attachment, name="attachment"),
]
