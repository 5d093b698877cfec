"""Views of the room, one file a noun."""
