"""Packages between networks that do not meet: a notice carried down, a report carried up (decision 0046).

``keys`` who they are from and for; ``container`` how they are signed, encrypted and opened; ``contents`` what
is inside. None of these three asks the database; the acts (actions.packing, actions.opening) do.
"""
