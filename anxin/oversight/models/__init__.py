"""What leaves the house as a file: who asked, for what, how much, and what became of it."""

from .exports import Export, ExportDay

__all__ = ["Export", "ExportDay"]
