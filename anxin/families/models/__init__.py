"""The register: households, the people in them, kinship, facts."""

from .facts import Fact, Source
from .households import Household, Membership
from .officers import Bereavement, Determination, FallenOfficer
from .people import Kinship, Person, SearchToken

__all__ = [
    "Bereavement",
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
