"""Forms of access, a file a page."""
