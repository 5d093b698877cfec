"""The personal fields of rights (see ground.access.personal)."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

ASK, BASIS = "rights.request", "rights.basis"
ANSWER = _("to answer a request of a person concerned and to show that it was answered")
GROUND = _("to show on what basis the family's data are held, and that it was told")
AGREED = _("to know what the family agreed to, and until when")
REMOVED = _("to show which kinds of data were removed, and when")
JUDGED = _("to show what was decided about keeping a record")
ASSESSED = _("to show what was judged before sensitive data are handled")

personal("rights.RightsRequest", "asker", purpose=ANSWER, readers=ASK, keep="work")
personal("rights.RightsRequest", "contact interest wording papers reason", purpose=ANSWER, readers=ASK,
         keep="work", mask="text")  # fmt: skip
personal(
    "rights.RightsRequest", "standing decision received_on decided_on answered_on", purpose=ANSWER,
    readers=ASK, keep="work",
)  # fmt: skip
personal("rights.RequestStep", "words", purpose=ANSWER, readers=ASK, keep="work", mask="text")
personal("rights.Tombstone", "kinds", purpose=REMOVED, readers=BASIS)
personal("rights.LegalBasis", "basis document", purpose=GROUND, readers=BASIS)
personal("rights.NoticeGiven", "way told", purpose=GROUND, readers=BASIS)
personal("rights.Consent", "wording giver given_by paper withdrawn_on", purpose=AGREED, readers=BASIS)
personal("rights.Consent", "purpose", purpose=AGREED, readers=BASIS, sensitivity=Sensitivity.ORDINARY)
personal("rights.Appraisal", "label due_on decision why", purpose=JUDGED, readers="rights.retention",
         keep="work", sensitivity=Sensitivity.ORDINARY)  # fmt: skip
personal("rights.Assessment", "made_on content necessity impact risks conclusion", purpose=ASSESSED,
         readers="rights.assessments", keep="work", sensitivity=Sensitivity.ORDINARY)  # fmt: skip
