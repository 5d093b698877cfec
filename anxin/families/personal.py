"""The personal fields of the register (see ground.access.personal), the fact dictionary among them."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import personal

from .dictionary import FIELDS

READ = "families.read"
WHO = _("to know who belongs to the family and to reach them")
FATE = _("to know what happened and which law applies")
TOLD = _("to know where this comes from")

personal("families.Household", "address", purpose=_("to visit the family"), readers=READ, mask="address")
personal("families.Household", "phone", purpose=_("to reach the family"), readers=READ, mask="phone")
personal("families.Household", "town", purpose=_("to know which town looks after the family"), readers=READ)
personal("families.Household", "basis", purpose=_("to say on what ground the card is kept"), readers=READ)
personal("families.Membership", "since until ended", purpose=WHO, readers=READ)
personal("families.Membership", "source", purpose=TOLD, readers=READ, mask="text")
personal("families.Person", "name former_names sort_key", purpose=WHO, readers=READ, clear="search")
personal(
    "families.Person",
    "sex birth died_on",
    purpose=_("to reckon ages, dates and entitlements"),
    readers=READ,
    clear="law",
)
personal(
    "families.Person",
    "id_number",
    purpose=_("to be sure who somebody is, and to apply in their name"),
    readers=READ,
    mask="id",
)
personal(
    "families.Person",
    "id_digest",
    purpose=_("to find a number without reading it"),
    readers=READ,
    mask="never",
    clear="digest",
)
personal("families.Person", "phone", purpose=_("to reach this person"), readers=READ, mask="phone")
personal("families.Person", "source", purpose=TOLD, readers=READ, mask="text")
personal(
    "families.Kinship",
    "kind inferred posthumous step_with_upbringing",
    readers=READ,
    clear="law",
    purpose=_("to know what somebody is to the deceased, which entitlements follow"),
)
personal("families.Kinship", "told_from", purpose=TOLD, readers=READ, mask="text")
personal(
    "families.SearchToken",
    "token",
    purpose=_("to find somebody by name"),
    readers="families.list",
    mask="never",
    keep="search",
    clear="search",
)
personal(
    "families.FallenOfficer",
    "unit_text post_text work_start",
    readers=READ,
    clear="law",
    purpose=_("to know which post and unit the officer held"),
)
personal(
    "families.FallenOfficer",
    "death_cause determined_document determined_body",
    purpose=FATE,
    readers=READ,
    mask="text",
)
personal(
    "families.FallenOfficer",
    "determination determined_on channel employment",
    purpose=FATE,
    readers=READ,
    clear="law",
)
personal(
    "families.FallenOfficer",
    "basic_pay_fen police_allowance_fen wage_fen insured_wage_fen",
    purpose=_("to reckon sums that follow from the pay"),
    readers=READ,
    clear="law",
)
personal(
    "families.FallenOfficer",
    "insured pension_insured contribution_years retired region missing_since hardship",
    purpose=FATE,
    readers=READ,
    clear="law",
)
personal("families.FallenOfficer", "source", purpose=TOLD, readers=READ, mask="text")
personal("families.Fact", "source_text", purpose=TOLD, readers=READ, mask="text")
personal(
    "families.ChildAccess",
    "why refused_why",
    purpose=_("to decide whether a child's file is opened"),
    readers="families.child_approve",
    mask="text",
    keep="work",
)
for field in FIELDS.values():
    personal(
        "families.Fact",
        "value",
        code=field.code,
        label=field.label,
        purpose=_("to know the situation by themes (notice of 2017-04-12, paragraph 3)"),
        readers=READ,
        mask=field.mask,
        sensitivity=field.sensitivity,
    )
personal(
    "families.Household",
    "sealed_why",
    purpose=_("to know why the card was sealed"),
    readers="rights.unseal",
    mask="never",
)
