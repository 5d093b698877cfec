"""The personal fields of deaths, first days and contacts (see ground.access.personal)."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

DEATH, VISIT = "officers.death", "officers.contact_visit"
FIRST = _("to see to what the first days after a death ask")
CONTACT = _("to remember what a leader heard and promised at the front")

personal("officers.Death", "on event_on told_on", purpose=FIRST, readers=DEATH, keep="case", clear="law")
personal("officers.Death", "how told_by", purpose=FIRST, readers=DEATH, mask="text", keep="case")
personal("officers.FirstStep", "code due done_on", purpose=FIRST, readers=DEATH, keep="case")
personal("officers.FirstStep", "words", purpose=FIRST, readers=DEATH, mask="text", keep="case")
personal(
    "officers.ContactPoint",
    "since until",
    purpose=_("to know which leader keeps contact with whom"),
    readers=VISIT,
    keep="work",
    basis="staff",
    sensitivity=Sensitivity.ORDINARY,
)
personal(
    "officers.ContactVisit",
    "news said promised",
    purpose=CONTACT,
    readers=VISIT,
    mask="text",
    keep="work",
    basis="staff",
)
personal("officers.ContactVisit", "due kept_on", purpose=CONTACT, readers=VISIT, keep="work", basis="staff")
