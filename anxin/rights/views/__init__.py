"""Pages of the desk for the persons concerned."""
