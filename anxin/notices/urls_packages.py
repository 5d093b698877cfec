from django.urls import path

from .views import packages as views

packages = (
    [
        path("", views.packages, name="list"),
        path("open/", views.package_open, name="open"),
        path("notice/", views.package_notice, name="notice"),
        path("report/", views.package_report, name="report"),
        path("answer/", views.package_answer, name="answer"),
        path("receipt/", views.package_receipt, name="receipt"),
        path("keys/", views.keys, name="keys"),
        path("keys/make/", views.key_make, name="key_make"),
        path("keys/trust/", views.key_trust, name="key_trust"),
        path("keys/end/", views.key_end, name="key_end"),
    ],
    "packages",
)
