"""Signing in: what the house adds to allauth. Its parts, a file each: the profile and its limits, rules for
passwords, wrong tries, known devices, sessions, and what a session still owes before it may go on."""
