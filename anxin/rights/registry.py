"""Personal fields as the impact assessment and the notice to families tell them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import PersonalField, Sensitivity, registry

SENSITIVE = "sensitive"  # PIPL article 28: health, identity, accounts, and all data of children under 14
GENERAL = "general"
HEAVY = (Sensitivity.HEALTH, Sensitivity.CHILD)
MASKS = ("id", "hidden")  # identity numbers, and what is wholly hidden
PURPOSES = {
    "families": _("one file a person and one card a household (notice, paragraph 3)"),
    "care": _("measures with departments, visits, promises (notice, paragraph 3)"),
    "entitlements": _("what the law owes the family"),
    "surveys": _("bringing departments' ledgers in"),
    "rights": _("answering requests of the persons concerned"),
    "access": _("accounts and posts of those who do this work"),
    "journal": _("who did and who saw what"),
    "notices": _("reports to the level above"),
}


@dataclass(frozen=True)
class Declared:
    """One personal field with the room it belongs to and how sensitive it is in the sense of the law."""

    field: PersonalField

    @property
    def key(self) -> str:
        return self.field.name

    @property
    def room(self) -> str:
        """The room whose table it is: families, care …"""
        return self.field.model.partition(".")[0]

    @property
    def sensitivity(self) -> str:
        heavy = self.field.sensitivity in HEAVY or self.field.mask in MASKS
        return SENSITIVE if heavy else GENERAL

    def codes(self) -> dict[str, object]:
        """What an assessment keeps of it: codes only, so that two days can be compared."""
        return {
            "key": self.key, "room": self.room, "sensitivity": self.sensitivity,
            "encrypted": self.field.encrypted, "readers": self.field.readers, "mask": self.field.mask,
            "keep": self.field.keep,
        }  # fmt: skip


def declared() -> list[Declared]:
    """Every personal field of the house, in a fixed order."""
    return [Declared(field) for field in registry()]
