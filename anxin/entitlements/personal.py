"""The personal fields of entitlements (see ground.access.personal): what is reckoned, from what."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

READ = "entitlements.read"
OWED = _("to say what a family is owed and how that was reckoned")

personal(
    "entitlements.Entitlement",
    "category amount_fen low_fen high_fen gaps provisional assumptions arithmetic citations payer period",
    purpose=OWED,
    readers=READ,
    keep="case",
    clear="law",
)
personal(
    "entitlements.Entitlement",
    "parameters starts ends review deadlines conflict conventions fingerprint",
    purpose=OWED,
    readers=READ,
    keep="case",
    clear="law",
)
personal(
    "entitlements.Calculation",
    "stated",
    purpose=_("to reckon again, when a day comes or a figure is out, what was reckoned before"),
    readers=READ,
    mask="never",
    keep="case",
)
personal(
    "entitlements.Calculation",
    "rules standards again_on",
    purpose=OWED,
    readers=READ,
    keep="case",
    sensitivity=Sensitivity.ORDINARY,
)
personal(
    "entitlements.Change",
    "category period old_fen new_fen",
    purpose=_("to show what a new standard or figure changed for a family"),
    readers=READ,
    keep="case",
    clear="law",
)
CLAIMED = _("to claim for a family what the law owes it, and to see that it is paid")
SIGNED = _("to know that those who receive together agreed, never how they divide it")
CHOSEN = _("to know why one of two entitlements that exclude each other was chosen")

personal(
    "entitlements.Claim",
    "rule category version period payer conflict amount_fen provisional deadlines apply_by",
    purpose=CLAIMED,
    readers=READ,
    keep="case",
    clear="law",
)
personal(
    "entitlements.Claim", "approved_fen applied_on decided_on", purpose=CLAIMED, readers=READ, keep="case"
)
personal("entitlements.Claim", "reason ended_why", purpose=CLAIMED, readers=READ, mask="text", keep="case")
personal("entitlements.ClaimEvent", "words", purpose=CLAIMED, readers=READ, mask="text", keep="case")
personal("entitlements.Payment", "on amount_fen month", purpose=CLAIMED, readers=READ, keep="case")
personal(
    "entitlements.Payment", "voucher struck_why", purpose=CLAIMED, readers=READ, mask="text", keep="case"
)
personal("entitlements.Agreement", "document note", purpose=SIGNED, readers=READ, mask="text", keep="case")
personal("entitlements.Agreement", "signed_on", purpose=SIGNED, readers=READ, keep="case")
personal("entitlements.Choice", "why", purpose=CHOSEN, readers=READ, mask="text", keep="case")
personal("entitlements.Choice", "conflict rule", purpose=CHOSEN, readers=READ, keep="case", clear="law")
