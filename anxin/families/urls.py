from django.urls import path

from .views import card, child_looks, children, listing, looks, papers, people, reveals

app_name = "families"
urlpatterns = [
    path("", listing.families, name="list"),
    path("find/", listing.find, name="find"),
    path("children/looks/", child_looks.looks, name="child_looks"),
    path("new/", card.new, name="new"),
    path("<uuid:card>/", card.card, name="card"),
    path("<uuid:card>/people/", card.people, name="people"),
    path("<uuid:card>/facts/", card.fact, name="household_fact"),
    path("<uuid:card>/looks/", looks.looks, name="looks"),
    path("<uuid:card>/looks.pdf", looks.looks_pdf, name="looks_pdf"),
    path("<uuid:card>/card.pdf", papers.card_pdf, name="card_pdf"),
    path("<uuid:card>/officers/<uuid:officer>/", card.officer, name="officer"),
    path("<uuid:card>/show/<str:column>/", reveals.show, name="show_of_household"),
    path("<uuid:card>/people/add/", people.add, name="member"),
    path("<uuid:card>/people/<uuid:person>/", people.person, name="person"),
    path("<uuid:card>/people/<uuid:person>/show/", people.show, name="show"),
    path("<uuid:card>/people/<uuid:person>/correct/", people.correct, name="correct"),
    path("<uuid:card>/people/<uuid:person>/facts/", people.fact, name="fact"),
    path("<uuid:card>/people/<uuid:person>/standing/", people.standing, name="standing"),
    path("<uuid:card>/people/<uuid:person>/end/", people.end, name="end"),
    path("<uuid:card>/people/<uuid:person>/sheet.pdf", papers.person_pdf, name="person_pdf"),
    path("<uuid:card>/people/<uuid:person>/child/", children.enter, name="child"),
    path("<uuid:card>/people/<uuid:person>/child/ask/", children.ask, name="child_ask"),
]
