"""A signal's turning points, and the cat-cow cycles that they make."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from stretches.counts import Cycle


@dataclass(frozen=True)
class Turn:
    """A turning point of a signal.

    Attributes:
        t: when, seconds.
        value: the signal there.
        high: whether it is a high point.
        left_s: when the signal left it.
        middle_s: the middle of the time that it spent there: whoever lingers reaches the farthest
            point of all at any moment of it.
        seen_s: when it was known to be one.
        set_out_s: until when the signal rested on the way here, None where it did not.
    """

    t: float
    value: float
    high: bool
    left_s: float
    middle_s: float
    seen_s: float
    set_out_s: float | None = None


class TurningPoints:
    """Finds turning points: a point counts once the signal has come back from it by `least`.

    Args:
        least: in the signal's unit; it may be changed later.
        slowest: a signal that changes less in a second rests, and leaves its point only afterwards.
    """

    NEAR = 0.2  # share of `least` within which the signal still counts as at the point
    AT = 0.5  # share of `least` within which it lingers there
    RESTS_S = 0.5
    LINGERS_S = 30.0

    def __init__(self, least: float, slowest: float = 0.0) -> None:
        self.least, self._slowest = least, slowest
        self._lately: deque[tuple[float, float]] = deque()
        self._way: deque[tuple[float, float]] = deque()
        self._rested: deque[tuple[float, float]] = deque()
        self._low: _Extreme | None = None
        self._high: _Extreme | None = None
        self._rising: bool | None = None

    def update(self, t: float, value: float) -> Turn | None:
        """The turning point that this moment reveals, if any."""
        near = self.NEAR * self.least
        self._way.append((t, value))
        for kept in (self._way, self._rested):
            while kept and kept[0][0] < t - self.LINGERS_S:
                kept.popleft()
        self._low = _follow(self._low, t, value, -1, near)
        self._high = _follow(self._high, t, value, 1, near)
        if self._rests(t, value):
            self._rested.append((t, value))
            self._low, self._high = replace(self._low, left_s=t), replace(self._high, left_s=t)
        if self._rising is not False and value <= self._high.value - self.least:
            turn = self._turn(self._high, True, t)
            self._rising, self._low = False, _Extreme(t, value, t)
            return turn
        if self._rising is not True and value >= self._low.value + self.least:
            turn = self._turn(self._low, False, t)
            self._rising, self._high = True, _Extreme(t, value, t)
            return turn
        return None

    def _turn(self, extreme: _Extreme, high: bool, seen_s: float) -> Turn:
        at = self.AT * self.least
        there = [t for t, value in self._way if abs(value - extreme.value) <= at] or [extreme.t]
        while self._way[0][0] <= there[-1]:
            self._way.popleft()
        middle = (there[0] + there[-1]) / 2
        rests = [t for t, v in self._rested if t < extreme.t and abs(v - extreme.value) > at]
        self._rested.clear()
        set_out = rests[-1] if rests else None
        return Turn(extreme.t, extreme.value, high, extreme.left_s, middle, seen_s, set_out)

    def _rests(self, t: float, value: float) -> bool:
        """Whether the signal has hardly changed for half a second: a slow drift is no movement."""
        self._lately.append((t, value))
        while self._lately[0][0] < t - self.RESTS_S:
            self._lately.popleft()
        watched = t - self._lately[0][0]
        values = [v for _, v in self._lately]
        known = watched >= 0.5 * self.RESTS_S
        return known and max(values) - min(values) < self._slowest * watched


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
        paced: whether its start was seen; else nobody knows how long it took.
    """

    kind: str
    start_s: float
    end_s: float
    depth: float
    deep: bool
    paced: bool = True

    @property
    def took_s(self) -> float:
        """Seconds from the last end to this one."""
        return self.end_s - self.start_s


