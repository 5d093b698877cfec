from django.urls import path

from .views import columns, family, links, papers

app_name = "family_page"
urlpatterns = [
    path("<uuid:card>/requests/<uuid:asked>/", links.link, name="link"),
    path("<uuid:card>/requests/<uuid:asked>/make/", links.make, name="link_make"),
    path("<uuid:card>/requests/<uuid:asked>/withdraw/", links.withdraw, name="link_withdraw"),
    path("<uuid:card>/joint/<uuid:table>/columns/<uuid:column>/", columns.link, name="column_link"),
    path("<uuid:card>/joint/<uuid:table>/columns/<uuid:column>/make/", columns.make, name="column_link_make"),
    path(
        "<uuid:card>/joint/<uuid:table>/columns/<uuid:column>/withdraw/",
        columns.withdraw,
        name="column_link_withdraw",
    ),
    path("cards/", papers.cards, name="cards"),
    path("<uuid:card>/family/", family.family, name="family"),
    path("<uuid:card>/family/withdraw/", family.withdraw, name="family_withdraw"),
    path("<uuid:card>/family/preview/", family.preview, name="family_preview"),
    path("<uuid:card>/family/slip/", papers.slip, name="family_slip"),
    path("<uuid:card>/contact/", papers.contact_card, name="contact_card"),
    path("<uuid:card>/agreed/", papers.agreed, name="agreed"),
]
