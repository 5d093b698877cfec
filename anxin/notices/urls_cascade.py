"""Addresses of the cascade."""

from django.urls import path

from .views import cascade, cascade_lists

cascade_urls = (
    [
        path("", cascade.mine, name="mine"),
        path("<uuid:notice>/", cascade.cascade, name="own"),
        path("<uuid:notice>/sign/", cascade.sign, name="sign"),
        path("<uuid:notice>/<uuid:place>/", cascade.cascade, name="place"),
        path("<uuid:notice>/<uuid:place>/chase/", cascade.chase, name="chase"),
        path("<uuid:notice>/<uuid:place>/chases/", cascade.chases, name="chases"),
        path("<uuid:notice>/<uuid:place>/units/<slug:listed_as>/", cascade_lists.units_listed, name="units"),
        path(
            "<uuid:notice>/<uuid:place>/units/<slug:listed_as>/paper/",
            cascade_lists.units_paper,
            name="units_paper",
        ),
        path(
            "<uuid:notice>/<uuid:place>/units/<slug:listed_as>/workbook/",
            cascade_lists.units_workbook,
            name="units_workbook",
        ),
    ],
    "cascade",
)
