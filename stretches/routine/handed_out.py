"""What of a stretch has ended and is handed out, each hold, round and fault once."""

from __future__ import annotations

from collections.abc import Iterator

from stretches.counts import Cycle, Hold, Progress
from stretches.faults import Fault
from stretches.routine.moment import CycleEnded, FaultEnded, HoldEnded
from stretches.routine.voice_box import VoiceBox
from stretches.vocabulary import Stretch


class HandedOut:
    """Hands out one stretch's holds, rounds and faults as they end.

    Args:
        stretch: the stretch.
        index: its place in the plan, from 0.
        box: takes what is kept.
    """

    def __init__(self, stretch: Stretch, index: int, box: VoiceBox) -> None:
        self._stretch, self._index, self._box = stretch, index, box
        self._holds = self._cycles = 0
        self._faults: list[Fault] = []

    def holds(self, progress: Progress) -> Iterator[Hold]:
        """Hand out the holds that have ended since the last time."""
        for number in range(self._holds, len(progress.holds)):
            self._holds = number + 1
            hold = progress.holds[number]
            self._box.keep(HoldEnded(self._stretch, self._index, number, hold))
            yield hold

    def cycles(self, progress: Progress) -> Iterator[tuple[int, Cycle]]:
        """The same for the rounds, each with how many have counted so far."""
        for number in range(self._cycles, len(progress.cycles)):
            self._cycles = number + 1
            cycle = progress.cycles[number]
            self._box.keep(CycleEnded(self._stretch, self._index, number, cycle))
            yield sum(each.counted for each in progress.cycles[: number + 1]), cycle

    def faults(self, logged: list[Fault], since: float, until: float) -> None:
        """Hand out the faults that are over; finishing the log sorts it.

        Args:
            logged: all of them.
            since, until: when the stretch was watched, seconds. What somebody does while it is
                explained, or at rest, is no fault in it.
        """
        if len(logged) == len(self._faults):
            return
        for fault in logged:
            if fault not in self._faults:
                self._faults.append(fault)
                if fault.start_s <= until and fault.end_s >= since:
                    self._box.keep(FaultEnded(self._stretch, fault))
