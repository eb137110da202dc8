"""What a person does, second by second: segments, and the moment at any time in them.

>>> from studio.timeline import correct, hold, move_in, move_out, rest
>>> plan = (rest(2), move_in(2.5), hold(8), hold(5, knee_straight=30), correct(1), hold(24))
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from studio.geometry import smooth
from studio.poses.model import Params, Sizes, StretchModel
from studio.skeleton import Side, other
from studio.stage import Moment

Kind = Literal["rest", "move_in", "hold", "move_out", "switch", "cycles", "alternate"]
EASE_S = 1.0
SWAY_DEGREES = 0.9
BREATH_FRAMES = 24
HALF_GONE = 0.5


@dataclass(frozen=True)
class Segment:
    """One thing that the person does for some seconds.

    Attributes:
        faults: sizes of the faults in it, by name.
        ease_s: how long the person takes to slip into this form, within the segment.
        half_s: for movements, the time from one end to the other.
    """

    kind: Kind
    seconds: float = 0.0
    faults: Sizes = field(default_factory=dict)
    ease_s: float = EASE_S
    half_s: float = 0.0


def rest(seconds: float) -> Segment:
    """Stay out of the stretch."""
    return Segment("rest", seconds)


def move_in(seconds: float, **faults: float | None) -> Segment:
    """Go from rest into the stretch, straight into these faults if there are any."""
    return Segment("move_in", seconds, faults)


def hold(seconds: float, **faults: float | None) -> Segment:
    """Hold the stretch with these faults (none: in good form), slipping into them first."""
    return Segment("hold", seconds, faults)


def correct(seconds: float) -> Segment:
    """Go back to good form, taking all these seconds for it."""
    return Segment("hold", seconds, ease_s=seconds)


def move_out(seconds: float) -> Segment:
    """Go back to rest."""
    return Segment("move_out", seconds)


def switch() -> Segment:
    """From here on the other side works; only at rest, where both sides look alike."""
    return Segment("switch")


def cycles(count: int, half_s: float, **faults: float | None) -> Segment:
    """Go to the first end of the movement and to the second, `count` times."""
    return Segment("cycles", 2 * half_s * count, faults, half_s=half_s)


def alternate(seconds: float, half_s: float, **faults: float | None) -> Segment:
    """Go to and fro between the ends of the movement; `flex_and_point` stills a share of it."""
    return Segment("alternate", seconds, faults, half_s=half_s)


@dataclass(frozen=True)
class Instant:
    """One frame of a plan: its time, what is seen, and which faults are in it.

    Attributes:
        faults: names of the faults that are more than half there.
        in_pose: whether the person is all the way in the stretch.
    """

    t: float
    kind: Kind
    segment: int
    moment: Moment
    faults: frozenset[str]
    in_pose: bool


class Timeline:
    """A plan for one stretch, laid out in time.

    Attributes:
        starts: when each segment begins, seconds.
        duration_s: the whole length.
    """

    def __init__(self, model: StretchModel, plan: tuple[Segment, ...], side: Side) -> None:
        self.model, self.plan, self.first_side = model, plan, side
        ends = np.cumsum([segment.seconds for segment in plan])
        self.starts = [0.0, *(float(end) for end in ends[:-1])]
        self.duration_s = float(ends[-1])
        self.good = dict(model.pose.params)

    def sides(self) -> list[Side]:
        """The working side in each segment."""
        side, sides = self.first_side, []
        for segment in self.plan:
            side = other(side) if segment.kind == "switch" else side
            sides.append(side)
        return sides

    def poses(self) -> list[Params]:
        """Every form of the pose that comes up."""
        phases = [None, *self.model.phases]
        return [
            self.model.faulty(segment.faults, phase) for segment in self.plan for phase in phases
        ]

    def instants(self, fps: int) -> Iterator[Instant]:
        """Every frame."""
        sides = self.sides()
        for frame in range(round(self.duration_s * fps)):
            t = frame / fps
            i = int(np.searchsorted(self.starts, t + 1e-9, side="right")) - 1
            yield self._instant(t, i, sides[i], frame)

    def _instant(self, t: float, i: int, side: Side, frame: int) -> Instant:
        segment, into = self.plan[i], t - self.starts[i]
        position = self._position(segment, into)
        params, faults = self._form(i, into)
        tooth = frame % (2 * BREATH_FRAMES)
        breath = min(tooth, 2 * BREATH_FRAMES - tooth) / BREATH_FRAMES
        moment = Moment(position, params, side, breath, SWAY_DEGREES)
        in_pose = segment.kind in ("hold", "cycles", "alternate")
        return Instant(t, segment.kind, i, moment, faults if in_pose else frozenset(), in_pose)

    def _position(self, segment: Segment, into: float) -> float:
        last = len(self.model.stages) - 1
        if segment.kind in ("rest", "switch"):
            return 0.0
        if segment.kind == "move_in":
            return last * smooth(into / segment.seconds)
        if segment.kind == "move_out":
            return last * (1 - smooth(into / segment.seconds))
        return float(last)

    def _form(self, i: int, into: float) -> tuple[dict[str, float], frozenset[str]]:
        """The pose's parameters and the faults in them, some seconds into a segment."""
        segment = self.plan[i]
        here = frozenset(segment.faults)
        if segment.kind in ("cycles", "alternate"):
            return self._moving(i, into), here
        if segment.kind != "hold":
            near = i if segment.kind == "move_in" else i - 1
            return self._ended(near), here
        share = smooth(into / segment.ease_s) if segment.ease_s else 1.0
        before = self._ended(i - 1)
        params = _mixed(before, self.model.faulty(segment.faults), share)
        left = frozenset(self.plan[i - 1].faults) if i and self._in_pose(i - 1) else frozenset()
        return params, here if share > HALF_GONE else left

    def _in_pose(self, i: int) -> bool:
        return self.plan[i].kind in ("hold", "cycles", "alternate", "move_in")

    def _ended(self, i: int) -> dict[str, float]:
        """The parameters at the end of a segment."""
        if i < 0 or self.plan[i].kind in ("rest", "switch", "move_out"):
            return self.good
        if self.plan[i].kind in ("cycles", "alternate"):
            return self._moving(i, self.plan[i].seconds)
        return self.model.faulty(self.plan[i].faults)

    def _moving(self, i: int, into: float) -> dict[str, float]:
        """Parameters in a movement: from end to end, `half_s` each, softly at both."""
        segment = self.plan[i]
        half = min(int(into / segment.half_s + 1e-9), round(segment.seconds / segment.half_s) - 1)
        share = smooth(into / segment.half_s - half)
        ends = [self.model.faulty(segment.faults, phase) for phase in self.model.phases]
        start = ends[(half - 1) % 2] if half else self._ended(i - 1)
        params = _mixed(start, ends[half % 2], share)
        still = segment.faults.get("flex_and_point")
        return params if still is None else _mixed(params, self._ended(i - 1), still)


def _mixed(a: Params, b: Params, share: float) -> dict[str, float]:
    return {k: (1 - share) * a[k] + share * b[k] for k in b}
