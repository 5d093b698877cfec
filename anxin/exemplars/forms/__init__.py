"""Forms of exemplars and study."""

from .drafts import ConsentForm, DecideForm, HeadForm, PassageForm, ReasonForm
from .materials import MaterialForm, VersionForm
from .study import ActivityForm, CloseForm, EstablishmentForm, IntervalForm, ProgrammeForm, PublicityForm

__all__ = [
    "ActivityForm",
    "CloseForm",
    "ConsentForm",
    "DecideForm",
    "EstablishmentForm",
    "HeadForm",
    "IntervalForm",
    "MaterialForm",
    "PassageForm",
    "ProgrammeForm",
    "PublicityForm",
    "ReasonForm",
    "VersionForm",
]
