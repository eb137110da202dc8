"""`auto`: names the stretch that is being done, or says that it is none of the nine."""

from __future__ import annotations

from collections.abc import Sequence

from pose.types import Pose
from stretches.body import Body
from stretches.registry import STRETCHES
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Stretch, Verdict

LEAST_S = 3.0
"""Seconds in a position, weighed by how well it is done, that make it a stretch."""
STAY_S = 1.5
"""Shorter visits to a position are on the way to somewhere else, or landmarks that flicker."""
LEAST_FIT = 0.5
"""With most of its checks at fault it is another exercise: sitting upright passes for a short
lunge by its feet alone, with a fit of 0.2."""


class Recogniser:
    """Follows all stretches side by side and weighs how much time was spent in each."""

    def __init__(self, stretches: Sequence[Stretch] = STRETCHES) -> None:
        self.tracks = [Track(stretch) for stretch in stretches]
        self._weights = [0.0] * len(self.tracks)
        self._stay_s = [0.0] * len(self.tracks)
        self._t: float | None = None

    def update(self, t: float, body: Body | None) -> list[Snapshot]:
        """Take in one moment; one snapshot per stretch, in the registry's order."""
        snapshots = [track.update(t, body) for track in self.tracks]
        step = 0.0 if self._t is None else min(t - self._t, 0.5)
        self._t = t
        for index, snapshot in enumerate(snapshots):
            self._weigh(index, step, snapshot)
        return snapshots

    def _weigh(self, index: int, step: float, snapshot: Snapshot) -> None:
        attempting = snapshot.assessment.attempting
        if attempting is False:
            self._stay_s[index] = 0.0
        fit = _fit(snapshot)
        if fit >= LEAST_FIT:
            self._stay_s[index] += step
            if self._stay_s[index] >= STAY_S:
                self._weights[index] += step * fit

    @property
    def best(self) -> int | None:
        """The index of the stretch that was done, None where it is none of them."""
        index = max(range(len(self.tracks)), key=lambda i: self._weights[i])
        return index if self._weights[index] >= LEAST_S else None


def _fit(snapshot: Snapshot) -> float:
    """How well one moment fits a stretch: 0 out of the position, 1 with every check met.

    What the picture does not show speaks neither for nor against.
    """
    now = snapshot.assessment
    if not now.attempting:
        return 0.0
    single = [r for r in now.results if r.check.half is None]
    seen = [r for r in single if r.verdict is not Verdict.UNSEEN or r.doubted]
    if not seen:
        return 0.0
    return sum(r.verdict is Verdict.MET for r in seen) / len(seen)


def recognise(poses: Sequence[Pose]) -> str | None:
    """The slug of the stretch in a recording of poses, or None."""
    observer, recogniser = Observer(), Recogniser()
    for pose in poses:
        recogniser.update(pose.t, observer.observe(pose))
    best = recogniser.best
    return None if best is None else recogniser.tracks[best].stretch.slug
