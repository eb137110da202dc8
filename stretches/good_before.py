"""Good form that only turns out afterwards to have been part of a hold."""

from __future__ import annotations

from stretches.hold_timer import (
    ARM_S,
    ARMING_BLINK_S,
    MAX_STEP_S,
    RESUME_S,
    ROUNDING_S,
    Credit,
)


class GoodBefore:
    """When everything but the foot's alternation was right, for the moments before that shows.

    As in a hold that runs, a lapse is left out and one of more than five seconds makes all that
    came before it void; and as at a hold's beginning, what is right for less than a second is none.
    """

    def __init__(self) -> None:
        self._spells: list[tuple[float, float]] = []
        self._goes_on = False

    def update(self, t: float, right: bool) -> None:
        """Take in one moment: seconds, and whether everything else was right."""
        ago = t - self._spells[-1][1] if self._spells else 0.0
        if ago > RESUME_S + ROUNDING_S:
            self._spells.clear()
        self._goes_on = bool(self._spells) and self._goes_on
        if not right:
            self._goes_on = self._goes_on and ago <= ARMING_BLINK_S + ROUNDING_S
        elif self._goes_on and ago <= MAX_STEP_S + ROUNDING_S:
            self._spells[-1] = self._spells[-1][0], t
        else:
            self._spells.append((t, t))
            self._goes_on = True

    def credit(self, since_s: float) -> Credit | None:
        """What has been good since a moment; None where nothing has."""
        spells = [(max(start, since_s), end) for start, end in self._spells if end >= since_s]
        while len(spells) > 1 and spells[0][1] - spells[0][0] < ARM_S - ROUNDING_S:
            spells.pop(0)
        if not spells:
            return None
        return Credit(spells[0][0], sum(end - start for start, end in spells))

    def forget(self) -> None:
        """A hold is full: nothing of it counts for the next one."""
        self._spells.clear()
