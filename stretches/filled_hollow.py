"""A hollow back that what stands behind somebody fills up to a flat one in the silhouette."""

from __future__ import annotations

from collections import deque
from statistics import median

from pose.spine import trunk_depths
from stretches.body import Body

BELLY_DROPS, THICKER, FOLLOWS = 0.06, 0.07, 0.4
"""Shares of the trunk by which the belly is lower than in this person's own neutral and the trunk
thicker, and the share of the belly's way that a back goes at least. In the cows of 23 clips the
belly came down by 0.10 to 0.15, the back by 0.7 to 1.1 of that, and the trunk read 0.01 thinner to
0.05 thicker; before a shelf the back came down by 0.1 to 0.3 of it, and the trunk read thicker by
0.11."""
LASTS_S = 0.25
"""Seconds on end in which it shows."""
UNSURE_S = 5.0
"""So long afterwards nothing is known of the back: the next cow is as hollow as this one."""
NEUTRAL_S = 1.0
"""The last so many seconds before a neutral back is known show how thick the trunk is then."""


class FilledHollow:
    """Tells whether the curve of a back is to be doubted: the belly comes down and it does not."""

    def __init__(self) -> None:
        self._kept: deque[tuple[float, float, float]] = deque()
        self._own: tuple[float, float] | None = None
        self._since: float | None = None
        self._filled_t = float("-inf")
        self.filled = False

    def update(self, t: float, body: Body | None, hollow: bool) -> bool:
        """Take in one moment; whether the back is doubted.

        Args:
            t: seconds.
            body: the body; None of somebody who is not in the position.
            hollow: whether the back is seen to be hollow: then nothing fills it, whatever hangs
                from the belly.
        """
        front = None if body is None else body.front_of_trunk
        if body is None or front is None or hollow:
            self._since = None
        else:
            depths = trunk_depths(body.pose, -front, body.near)
            if depths is not None:
                self._take(t, *depths, known=body.spine_reference is not None)
        self.filled = t - self._filled_t < UNSURE_S
        return self.filled

    def _take(self, t: float, back: float, belly: float, known: bool) -> None:
        if not known:
            self._kept.append((t, back, belly))
            while self._kept[0][0] < t - NEUTRAL_S:
                self._kept.popleft()
            return
        if self._own is None and self._kept:
            _, backs, bellies = zip(*self._kept, strict=True)
            self._own = median(backs), median(bellies)
        if self._own is None or not _filled(*self._own, back, belly):
            self._since = None
            return
        self._since = t if self._since is None else self._since
        if t - self._since >= LASTS_S:
            self._filled_t = t


def _filled(own_back: float, own_belly: float, back: float, belly: float) -> bool:
    dropped, followed = belly - own_belly, own_back - back
    thicker = dropped - followed
    return dropped >= BELLY_DROPS and thicker >= THICKER and followed < FOLLOWS * dropped
