"""Model fields of the house: the path, encrypted text, and the hash that finds it."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.lookups import Lookup

from anxin.ground.database.crypto import DOOR, HOUSE, digest, seal, unseal

__all__ = ["DigestField", "DoorTextField", "EncryptedTextField", "PathField", "SealedTextField", "digest"]

_Set = TypeVar("_Set", contravariant=True)
_Get = TypeVar("_Get", covariant=True)

if TYPE_CHECKING:
    Field = models.Field
    CharField = models.CharField
    TextField = models.TextField
else:  # at run time Django's fields take no type arguments, which mypy asks for

    class _Generic:
        __class_getitem__ = classmethod(lambda cls, types: cls)

    class Field(_Generic, models.Field):
        pass

    class CharField(_Generic, models.CharField):
        pass

    class TextField(_Generic, models.TextField):
        pass


class BytewiseField(CharField[_Set, _Get]):
    """A text of ASCII characters, compared byte by byte (collation C): ranges stay leak-proof and quick."""

    usual: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"db_collation": "C", **self.usual, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Migrations name only what differs from the usual."""
        name, path, args, kwargs = super().deconstruct()
        usual = {"db_collation": "C", **self.usual}
        return name, path, args, {k: v for k, v in kwargs.items() if k not in usual or usual[k] != v}

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """varchar by its long name: for that one Django adds no second index, for LIKE, beside an index."""
        return f"character varying({self.max_length})"


class PathField(BytewiseField[_Set, _Get]):
    """A place in the tree of units and cards; a subtree is a range of paths (see DESIGN 4, "The tree")."""

    usual = {"max_length": 120, "editable": False}


class DigestField(BytewiseField[_Set, _Get]):
    """The keyed hash of an encrypted field (`digest`), for finding equal values; "" equals nothing."""

    usual = {"max_length": 64, "editable": False, "db_index": True}


class EncryptedTextField(TextField[_Set, _Get]):
    """Text that lies encrypted in the database and is plain in Python. Empty stays empty, None stays None.

    Bound to its table and column; after renaming either, give the old "table.column" as `place`. It cannot be
    searched: keep a DigestField beside it. Reading an altered value raises crypto.Damaged.
    """

    keys = HOUSE  # whose keys its values lie under

    def __init__(self, *args: Any, place: str = "", **kwargs: Any) -> None:
        self._place = place
        super().__init__(*args, **kwargs)

    @property
    def place(self) -> str:
        """The table and column that its values are bound to."""
        return self._place or f"{self.model._meta.db_table}.{self.column}"

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Keeps `place` in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"place": self._place} if self._place else {})

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Encrypts on the way in; also in bulk_create, bulk_update and update()."""
        if isinstance(value, str) and value:
            return seal(value, self.place, self.keys)
        return super().get_db_prep_save(value, connection)

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> str | None:
        """Decrypts on the way out. Raises Damaged."""
        return unseal(value, self.place, self.keys) if value else value

    def get_lookup(self, lookup_name: str) -> "type[Lookup[Any]] | None":
        """Only emptiness can be asked of cipher text."""
        if lookup_name not in ("isnull", "exact"):
            raise FieldError(f"{self.place} is encrypted: {lookup_name} cannot be asked of it")
        return super().get_lookup(lookup_name)

    def get_prep_value(self, value: Any) -> Any:
        """Refuses to compare with a text: no two cipher texts are equal."""
        if isinstance(value, str) and value:
            raise FieldError(f"{self.place} is encrypted: find it by its digest")
        return super().get_prep_value(value)


class DoorTextField(EncryptedTextField[_Set, _Get]):
    """Encrypted under the door's own keys: the only values that the process of the door can open."""

    keys = DOOR


class SealedTextField(TextField[_Set, _Get]):
    """Cipher text under a key that the house does not hold (a counsellor's own): stored and read as it is."""
