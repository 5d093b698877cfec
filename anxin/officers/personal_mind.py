"""The personal fields of talks and counselling (see ground.access.personal)."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

TALK, COUNSEL = "officers.talk", "officers.counsel"
HEARD = _("to remember a talk and what was promised in it")
SOON = _("to talk with an officer soon after something happened")
ALONE = _("to let a counsellor remember an hour; opened by the counsellor's own passphrase alone")

personal(
    "officers.TalkWords", "news said promised", purpose=HEARD, readers=TALK, mask="text", keep="work",
    basis="staff",
)  # fmt: skip
personal("officers.Talk", "closes", purpose=HEARD, readers=TALK, keep="work", basis="staff")
personal("officers.TalkWords", "read_by", purpose=HEARD, readers=TALK, keep="work", basis="staff")
personal(
    "officers.TalkPromise", "words answer", purpose=HEARD, readers=TALK, mask="text", keep="work",
    basis="staff",
)  # fmt: skip
personal("officers.TalkPromise", "read_by", purpose=HEARD, readers=TALK, keep="work", basis="staff")
personal(
    "officers.TalkOccasion", "kind", purpose=SOON, readers=TALK, mask="hidden", keep="work", basis="staff",
    sensitivity=Sensitivity.HEALTH,
)  # fmt: skip
personal("officers.TalkOccasion", "talked_on", purpose=SOON, readers=TALK, keep="work", basis="staff")
for model, columns in (
    ("officers.CounsellorNote", "sealed"),
    ("officers.CounsellorKey", "wrapped"),
    ("officers.KeyRecovery", "sealed released"),
):
    personal(
        model, columns, purpose=ALONE, readers=COUNSEL, mask="hidden", keep="work", basis="staff",
        sensitivity=Sensitivity.HEALTH,
    )  # fmt: skip
personal(
    "officers.Booking",
    "why",
    purpose=_("to say why an hour was withdrawn"),
    readers="officers.book",
    mask="text",
    keep="work",
    basis="staff",
)
