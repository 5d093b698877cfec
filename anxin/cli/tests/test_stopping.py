"""Ctrl-C ends what runs, wherever it falls."""

import signal
import time

import pytest

from anxin.cli.processes import STOPPING, stoppable

LONG = 3  # seconds that nobody waits for once a signal was heard


class Falls:
    """Whose finalizer is at work when the signal falls: Python drops what is raised there."""

    def __init__(self, number: signal.Signals) -> None:
        self.number = number

    def __del__(self) -> None:
        signal.raise_signal(self.number)


@pytest.mark.parametrize("number", STOPPING)
def test_a_signal_that_falls_inside_a_finalizer_still_stops(number):
    went_on = False
    with stoppable():
        Falls(number)
        time.sleep(LONG)
        went_on = True
    assert not went_on


def test_a_signal_stops_the_block_once_and_leaves_its_tidying_alone():
    tidied = False
    with stoppable():
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGTERM)
            tidied = True
    assert tidied


def test_afterwards_every_handler_is_as_it_was():
    before = [signal.getsignal(number) for number in (*STOPPING, signal.SIGALRM)]
    with stoppable():
        Falls(signal.SIGINT)
        time.sleep(LONG)
    assert [signal.getsignal(number) for number in (*STOPPING, signal.SIGALRM)] == before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
