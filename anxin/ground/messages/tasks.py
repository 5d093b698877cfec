"""What the worker does with messages: twice a day digests are made for whoever had none yet today; every
minute what waits is sent, within the limits."""

from anxin.ground.jobs.queue import job

from . import sending


@job("messages.plan", every="30 0,6 * * *")  # 08:30 and 14:30 in Beijing
def plan() -> None:
    """The digests of the day."""
    sending.plan()


@job("messages.send", every="* * * * *")
def send() -> None:
    """What waits, as far as the limits allow."""
    sending.send_waiting()


@job("messages.forget", every="47 18 * * *")  # 02:47 in Beijing
def forget() -> None:
    """Messages read long ago."""
    sending.forget_old()
