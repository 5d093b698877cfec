"""The office's side of the room. What the door itself shows lies apart and knows no other room."""
