"""Addresses of deaths, first days and contacts."""

from django.urls import path

from .views import contacts, deaths

urlpatterns = [
    path("deaths/", deaths.listed, name="deaths"),
    path("deaths/<uuid:death>/", deaths.death, name="death"),
    path("deaths/<uuid:death>/told/", deaths.told, name="told"),
    path("deaths/<uuid:death>/mistake/", deaths.withdraw, name="death_withdraw"),
    path("first-days/<uuid:first_step>/", deaths.step, name="first_step"),
    path("<uuid:officer>/death/", deaths.new, name="death_new"),
    path("contacts/", contacts.listed, name="contacts"),
    path("contacts/new/", contacts.of_unit, name="contact_of_unit"),
    path("contacts/<uuid:point>/", contacts.point, name="contact"),
    path("contacts/<uuid:point>/end/", contacts.end, name="contact_end"),
    path("contacts/visits/<uuid:contact_visit>/kept/", contacts.kept, name="contact_kept"),
    path("<uuid:officer>/contact/", contacts.of_officer, name="contact_of_officer"),
]
