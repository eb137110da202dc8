"""Which side works, and when the other one has taken over."""

from __future__ import annotations

import numpy as np

from pose.types import SIDES, Side, other
from stretches.body import Body
from stretches.vocabulary import Stretch


class SideFinder:
    """Which of the person's sides is working, from the picture and steadied over time."""

    TIME_CONSTANT_S, MISTAKABLE_S = 0.4, 0.8
    """Where one side is taken for the other for moments, it takes longer."""
    FORGET_S = 2.0
    """Whoever was out of sight for longer may have changed sides."""
    MARGIN = 0.05
    ALIKE = 0.02
    """Both sides look the same, as before a stretch is taken."""

    def __init__(self) -> None:
        self._t = float("-inf")
        self._lead: float | None = None
        self.side: Side | None = None

    def update(self, stretch: Stretch, body: Body) -> Side | None:
        """The working side, None while nothing tells it.

        A time in which nothing told it makes the next moment weigh no more.
        """
        if stretch.find_side is None:
            return None
        step, self._t = body.pose.t - self._t, body.pose.t
        if step > self.FORGET_S:
            self._lead = None
        if self.side is not None and stretch.side_untold and stretch.side_untold(body):
            return self.side
        left, right = (stretch.find_side(body, side) for side in SIDES)
        if left is not None and right is not None:
            lasts_s = self.MISTAKABLE_S if stretch.side_mistakable else self.TIME_CONSTANT_S
            self._weigh(body, left - right, 1 - float(np.exp(-step / lasts_s)))
        elif self.side is None and (left is not None or right is not None):
            self.side = "left" if left is not None else "right"
        return self.side

    def _weigh(self, body: Body, lead: float, blend: float) -> None:
        self._lead = lead if self._lead is None else self._lead + blend * (lead - self._lead)
        if self.side is None and abs(self._lead) <= self.ALIKE:
            self.side = body.near  # nothing of it is hidden
        elif self.side is None or abs(self._lead) > self.MARGIN:
            self.side = "left" if self._lead > 0 else "right"


class SideSwitch:
    """Whether the other side has taken over during a hold.

    People come out of the position on the way from one side to the other. Where the other side
    seems to take it at once, a limb of this one may have moved, such as a crossed foot that was put
    down under the other leg.

    Args:
        mistakable: whether that can be; else whoever takes the other side has changed sides.
    """

    BETWEEN_S, MAX_STEP_S = 0.6, 0.5

    def __init__(self, mistakable: bool) -> None:
        self._mistakable = mistakable
        self._t: float | None = None
        self._between_s = 0.0
        self._came_out = not mistakable

    def update(self, t: float, attempting: dict[Side, bool | None], holding: Side) -> bool:
        """Take in which sides are in the position; `holding` is the one of the hold."""
        step = 0.0 if self._t is None else min(t - self._t, self.MAX_STEP_S)
        self._t = t
        theirs = attempting[other(holding)] is True
        if attempting[holding] is True:
            self._between_s, self._came_out = 0.0, not self._mistakable
        elif theirs:
            # Moments in between do not add up: the other side may only blink.
            self._between_s = 0.0
        else:
            self._between_s += step
            self._came_out = self._came_out or self._between_s >= self.BETWEEN_S
        return self._came_out and theirs and attempting[holding] is False
