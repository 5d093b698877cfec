"""What happens every night without anybody asking."""

from anxin.ground.jobs.queue import job

from .tidying import delete_what_is_over


@job("rights.tidy", every="30 18 * * *")  # 02:30 in China
def tidy() -> None:
    """Technical data is deleted by itself once its period is over (config/limits.toml, [rights])."""
    delete_what_is_over()
