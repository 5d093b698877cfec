"""Notices as data: what a real installation and the demo issue alike."""
