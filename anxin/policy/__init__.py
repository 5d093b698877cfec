"""The law as code: an OpenFisca package that knows nothing of Anxin and could be published on its own.

Money is integer fen, looked-up figures carry their source and confidence, and an unknown input is a gap,
never a zero. `anxin.policy.api` is the door for callers; everything it returns is a calculation (测算),
never a decision.
"""
