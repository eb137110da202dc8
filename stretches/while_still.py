"""Good form that is lost from sight for a moment, while nobody moves."""

from __future__ import annotations

from stretches.vocabulary import SETTLED_BELOW


class WhileStill:
    """Whether what was met a moment ago still stands although nothing shows it now.

    The leg behind the other one is lost from sight for up to about a second at a time, of somebody
    who sits as still as before. It stands for no longer than it was seen, so that what is hidden
    for most of the time is not taken for seen. Faults do not stand: they are told only where seen.
    """

    LASTS_S = 1.5

    def __init__(self) -> None:
        self._t = float("-inf")
        self._trust_s = 0.0

    def seen(self, t: float, met: bool) -> None:
        """Take in a moment that shows whether it is met."""
        step = self._step(t)
        self._trust_s = min(self._trust_s + step, self.LASTS_S) if met else 0.0

    def stands(self, t: float, speed: float) -> bool:
        """Whether it stands at a moment that does not show it; once they move it no longer does.

        Args:
            t: seconds.
            speed: how fast the person moves, trunk lengths a second; see `SETTLED_BELOW`.
        """
        left = self._trust_s - self._step(t)
        self._trust_s = left if left > 0.0 and speed < SETTLED_BELOW else 0.0
        return self._trust_s > 0.0

    def _step(self, t: float) -> float:
        """Seconds since the last moment; none after a gap, across which nothing is known."""
        gap, self._t = t - self._t, t
        return gap if gap <= self.LASTS_S else 0.0
