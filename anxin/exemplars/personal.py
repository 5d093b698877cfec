"""The personal fields of profiles under way (see ground.access.personal). Published ones are public."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

TOLD = _("to prepare the profile of an exemplar that the person or the family agreed to")
DRAFT = {"purpose": TOLD, "readers": "exemplars.draft", "keep": "work", "basis": "duty"}

personal("exemplars.Draft", "content consent_paper said", mask="text", **DRAFT)  # type: ignore[arg-type]
personal(
    "exemplars.Draft",
    "consenter consented_on",
    sensitivity=Sensitivity.ORDINARY,
    **DRAFT,  # type: ignore[arg-type]
)
