"""The register: households, the people in them, kinship, facts.

A key with ``db_constraint=False`` is held by the database all the same: together with the row's path, by the
pair of keys that migration 0002 sets (SamePath). A plain constraint besides would check every row twice.
"""

from .children import ChildAccess
from .facts import Fact, Source
from .households import Household, Membership
from .officers import Bereavement, Determination, FallenOfficer
from .people import Kinship, Person, SearchToken

__all__ = [
    "Bereavement",
    "ChildAccess",
    "Determination",
    "Fact",
    "FallenOfficer",
    "Household",
    "Kinship",
    "Membership",
    "Person",
    "SearchToken",
    "Source",
]
