"""Good form that is lost from sight, or read wrongly, for a moment while nobody moves."""

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

    def __init__(self) -> None:
        self._t = float("-inf")
        self._trust_s = 0.0
        self._outline: Mask | None = None

    def seen(self, body: Body, met: bool, speed: float) -> None:
        """Take in a moment that shows whether it is met; nothing stands of one on the move."""
        earned = self.EARNED * self._step(body.pose.t)
        self._outline = body.outline
        rests = met and speed < SETTLED_BELOW
        self._trust_s = min(self._trust_s + earned, self.LASTS_S) if rests else 0.0

    def stands(self, body: Body, speed: float) -> bool:
        """Whether it stands at a moment that does not show it; once they move it no longer does.

        A limb that nobody sees moves unseen, but for the silhouette.
        """
        used = self._step(body.pose.t)
        self._trust_s = max(self._trust_s - used, 0.0) if self._still(body, speed) else 0.0
        return self._trust_s > 0.0

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


class Misreadings:
    """Whether a fault is misread: of somebody who rests in the outline of a second ago.

    Half kneeling, 10° off the front and in good form, the front knee read 118° to 157° and the hand
    0.9 thigh off its leg for up to a second, four times in eleven seconds. A true fault is told as
    much later, for the silhouette hardly shows a knee that opens toward the camera; so that a
    fault which comes by turns is none that is misread, only a quarter of the good time counts.
    """

    LASTS_S = 1.0
    EARNED = 0.25
    """Seconds of a fault that are taken for misread, for one in good form."""
    EARLIER_S = 1.0

    def __init__(self) -> None:
        self._t = float("-inf")
        self._trust_s = 0.0
        self._earlier: deque[tuple[float, Mask | None]] = deque()

    def seen(self, body: Body, met: bool, speed: float) -> None:
        """Take in a moment that shows whether it is met."""
        step = self._step(body.pose.t)
        self._earlier.append((body.pose.t, body.outline))
        while self._earlier[0][0] < body.pose.t - self.EARLIER_S:
            self._earlier.popleft()
        rests = met and speed < SETTLED_BELOW
        self._trust_s = min(self._trust_s + self.EARNED * step, self.LASTS_S) if rests else 0.0

    def explain(self, body: Body, speed: float) -> bool:
        """Whether a fault of this moment is one."""
        self._trust_s = max(self._trust_s - self._step(body.pose.t), 0.0)
        same = self._earlier and is_unchanged(self._earlier[0][1], body.outline)
        return bool(same) and speed < SETTLED_BELOW and self._trust_s > 0.0

    def _step(self, t: float) -> float:
        gap, self._t = t - self._t, t
        return gap if gap <= WhileStill.GAP_S else 0.0
