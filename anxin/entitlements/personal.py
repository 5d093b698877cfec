"""The personal fields of entitlements (see ground.access.personal): what is reckoned, from what."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import personal

READ = "entitlements.read"
OWED = _("to say what a family is owed and how that was reckoned")

personal(
    "entitlements.Entitlement",
    "category amount_fen gaps provisional assumptions arithmetic citations payer",
    purpose=OWED,
    readers=READ,
    keep="case",
    clear="law",
)
personal(
    "entitlements.Entitlement", "parameters inputs", purpose=OWED, readers=READ, keep="case", clear="law"
)