class CycleCounter:
    """Counts cat-cow cycles on the spine's curve against the person's own neutral.

    A cycle is one cow and one cat, whichever comes first, from leaving neutral to coming back to
    it. A half that stays shallow leaves the cycle uncounted, and so does bad form during much of
    it; with both halves shallow there was no cycle at all.

    Args:
        cow_depth: how far below neutral the curve must fall, shares of the trunk.
        cat_depth: how far above neutral it must rise.
    """

    BAD_SHARE = 1 / 3
    """Bad form for more than this share of a cycle leaves it uncounted."""
    LEAST_HALF_S = 0.4
    """Nobody rounds the back in less: the outline jumped."""
    ASTRAY = 1 / 3
    """A turn that stays on the wrong side of neutral by more than this share of the depth asked for
    is a wobble of the half before: one cow wavered so by half of its depth. Shallow halves ended
    0.005 trunk short of neutral at worst, of 0.025 and 0.03 that are asked for."""
    LEAST_SHALLOW_S = 0.8
    """Before the first cycle a shallow half in less is a flicker of the resting outline."""
    DRIFTS, DRIFT_SHARE = 2, 0.6
    """So many halves of up to this share of the depth asked for may be the outline's drift before
    the first larger one: at rest it strayed once by 0.014 trunk for 2.6 s and back by 0.009.
    Whoever goes on is moving."""

    def __init__(self, cow_depth: float, cat_depth: float) -> None:
        self._depths = {"cow": cow_depth, "cat": cat_depth}
        self.cycles: list[Cycle] = []
        self.begin()

    def begin(self) -> None:
        """Whatever moved before now was no cycle yet."""
        least = min(self._depths.values())
        # Half of the smaller depth: a shallow half must still show as a movement.
        self._turns = TurningPoints(0.5 * least)
        self._neutral = _NeutralMoments(0.1 * least)
        self._first: Half | None = None
        self._waiting: list[Half] = []
        self._moving = False
        self._first_start_s = 0.0
        self._ending = False
        self._turned = self._set_out = False
        self._since: float | None = None
        self._bad: list[tuple[float, float, str]] = []
        self._t = 0.0

    def update(self, t: float, above_neutral: float, bad: str | None = None) -> tuple[Half, ...]:
        """Take in one moment; returns the halves that are now known to be over: mostly none.

        Args:
            t: seconds.
            above_neutral: the spine's curve, shares of the trunk, + rounder than neutral.
            bad: the check that spoils the form at this moment, if any.
        """
        if self._since is None:
            self._since = self._t = t
        if bad is not None:
            self._bad.append((self._t, t, bad))
        self._t = t
        if self._neutral.update(t, above_neutral) and self._ending:
            self.cycles[-1] = replace(self.cycles[-1], end_s=t)
            self._ending = False
        turn = self._turns.update(t, above_neutral)
        half = None if turn is None else self._take(turn, self._since)
        return () if half is None else self._told(half)

    def _told(self, half: Half) -> tuple[Half, ...]:
        """The halves to tell of: small ones wait for what shows them to be a movement."""
        if self._moving:
            return (half,)
        if self._waiting and self._waiting[-1].kind == half.kind:
            self._waiting.pop()  # the same one, as deep as it turned out to be
        small = half.depth <= self.DRIFT_SHARE * self._depths[half.kind]
        if small and len(self._waiting) < self.DRIFTS:
            self._waiting.append(half)
            return ()
        waited, self._moving, self._waiting = tuple(self._waiting), True, []
        if small:
            return (*waited, half)
        if half.deep and waited and self.cycles:  # the other half of its own cycle
            return (waited[-1], half)
        # What waited may have been drift: then this one set out somewhere in it.
        return (replace(half, paced=not waited),)

    def _take(self, turn: Turn, since: float) -> Half | None:
        kind = "cat" if turn.high else "cow"
        depth = turn.value if turn.high else -turn.value
        deep = depth >= self._depths[kind]
        if self._turned and depth < -self.ASTRAY * self._depths[kind]:
            return None
        self._since = turn.middle_s
        if not self._turned and not deep:
            self._turned, self._set_out, self._since = True, True, turn.left_s
            return None  # where the first movement set out from, not a half
        # From neutral it is half the way: it ends where the next one begins.
        end = turn.left_s if self._set_out else turn.middle_s
        self._turned, self._set_out = True, False
        half = Half(kind, since, end, depth, deep)
        at_rest = not deep and self._first is None and not self.cycles
        if half.took_s < (self.LEAST_SHALLOW_S if at_rest else self.LEAST_HALF_S):
            return None
        if self._first is not None and self._first.kind == half.kind:
            # What lay between them was a jump: they are one half, as deep as the deeper one.
            if half.depth <= self._first.depth:
                return None
            self._first = half = replace(half, start_s=self._first.start_s)
            return half
        if self._first is None:
            self._first, self._ending = half, False
            self._first_start_s = self._neutral.last_between(since, half.end_s, since)
        else:
            self._close(self._first, half, turn.seen_s)
            self._first = None
        return half

    def _close(self, first: Half, second: Half, seen_s: float) -> None:
        shallow = [each.kind for each in (first, second) if not each.deep]
        if len(shallow) == 2:
            return
        start = self._first_start_s
        end = self._neutral.first_between(second.end_s, seen_s)
        missing = shallow[0] if shallow else self._spoilt(start, seen_s if end is None else end)
        # Until it is back at neutral the cycle ends where its second half was known to be over.
        self._ending = end is None
        end = seen_s if end is None else end
        self.cycles.append(Cycle(None, start, end, counted=missing is None, missing=missing))

    def _spoilt(self, start: float, end: float) -> str | None:
        """The check that was at fault during too much of the cycle, None where none was."""
        spans = [(max(a, start), min(b, end), name) for a, b, name in self._bad if b > start]
        self._bad = [span for span in self._bad if span[1] > end]
        lost = sum(max(0.0, b - a) for a, b, _ in spans)
        return spans[0][2] if lost > self.BAD_SHARE * (end - start) else None


class _NeutralMoments:
    """When the curve lay at neutral, or passed it."""

    def __init__(self, near: float) -> None:
        self._near = near
        self._moments: list[float] = []
        self._before: float | None = None

    def update(self, t: float, value: float) -> bool:
        """Take in one moment; whether it is at neutral, or neutral was passed to get there."""
        passed = self._before is not None and value * self._before < 0
        at = passed or abs(value) <= self._near
        self._before = value
        if at:
            self._moments = [*self._moments[-200:], t]
        return at

    def last_between(self, start: float, end: float, otherwise: float) -> float:
        """The last such moment from `start` to `end`."""
        return max((t for t in self._moments if start <= t <= end), default=otherwise)

    def first_between(self, start: float, end: float) -> float | None:
        """The first such moment from `start` to `end`, None where there is none."""
        return min((t for t in self._moments if start <= t <= end), default=None)
