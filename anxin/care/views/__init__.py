"""Pages of care, a file a noun."""
