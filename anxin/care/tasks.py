"""What care does every night without anybody asking."""

from anxin.ground.jobs.queue import job

from .actions import forget_drafts, take_effect
from .raising import raise_late_words
from .upkeep import keep_duties


@job("care.handovers_take_effect", every="15 16 * * *")  # a quarter past midnight in Shanghai
def handovers_take_effect() -> None:
    """Families whose handover is ready pass on when the day has come."""
    take_effect()


@job("care.raise_words", every="37 16 * * *")  # 00:37 in China
def raise_words() -> None:
    """A family's word that was not answered by its day comes before somebody further up."""
    raise_late_words()


@job("care.keep_duties", every="41 17 * * *")  # 01:41 in China, after the night of entitlements
def nightly() -> None:
    """A date comes near: it becomes a to-do of whoever is responsible, 90 days before."""
    keep_duties()


@job("care.look_ahead")
def soon() -> None:
    """The same by day, after a ledger opened or changed more cards than an act waits for."""
    keep_duties()


@job("care.forget_drafts", every="47 18 * * *")  # 02:47 in Beijing
def forget_old_drafts() -> None:
    """Drafts of visits that nobody touched for long."""
    forget_drafts()
