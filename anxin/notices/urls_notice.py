"""Addresses of notices on their way out."""

from django.urls import URLPattern, path

from .views import drafts as views
from .views import passing, pieces

about_sent = [
    path("reliefs/", passing.reliefs, name="reliefs"),
    path("reliefs/<uuid:relief>/", passing.relief, name="relief"),
    path("reliefs/<uuid:relief>/withdraw/", passing.relief_withdraw, name="relief_withdraw"),
    path("<uuid:notice>/pass-down/", passing.pass_down, name="pass_down"),
    path("<uuid:notice>/reliefs/new/", passing.relief_new, name="relief_new"),
]


def _piece(name: str) -> list[URLPattern]:
    """The addresses at which a piece of this name is put on a draft and taken off."""
    base, kind = f"<uuid:draft>/{name}s/", {"pieces": f"{name}s"}
    return [
        path(f"{base}new/", pieces.piece_new, kind, name=f"{name}_new"),
        path(f"{base}<int:order>/drop/", pieces.piece_drop, kind, name=f"{name}_drop"),
    ]


drafts = (
    [
        path("", views.drafts, name="list"),
        path("new/", views.new, name="new"),
        path("<uuid:draft>/", views.draft, name="draft"),
        path("<uuid:draft>/words/", views.words, name="words"),
        path("<uuid:draft>/days/", pieces.level_days, name="level_days"),
        path("<uuid:draft>/items/<int:order>/", pieces.item, name="item"),
        path("<uuid:draft>/addressees/", views.addressed, name="addressed"),
        *(route for one in ("item", "addressee", "attachment") for route in _piece(one)),
        path("<uuid:draft>/hand-in/", views.hand_in, name="hand_in"),
        path("<uuid:handed_in>/decide/", views.decide, name="decide"),
        path("<uuid:draft>/drop/", views.drop, name="drop"),
        path("<uuid:draft>/issue/", views.issue, name="issue"),
    ],
    "drafts",
)
