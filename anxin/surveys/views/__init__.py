"""Pages of ledgers and of survey rounds."""

from .ledgers import ledger, merge, returned, upload

__all__ = ["ledger", "merge", "returned", "upload"]
