"""Addresses of notices on their way out."""

from django.urls import path

from .views import drafts as views
from .views import passing

about_sent = [
    path("reliefs/", passing.reliefs, name="reliefs"),
    path("reliefs/<uuid:relief>/", passing.relief, name="relief"),
    path("reliefs/<uuid:relief>/withdraw/", passing.relief_withdraw, name="relief_withdraw"),
    path("<uuid:notice>/pass-down/", passing.pass_down, name="pass_down"),
    path("<uuid:notice>/reliefs/new/", passing.relief_new, name="relief_new"),
]

drafts = (
    [
        path("", views.drafts, name="list"),
        path("new/", views.new, name="new"),
        path("<uuid:draft>/", views.draft, name="draft"),
        path("<uuid:draft>/words/", views.words, name="words"),
        path("<uuid:draft>/items/new/", views.item_new, name="item_new"),
        path("<uuid:draft>/items/<int:order>/", views.item, name="item"),
        path("<uuid:draft>/items/<int:order>/drop/", views.item_drop, name="item_drop"),
        path("<uuid:draft>/addressees/", views.addressed, name="addressed"),
        path("<uuid:draft>/addressees/new/", views.addressee_new, name="addressee_new"),
        path("<uuid:draft>/addressees/<int:order>/drop/", views.addressee_drop, name="addressee_drop"),
        path("<uuid:draft>/attachments/new/", views.attachment_new, name="attachment_new"),
        path("<uuid:draft>/attachments/<int:order>/drop/", views.attachment_drop, name="attachment_drop"),
        path("<uuid:draft>/hand-in/", views.hand_in, name="hand_in"),
        path("<uuid:handed_in>/decide/", views.decide, name="decide"),
        path("<uuid:draft>/drop/", views.drop, name="drop"),
        path("<uuid:draft>/issue/", views.issue, name="issue"),
    ],
    "drafts",
)
