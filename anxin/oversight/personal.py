"""The personal fields of oversight (see ground.access.personal): who took which records out of the house."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import personal

TAKEN = _("to account for who took which records out of the house, and why")

personal(
    "oversight.Export",
    "what filters_json numbers children reason counted written cards refusal",
    purpose=TAKEN,
    readers="exports.make",
    mask="text",
    keep="work",
)
personal("oversight.Export", "secret", purpose=TAKEN, readers="exports.make", mask="never", keep="work")
personal(
    "oversight.ExportDay", "person rows", purpose=TAKEN, readers="exports.make", mask="never", keep="work"
)
