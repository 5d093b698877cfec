"""Forms of the register. Each knows how to turn itself into the details an act takes."""

from .facts import FactForm
from .filters import FilterForm
from .officers import OfficerForm, OpenCardForm
from .people import AskForChildForm, EndForm, MemberForm, PersonForm
from .standing import StandingForm

__all__ = [
    "AskForChildForm",
    "EndForm",
    "FactForm",
    "FilterForm",
    "MemberForm",
    "OfficerForm",
    "OpenCardForm",
    "PersonForm",
    "StandingForm",
]
