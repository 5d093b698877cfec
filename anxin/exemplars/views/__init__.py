"""Pages of exemplars and study."""
