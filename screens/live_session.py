"""What the video thread and the page share while somebody stretches in front of the camera.

Threads: `LiveSession.process` runs in streamlit-webrtc's worker thread, one frame at a time, and
touches no `st.*`. `latest`, `summary` and `close` are called by the page's script thread. The lock
guards everything that both sides touch.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from pose.drawing import draw
from pose.estimator import PoseEstimator
from pose.types import Image
from stretches.counts import Progress
from stretches.overlay import overlay_of
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Cue, Stretch

CAPTION_S = 4.0


@dataclass(frozen=True)
class Moment:
    """The newest moment: what the checks said, and the sentence that stands."""

    snapshot: Snapshot
    caption: str


@dataclass(frozen=True)
class Summary:
    """What a session came to."""

    progress: Progress
    cues: tuple[Cue, ...]
    faults: tuple[tuple[str, float], ...]
    seconds: float


class LiveSession:
    """One stretch in front of the camera, from the first frame to the stop.

    Args:
        stretch: the stretch with the targets to judge by.
        mirror: show the picture as in a mirror.
    """

    def __init__(self, stretch: Stretch, mirror: bool = True) -> None:
        self.stretch = stretch
        self._mirror = mirror
        self._lock = threading.Lock()
        self._estimator: PoseEstimator | None = None
        self._observer = Observer()
        self._track = Track(stretch)
        self._latest: Moment | None = None
        self._cue: Cue | None = None
        self._first_t: float | None = None
        self._last_t = 0.0
        self._closed = False

    def process(self, image: Image, t: float) -> Image:
        """One frame in, the same frame with the overlay out.

        Args:
            image: (h, w, 3) BGR picture as the camera saw it, not mirrored.
            t: its capture time, seconds.
        """
        with self._lock:
            if self._closed:
                return image
            if self._estimator is None:
                self._estimator = PoseEstimator()
            t = self._seconds(t)
            pose = self._estimator.estimate(image, t)
            body = None if pose is None else self._observer.observe(pose)
            snapshot = self._track.update(t, body)
            caption = self._caption(snapshot)
            self._latest = Moment(snapshot, caption)
            return draw(image, overlay_of(snapshot, self.stretch, caption), self._mirror)

    def _seconds(self, t: float) -> float:
        """Seconds since the first frame; a stamp that does not rise is nudged on."""
        if self._first_t is None:
            self._first_t = t
        since = max(t - self._first_t, self._last_t + 1e-3 if self._latest else 0.0)
        self._last_t = since
        return since

    def _caption(self, snapshot: Snapshot) -> str:
        if snapshot.cue is not None:
            self._cue = snapshot.cue
        if self._cue is not None and snapshot.t - self._cue.t_s <= CAPTION_S:
            return self._cue.text
        return standing_sentence(snapshot)

    def latest(self) -> Moment | None:
        """The newest moment, None before the first frame."""
        with self._lock:
            return self._latest

    def close(self) -> Summary | None:
        """End the session; what it came to, None if no frame ever arrived."""
        with self._lock:
            first = not self._closed
            self._closed = True
            if self._estimator is not None and first:
                self._estimator.close()
            progress = self._track.finish()
            if progress is None:
                return None
            faults: dict[str, float] = {}
            for fault in self._track.log.faults:
                length = fault.end_s - fault.start_s
                faults[fault.cue] = faults.get(fault.cue, 0.0) + length
            ranked = sorted(faults.items(), key=lambda item: -item[1])
            return Summary(progress, tuple(self._track.coach.cues), tuple(ranked), self._last_t)


def standing_sentence(snapshot: Snapshot) -> str:
    """What stands in the picture while nothing is being said."""
    if snapshot.lasting:
        return min(snapshot.lasting, key=lambda result: result.check.priority).cue
    return ""
