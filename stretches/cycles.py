"""Cycles: cat-cow's, and the flexing and pointing of the foot, from a signal's turning points."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pose.types import Side
from stretches.vocabulary import Cycle, Verdict


@dataclass(frozen=True)
class Turn:
    """A turning point of a signal.

    Attributes:
        t: when, seconds.
        value: the signal there.
        high: whether it is a high point.
        left_s: when the signal left it.
        seen_s: when it was known to be one.
    """

    t: float
    value: float
    high: bool
    left_s: float
    seen_s: float


class TurningPoints:
    """Finds turning points: a point counts once the signal has come back from it by `least`.

    Args:
        least: in the signal's unit.
    """

    NEAR = 0.2  # share of `least` within which the signal still counts as at the point

    def __init__(self, least: float) -> None:
        self._least = least
        self._low: _Extreme | None = None
        self._high: _Extreme | None = None
        self._rising: bool | None = None

    def update(self, t: float, value: float) -> Turn | None:
        """The turning point that this moment reveals, if any."""
        near = self.NEAR * self._least
        self._low = _follow(self._low, t, value, -1, near)
        self._high = _follow(self._high, t, value, 1, near)
        if self._rising is not False and value <= self._high.value - self._least:
            turn = Turn(self._high.t, self._high.value, True, self._high.left_s, t)
            self._rising, self._low = False, _Extreme(t, value, t)
            return turn
        if self._rising is not True and value >= self._low.value + self._least:
            turn = Turn(self._low.t, self._low.value, False, self._low.left_s, t)
            self._rising, self._high = True, _Extreme(t, value, t)
            return turn
        return None


@dataclass(frozen=True)
class _Extreme:
    """The farthest value so far in one direction, and when the signal was last near it."""

    t: float
    value: float
    left_s: float


def _follow(kept: _Extreme | None, t: float, value: float, sign: int, near: float) -> _Extreme:
    if kept is None or sign * (value - kept.value) > 0:
        return _Extreme(t, value, t)
    return replace(kept, left_s=t) if abs(value - kept.value) <= near else kept


@dataclass(frozen=True)
class Half:
    """One half of a cat-cow cycle.

    Attributes:
        kind: `cow` or `cat`.
        depth: how far from neutral it went, shares of the trunk.
        deep: whether that was far enough.
    """

    kind: str
    start_s: float
    end_s: float
    depth: float
    deep: bool

    @property
    def took_s(self) -> float:
        """Seconds from the last end to this one."""
        return self.end_s - self.start_s


class CycleCounter:
    """Counts cat-cow cycles on the spine's curve against the person's own neutral.

    A cycle is one cow and one cat, whichever comes first. A half that stays shallow leaves the
    cycle uncounted; with both shallow there was no cycle at all.

    Args:
        cow_depth: how far below neutral the curve must fall, shares of the trunk.
        cat_depth: how far above neutral it must rise.
    """

    def __init__(self, cow_depth: float, cat_depth: float) -> None:
        self._depths = {"cow": cow_depth, "cat": cat_depth}
        # Half of the smaller depth: a shallow half must still show as a movement.
        self._turns = TurningPoints(0.5 * min(cow_depth, cat_depth))
        self.cycles: list[Cycle] = []
        self._open: Half | None = None
        self._last_turn_s: float | None = None
        self._began_s: float | None = None

    def update(self, t: float, above_neutral: float) -> Half | None:
        """Take in the curve at one moment; returns the half that is now known to be over."""
        if self._began_s is None:
            self._began_s = t
        turn = self._turns.update(t, above_neutral)
        if turn is None:
            return None
        kind = "cat" if turn.high else "cow"
        depth = turn.value if turn.high else -turn.value
        deep = depth >= self._depths[kind]
        start = self._began_s if self._last_turn_s is None else self._last_turn_s
        first = self._last_turn_s is None
        self._last_turn_s = turn.t
        if first and not deep:
            self._last_turn_s = turn.left_s
            return None  # where the first movement set out from, not a half
        half = Half(kind, start, turn.t, depth, deep)
        self._close(half, turn.seen_s)
        return half

    def _close(self, half: Half, seen_s: float) -> None:
        first = self._open
        if first is None:
            self._open = half
            return
        self._open = None
        missing = [each.kind for each in (first, half) if not each.deep]
        if len(missing) == 2:
            return
        gap = missing[0] if missing else None
        self.cycles.append(Cycle(None, first.start_s, seen_s, counted=gap is None, missing=gap))


class AlternationWatch:
    """Whether the foot keeps flexing and pointing, and its cycles.

    Args:
        least_swing_deg: the smallest swing of the ankle's angle that counts.
    """

    STILL_S = 4.0
    SHORTEST_S, LONGEST_S = 1.0, 8.0

    def __init__(self, least_swing_deg: float) -> None:
        self._turns = TurningPoints(least_swing_deg)
        self._turned: list[Turn] = []
        self.moving_since: float | None = None
        self.cycles: list[Cycle] = []

    def update(self, t: float, side: Side | None, ankle: float | None) -> Verdict:
        """Whether the foot is alternating at this moment; unseen where the foot is."""
        turn = None if ankle is None else self._turns.update(t, ankle)
        if turn is not None:
            self._take(turn, side)
        moved = self._turned and t - self._turned[-1].seen_s <= self.STILL_S
        if moved:
            return Verdict.MET
        self._turned, self.moving_since = [], None
        return Verdict.UNSEEN if ankle is None else Verdict.FAULT

    def _take(self, turn: Turn, side: Side | None) -> None:
        self._turned.append(turn)
        if self.moving_since is None:
            self.moving_since = turn.left_s
        if len(self._turned) < 3 or side is None:
            return
        first, _, last = self._turned
        if self.SHORTEST_S <= last.t - first.t <= self.LONGEST_S:
            self.cycles.append(Cycle(side, first.t, last.t, counted=True))
        self._turned = [last]
