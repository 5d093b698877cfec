from django.urls import path

from .views import assessments, basis, erasing, keeping, requests, sealing

app_name = "rights"
urlpatterns = [
    path("requests/", requests.requests, name="requests"),
    path("sealed/", sealing.sealed, name="sealed"),
    path("sharing/", keeping.sharing, name="sharing"),
    path("retention/", keeping.retention, name="retention"),
    path("retention/<slug:code>/<uuid:due>/", keeping.appraise, name="appraise"),
    path("assessments/", assessments.assessments, name="assessments"),
    path("assessments/new/", assessments.new, name="assessment_new"),
    path("assessments/<uuid:assessment>/", assessments.assessment, name="assessment"),
    path("assessments/<uuid:assessment>/pdf/", assessments.paper, {"kind": "pdf"}, name="assessment_pdf"),
    path("assessments/<uuid:assessment>/docx/", assessments.paper, {"kind": "docx"}, name="assessment_docx"),
    path("<uuid:card>/basis/", basis.basis, name="basis"),
    path("<uuid:card>/basis/new/", basis.basis_new, name="basis_new"),
    path("<uuid:card>/notice.pdf", basis.notice, name="notice"),
    path("<uuid:card>/notice/new/", basis.notice_new, name="notice_new"),
    path("<uuid:card>/consents/new/", basis.consent_new, name="consent_new"),
    path("<uuid:card>/consents/<uuid:consent>/", basis.withdrawal, name="withdrawal"),
    path("<uuid:card>/seal/", sealing.seal, name="seal"),
    path("<uuid:card>/unseal/", sealing.unseal, name="unseal"),
    path("<uuid:card>/requests/new/", requests.new, name="request_new"),
    path("<uuid:card>/requests/<uuid:item>/", requests.item, name="request"),
    path("<uuid:card>/requests/<uuid:item>/letter.pdf", requests.letter, {"kind": "pdf"}, name="letter_pdf"),
    path(
        "<uuid:card>/requests/<uuid:item>/letter.docx", requests.letter, {"kind": "docx"}, name="letter_docx"
    ),
    path("<uuid:card>/requests/<uuid:item>/contact/", requests.contact, name="contact"),
    path("<uuid:card>/requests/<uuid:item>/copy/", requests.copy, name="copy"),
    path("<uuid:card>/requests/<uuid:item>/freeze/", sealing.freeze, name="freeze"),
    path("<uuid:card>/requests/<uuid:item>/erase/", erasing.erase, name="erase"),
]
