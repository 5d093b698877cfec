from django.urls import path

from .views import access, measures, needs, requests, responsibility, visits

app_name = "care"
urlpatterns = [
    path("visits/", visits.rounds, name="rounds"),
    path("access/", access.ending, name="ending"),
    path("access/<uuid:grant>/", access.go_on, name="go_on"),
    path("leads/", responsibility.leads, name="leads"),
    path("leads/<uuid:unit>/", responsibility.lead, name="work_lead"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<uuid:item>/", requests.answer, name="request"),
    path("requests/<uuid:item>/show/", requests.reveal, name="request_reveal"),
    path("requests/<uuid:item>/forward/", requests.pass_on, name="request_forward"),
    path("<uuid:card>/responsible/", responsibility.responsible, name="responsible"),
    path("<uuid:card>/needs/", needs.plan, name="needs"),
    path("<uuid:card>/needs/new/", needs.new, name="need_new"),
    path("<uuid:card>/needs/<uuid:need>/settle/", needs.settle, name="need_settle"),
    path("<uuid:card>/needs/<uuid:need>/measure/", measures.new, name="measure_new"),
    path("<uuid:card>/measures/<uuid:measure>/", measures.measure, name="measure"),
    path("<uuid:card>/measures/<uuid:measure>/settle/", measures.settle, name="measure_settle"),
    path("<uuid:card>/measures/<uuid:measure>/send/", measures.letter, name="letter"),
    path("<uuid:card>/visits/", visits.visits, name="visits"),
    path("<uuid:card>/visits/before/", visits.brief, name="visit_brief"),
    path("<uuid:card>/visits/new/", visits.new, name="visit_new"),
    path("<uuid:card>/promises/<uuid:promise>/", visits.promise, name="promise"),
]
