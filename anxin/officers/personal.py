"""The personal fields of the roster (see ground.access.personal); each track declares its own beside it."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

READ, STAFF = "officers.read", "staff"
WHO = _("to know who is looked after, and in which unit")
FRONT = _("to know who stands at the front, where and since when")
CALL = _("to know whom to call when something happens to the officer")

personal(
    "officers.Officer", "name sort_key", purpose=WHO, readers=READ, keep="post", basis=STAFF, clear="search"
)
personal(
    "officers.Officer",
    "sex born began_work",
    purpose=_("to reckon years of service and what follows from them"),
    readers=READ,
    keep="post",
    basis=STAFF,
    clear="law",
)
personal(
    "officers.Officer",
    "id_number",
    purpose=_("to be sure who somebody is when the personnel ledger is read again"),
    readers=READ,
    mask="id",
    keep="post",
    basis=STAFF,
)
personal(
    "officers.Officer",
    "id_digest",
    purpose=_("to find a number without reading it"),
    readers=READ,
    mask="never",
    keep="post",
    basis=STAFF,
    clear="digest",
)
personal(
    "officers.Officer",
    "phone",
    purpose=_("to reach the officer"),
    readers=READ,
    mask="phone",
    keep="post",
    basis=STAFF,
)
personal(
    "officers.Officer",
    "post_text left_on left_why",
    purpose=WHO,
    readers=READ,
    keep="post",
    basis=STAFF,
    sensitivity=Sensitivity.ORDINARY,
)
personal("officers.Officer", "call_name", purpose=CALL, readers=READ, keep="post", basis=STAFF)
personal("officers.Officer", "call_phone", purpose=CALL, readers=READ, mask="phone", keep="post", basis=STAFF)
personal(
    "officers.Officer",
    "source",
    purpose=_("to know where this comes from"),
    readers=READ,
    keep="post",
    basis=STAFF,
)
personal(
    "officers.Frontline",
    "since until ground place_text",
    purpose=FRONT,
    readers=READ,
    keep="post",
    basis=STAFF,
)
personal(
    "officers.Officer", "began_by_month", purpose=FRONT, readers=READ, keep="post", basis=STAFF, clear="law"
)
personal(
    "officers.RosterFile",
    "name content",
    purpose=_("to take over the personnel ledger exactly as it was looked through"),
    readers="officers.write",
    mask="never",
    keep="work",
    basis=STAFF,
)
personal(
    "officers.RosterFile",
    "faults asks people sound added changed",
    purpose=_("to tell what is to be mended in the personnel ledger"),
    readers="officers.write",
    keep="work",
    basis=STAFF,
    sensitivity=Sensitivity.ORDINARY,
)
