"""Good form that is lost from sight, or read wrongly, for a moment while nobody moves."""

from __future__ import annotations

from collections import deque

from pose.outline import is_unchanged
from pose.types import Mask
from stretches.body import Body
from stretches.vocabulary import SETTLED_BELOW


class _Trust:
    """Seconds for which something is believed against what is seen, earned while it is seen.

    Args:
        earned: seconds of it for one in which it was seen.
        most_s: that is the most of it.
    """

    GAP_S = 0.6
    """Moments farther apart than this have nothing to do with each other."""

    def __init__(self, earned: float, most_s: float) -> None:
        self._earned, self._most_s = earned, most_s
        self._t = float("-inf")
        self._left_s = 0.0

    def earn(self, t: float, rests: bool) -> None:
        """A moment that shows it, of somebody at rest or, which takes all of it away, not."""
        step = self._step(t)
        more = self._left_s + self._earned * step
        self._left_s = min(more, self._most_s) if rests else 0.0

    def spend(self, t: float, still: bool) -> bool:
        """A moment that does not, of somebody who is still or not; whether any is left."""
        step = self._step(t)
        self._left_s = max(self._left_s - step, 0.0) if still else 0.0
        return self._left_s > 0.0

    def _step(self, t: float) -> float:
        """Seconds since the last moment; after a gap none, and nothing is known."""
        gap, self._t = t - self._t, t
        if gap <= self.GAP_S:
            return gap
        self._left_s = 0.0
        return 0.0


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

    def __init__(self) -> None:
        self._trust = _Trust(self.EARNED, self.LASTS_S)
        self._outline: Mask | None = None

    def seen(self, body: Body, met: bool, speed: float) -> None:
        """Take in a moment that shows whether it is met; nothing stands of one on the move."""
        self._outline = body.outline
        self._trust.earn(body.pose.t, met and speed < SETTLED_BELOW)

    def stands(self, body: Body, speed: float) -> bool:
        """Whether it stands at a moment that does not show it; once they move it no longer does.

        A limb that nobody sees moves unseen, but for the silhouette.
        """
        return self._trust.spend(body.pose.t, self._still(body, speed))

    def _still(self, body: Body, speed: float) -> bool:
        if speed >= SETTLED_BELOW:
            return False
        unknown = self._outline is None or body.outline is None
        return unknown or is_unchanged(self._outline, body.outline)


class Misreadings:
    """Whether a fault is misread: of somebody who rests in the outline of a second ago.

    Half kneeling, 10° off the front and in good form, the front knee read up to 157° and the hand
    up to 1.1 thighs off its leg, four times in eleven seconds and for up to one. A true fault is
    told as much later, for the silhouette hardly shows a knee that opens toward the camera; so
    that one which comes by turns is not taken for misread, little of the good time counts.
    """

    LASTS_S = 1.0
    EARNED = 0.25
    """Seconds of a fault that are taken for misread, for one in good form."""
    EARLIER_S = 1.0

    def __init__(self) -> None:
        self._trust = _Trust(self.EARNED, self.LASTS_S)
        self._earlier: deque[tuple[float, Mask | None]] = deque()

    def seen(self, body: Body, met: bool, speed: float) -> None:
        """Take in a moment that shows whether it is met."""
        self._earlier.append((body.pose.t, body.outline))
        while self._earlier[0][0] < body.pose.t - self.EARLIER_S:
            self._earlier.popleft()
        self._trust.earn(body.pose.t, met and speed < SETTLED_BELOW)

    def explain(self, body: Body, speed: float) -> bool:
        """Whether the fault that this moment shows is misread."""
        same = bool(self._earlier) and is_unchanged(self._earlier[0][1], body.outline)
        return self._trust.spend(body.pose.t, same and speed < SETTLED_BELOW)
