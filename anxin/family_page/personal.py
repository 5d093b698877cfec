"""The personal fields of the door (see ground.access.personal)."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import personal

SHOWN = _("to show one matter to the person who holds the link and the code")
TOLD = _("to take over what was said at the door")

personal(
    "family_page.Sheet", "content_json", purpose=SHOWN, readers="care.measure", mask="never", keep="work"
)
personal("family_page.Said", "content_json", purpose=TOLD, readers="care.measure", mask="never", keep="work")
personal(
    "family_page.Pass",
    "token_hash code_hash",
    purpose=_("to know the holder of a link again"),
    readers="care.measure",
    mask="never",
    keep="work",
    clear="digest",
)
personal(
    "family_page.Pass",
    "tries withdrawn_why",
    purpose=_("to end a link whose code somebody guesses at"),
    readers="care.measure",
    keep="work",
)
personal(
    "family_page.Handed",
    "token",
    purpose=_("to print the contact card again"),
    readers="families.print",
    mask="never",
    keep="work",
)
personal(
    "family_page.Handed",
    "holder",
    purpose=_("to know who holds the family's page"),
    readers="care.read",
    keep="work",
)
