"""Addresses of the roster: the list, one officer, the personnel ledger, one's own page."""

from django.urls import path

from .views import ledgers, listing, mine, roster

urlpatterns = [
    path("", listing.officers, name="list"),
    path("units/", listing.units, name="units"),
    path("new/", roster.new, name="new"),
    path("ledgers/", ledgers.upload, name="upload"),
    path("ledgers/<uuid:roster>/", ledgers.roster, name="roster"),
    path("ledgers/<uuid:roster>/same/", ledgers.same, name="roster_same"),
    path("ledgers/<uuid:roster>/returned.xlsx", ledgers.returned, name="roster_returned"),
    path("ledgers/<uuid:roster>/take/", ledgers.take, name="roster_take"),
    path("mine/", mine.mine, name="mine"),
    path("mine/call/", mine.call, name="call"),
    path("<uuid:officer>/", listing.officer, name="officer"),
    path("<uuid:officer>/correct/", roster.correct, name="correct"),
    path("<uuid:officer>/front/", roster.front, name="front"),
    path("<uuid:officer>/front/end/", roster.front_end, name="front_end"),
    path("<uuid:officer>/leaving/", roster.leaving, name="leaving"),
    path("<uuid:officer>/leaving/back/", roster.leaving_back, name="leaving_back"),
    path("<uuid:officer>/account/", roster.account, name="account"),
]
