"""Good form that is lost from sight for a moment, while nobody moves."""

from __future__ import annotations

from collections import deque

from pose.outline import is_unchanged
from pose.types import Mask
from stretches.body import Body
from stretches.vocabulary import SETTLED_BELOW


class WhileStill:
    """Whether what was met a moment ago still stands although nothing shows it now.

    The leg behind the other one is lost from sight for up to about a second at a time, of somebody
    who sits as still as before. It stands for half as long as it was seen at most, so that what is
    hidden for most of the time is not taken for seen. Faults do not stand: they are told only
    where seen. Speeds are in trunk lengths a second; see `SETTLED_BELOW`.
    """

    LASTS_S = 1.5
    EARNED = 0.5
    """Seconds for which it stands, for one in which it was seen."""
    GAP_S = 0.6
    """Moments farther apart than this have nothing to do with each other."""
    EARLIER_S = 1.0
    """What goes out of form slowly has an outline like that of the moment before, but not this."""

    def __init__(self) -> None:
        self._t = float("-inf")
        self._trust_s = 0.0
        self._outline: Mask | None = None
        self._earlier: deque[tuple[float, Mask | None]] = deque()

    def seen(self, body: Body, met: bool, speed: float) -> None:
        """Take in a moment that shows whether it is met; nothing stands of one on the move."""
        earned = self.EARNED * self._step(body.pose.t)
        self._outline = body.outline
        self._earlier.append((body.pose.t, body.outline))
        while self._earlier[0][0] < body.pose.t - self.EARLIER_S:
            self._earlier.popleft()
        rests = met and speed < SETTLED_BELOW
        self._trust_s = min(self._trust_s + earned, self.LASTS_S) if rests else 0.0

    def stands(self, body: Body, speed: float) -> bool:
        """Whether it stands at a moment that does not show it; once they move it no longer does.

        A limb that nobody sees moves unseen, but for the silhouette.
        """
        used = self._step(body.pose.t)
        self._trust_s = max(self._trust_s - used, 0.0) if self._still(body, speed) else 0.0
        return self._trust_s > 0.0

    def contradicts(self, body: Body, speed: float) -> bool:
        """Whether a fault of this moment is a misreading: nothing of the outline has moved."""
        same = self._earlier and is_unchanged(self._earlier[0][1], body.outline)
        return bool(same) and self.stands(body, speed)

    def _still(self, body: Body, speed: float) -> bool:
        if speed >= SETTLED_BELOW:
            return False
        unknown = self._outline is None or body.outline is None
        return unknown or is_unchanged(self._outline, body.outline)

    def _step(self, t: float) -> float:
        """Seconds since the last moment; after a gap none, and nothing is known."""
        gap, self._t = t - self._t, t
        if gap > self.GAP_S:
            self._trust_s = 0.0
            return 0.0
        return gap
