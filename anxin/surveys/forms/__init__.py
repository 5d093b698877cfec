"""Forms of ledgers and of survey rounds."""

from .ledgers import LedgerForm, WorkbookForm
from .rounds import DecideForm, SendForm

__all__ = ["DecideForm", "LedgerForm", "SendForm", "WorkbookForm"]
