"""Personal fields as rights needs them: one shape, whoever declares them.

``ground.access.personal.registry()`` is the source once the house has it; until then the field dictionary of
families and the models themselves tell (every encrypted column, names and dates of persons).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field as Column
from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import FIELDS, Sensitivity
from anxin.families.models import Person
from anxin.ground.database.fields import DigestField, EncryptedTextField

SENSITIVE = "sensitive"  # PIPL article 28: health, identity, accounts, and all data of children under 14
GENERAL = "general"
PLAIN = ("name", "former_names", "sex", "birth", "died_on")  # of a person, in the clear for search
PURPOSES = {
    "families": _("one file a person and one card a household (notice, paragraph 3)"),
    "care": _("measures with departments, visits, promises (notice, paragraph 3)"),
    "entitlements": _("what the law owes the family"),
    "surveys": _("bringing departments' ledgers in"),
    "rights": _("answering requests of the persons concerned"),
}


@dataclass(frozen=True)
class Declared:
    """One personal field: where it lies, why it is held, how sensitive, whether encrypted."""

    model: str
    column: str
    room: str
    sensitivity: str
    encrypted: bool

    @property
    def key(self) -> str:
        return f"{self.model}.{self.column}"

    @property
    def purpose(self) -> str:
        return str(PURPOSES.get(self.room, self.room))


def declared() -> list[Declared]:
    """Every personal field of the house, in a fixed order."""
    return sorted((*_columns(), *_facts()), key=lambda one: one.key)


def _columns() -> Iterator[Declared]:
    for model in apps.get_models():
        if not model.__module__.startswith("anxin.") or model.__module__.startswith("anxin.ground"):
            continue
        for column in model._meta.concrete_fields:
            if isinstance(column, EncryptedTextField):
                yield _declared(model._meta.label, column, model._meta.app_label, True)
            elif model is Person and column.name in PLAIN and not isinstance(column, DigestField):
                yield _declared(model._meta.label, column, model._meta.app_label, False)


def _declared(model: str, column: "Column[object, object]", room: str, encrypted: bool) -> Declared:
    return Declared(model, column.name, room, SENSITIVE if encrypted else GENERAL, encrypted)


def _facts() -> Iterator[Declared]:
    for code, field in FIELDS.items():
        level = SENSITIVE if field.sensitivity is Sensitivity.HEALTH else GENERAL
        yield Declared("families.Fact", code, "families", level, True)
