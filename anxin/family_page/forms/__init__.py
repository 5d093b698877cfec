"""Forms of the office's side of the room."""
