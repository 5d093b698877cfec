"""The door's half: what its process runs. It imports the tables of the room, the ground's days, look and
database, and nothing that knows the register (held by an import contract)."""
