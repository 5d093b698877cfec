"""What families and department desks see of one matter, from outside: the door, a process of its own.

Two halves share the tables of ``models`` and nothing else. The office's half (``actions``, ``views``,
``urls``) runs in the house: it issues passes, writes what a pass shows, and carries out what was said at the
door. The door's half (``door``, ``door_urls``) runs in a process with a database role, keys and settings of
its own (config/door.py); it imports no other duty and never reads the register.
"""
