"""Pages of the register, a file a page."""
