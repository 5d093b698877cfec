"""Pages of access, a file a page."""
