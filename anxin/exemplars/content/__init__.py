"""Profiles as data: what a real installation and the demo publish alike."""
