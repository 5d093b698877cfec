"""Keeping the day current: every night what may come out differently by itself is calculated again; and after
a standard was loaded, every family it may touch. Arguments are ids only."""

from anxin.entitlements.actions import recalculate
from anxin.entitlements.models import Recalculation
from anxin.ground.database.scope import everywhere
from anxin.ground.jobs.queue import job

from .upkeep import keep_current


@job("entitlements.keep_current", every="11 17 * * *")  # 01:11 in China
def nightly() -> None:
    """A child turned 18, a figure was published, a local standard came into force, the rules were mended."""
    keep_current()


@job("entitlements.recalculate")
def recalculate_families(*, recalculation: str) -> None:
    """Look at every family again after a pack was loaded."""
    run = Recalculation.objects.select_related("pack").get(pk=recalculation)
    recalculate(run=run, within=everywhere)
