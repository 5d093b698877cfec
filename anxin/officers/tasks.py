"""What the room does every night without anybody asking."""

from anxin.ground.jobs.queue import job

from .upkeep_leave import keep_all_years


# leave
@job("officers.keep_leave_years", every="23 17 * * *")  # 01:23 in China
def keep_leave_years() -> None:
    """The leave of the year as the law has it today."""
    keep_all_years()
