"""A person's own neutral spine and tall posture, learnt from quiet moments."""

from __future__ import annotations

from collections import deque
from statistics import median

from pose.smoothing import QuietMedian, ShortMedian
from pose.types import SIDES, Side
from stretches.body import Body
from stretches.measures.legs import foot_slope
from stretches.measures.trunk import neck_off_trunk
from stretches.tall_posture import Sole, TallPosture
from stretches.vocabulary import Condition, Stretch

QUIET_S = 0.8
QUIET_RANGE = 0.025
"""Shares of the trunk: the curve's own noise at rest stays within this, its jumps left out."""
JUMPS_S, GAP_S = 0.6, 0.3
"""The median over so long leaves out an outline that jumps: for up to 0.3 s by 0.05 trunk. What is
read after a gap of so long says nothing of what was read before."""
FLAT_LASTS_S, FLAT_FOR_S = 15.0, 2.0
"""Within the first, a back was as flat in a stretch as it was for the second at least."""
OUT_OF_IT_S = 2.0
"""Out of the stretch for longer than this, it may be another one, with the other leg in front."""
STANDS_ROUNDER, STANDS_HOLLOWER, FALLEN = 0.025, 0.015, 0.03
"""Shares of the trunk by which a flat back may read rounder or hollower in standing than in the
lunge, most of it, and by which one has to fall to be hollow though it was never seen standing."""
QUIET_NECK_DEG, QUIET_TRUNK = 5.0, 0.04
"""Degrees, and shares of its length, within which neck and trunk are quiet."""
TALLER = 1.03
"""Whoever slouched before sits so much taller, times the length, that this posture is their own."""
FLAT_AT_MOST = 40.0
"""Degrees. The synthetic figure's flat feet sloped by up to 34, half in front of the camera."""


class _FlatInStretch:
    """How flat one person's back has lately been in the stretch that they are in."""

    def __init__(self) -> None:
        self._quiet = QuietMedian(QUIET_S, QUIET_RANGE)
        self._kept: deque[tuple[float, float, float]] = deque()

    def update(self, t: float, curve: float | None) -> float | None:
        """The curve that it was flatter than for a while; None while that is not known.

        Args:
            t: seconds.
            curve: how the back is curved; None at a moment that says nothing of how flat it is.
        """
        quiet = self._quiet.update(t, curve)
        if self._kept and t - self._kept[-1][0] > OUT_OF_IT_S:
            self._kept.clear()  # another lunge, or the other side's
        if quiet is not None:
            gap = t - self._kept[-1][0] if self._kept else GAP_S
            self._kept.append((t, quiet, gap if gap < GAP_S else QUIET_S))
        while self._kept and t - self._kept[0][0] > FLAT_LASTS_S:
            self._kept.popleft()
        flat_s = 0.0
        for value, step in sorted(((value, step) for _, value, step in self._kept), reverse=True):
            flat_s += step
            if flat_s >= FLAT_FOR_S:
                return value
        return None


class NeutralSpine:
    """Learns the reference of one person's spine curve while they are in a neutral posture.

    In a stretch that is done with a flat back, also from the stretch itself: the silhouettes of one
    person standing and in a lunge read backs as flat as each other up to 0.045 trunk apart, those
    of one lunge up to 0.02.
    """

    def __init__(self, stretch: Stretch) -> None:
        self._conditions, self._flattest_when = stretch.neutral_when, stretch.flattest_when
        self._curve = ShortMedian(JUMPS_S, GAP_S)
        self._neutral, self._flat = QuietMedian(QUIET_S, QUIET_RANGE), _FlatInStretch()
        self._own: float | None = None

    def update(self, body: Body) -> float | None:
        """Take in one moment; returns the reference so far."""
        if not self._conditions:
            return None
        if self._own is not None and not self._flattest_when:
            return self._own
        curve = self._curve.update(body.pose.t, body.spine)
        if self._own is None:
            neutral = _hold(self._conditions, body)
            self._own = self._neutral.update(body.pose.t, curve if neutral else None)
        return self._in_the_stretch(body, curve) if self._flattest_when else self._own

    def _in_the_stretch(self, body: Body, curve: float | None) -> float | None:
        told = _hold(self._flattest_when, body)
        flattest = self._flat.update(body.pose.t, curve if told else None)
        if self._own is not None:
            least, most = self._own - STANDS_ROUNDER, self._own + STANDS_HOLLOWER
            return least if flattest is None else min(max(least, flattest), most)
        # Of a back that was never seen standing, only a fall tells anything.
        fallen = flattest is not None and curve is not None and curve < flattest - FALLEN
        return flattest if fallen else None


class TallMoments:
    """Learns how one person sits or stands tall: from the quiet moment when they are tallest."""

    def __init__(self, stretch: Stretch) -> None:
        self._conditions = stretch.tall_when
        self._kept: deque[tuple[float, float, float]] = deque()
        self._own: TallPosture | None = None

    def update(self, body: Body) -> TallPosture | None:
        """Take in one moment; returns the posture so far."""
        if not self._conditions:
            return None
        neck, trunk = neck_off_trunk(body, body.near), body.trunk
        if neck is None or trunk is None or not _hold(self._conditions, body):
            self._kept.clear()
            return self._own
        t = body.pose.t
        self._kept.append((t, neck, trunk))
        while t - self._kept[0][0] > 1.5 * QUIET_S:
            self._kept.popleft()
        if t - self._kept[0][0] >= QUIET_S:
            self._learn(body)
        return self._own

    def _learn(self, body: Body) -> None:
        necks = [neck for _, neck, _ in self._kept]
        trunks = [trunk for _, _, trunk in self._kept]
        left, right = (_sole(body, side) for side in SIDES)
        seen = TallPosture(median(necks), median(trunks), body.turned, (left, right))
        quiet = max(necks) - min(necks) <= QUIET_NECK_DEG
        quiet = quiet and max(trunks) - min(trunks) <= QUIET_TRUNK * seen.trunk_px
        taller = self._own is None or seen.trunk_px > TALLER * self._own.trunk_px
        if quiet and taller:
            self._own = seen


def _sole(body: Body, side: Side) -> Sole | None:
    slope, toes = foot_slope(body, side), body.joint(side, "foot_index")
    if slope is None or toes is None or slope > FLAT_AT_MOST:
        return None
    return Sole(slope, (float(toes[0]), float(toes[1])))


def _hold(conditions: tuple[Condition, ...], body: Body) -> bool:
    return all(c.holds_for(c.measure(body, body.near)) for c in conditions)
