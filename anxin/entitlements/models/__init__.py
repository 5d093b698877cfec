"""The records of entitlements."""

from .agreements import Agreement, Choice, Signatory
from .calculations import Calculation
from .claims import CLAIM_CORRECTIONS, CLAIM_MOVES, Claim, ClaimEvent, ClaimState, Payment
from .forms import OwnForm
from .lines import Entitlement, Gap
from .packs import Change, LoadedPack, Recalculation, packs_in_force
from .sweeps import Sweep

__all__ = [
    "Agreement",
    "CLAIM_CORRECTIONS",
    "CLAIM_MOVES",
    "Calculation",
    "Change",
    "Choice",
    "Claim",
    "ClaimEvent",
    "ClaimState",
    "Entitlement",
    "Gap",
    "LoadedPack",
    "OwnForm",
    "Payment",
    "Recalculation",
    "Signatory",
    "Sweep",
    "packs_in_force",
]
