"""What the video thread and the page share while a guided session runs.

Threads: `process` runs in streamlit-webrtc's worker thread, one frame at a time, and touches no
`st.*`. Everything else is called by the page's script thread. `_lock` guards what both touch;
`_model_lock` guards the model, and is never held together with it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pose.drawing import Overlay, draw
from pose.estimator import PoseEstimator
from pose.types import Image, Pose
from screens.speech import Spoken
from screens.stream_clock import StreamClock
from stretches.overlay import overlay_of
from stretches.routine.moment import Moment, PainAnswered, Record, Said
from stretches.routine.pain import Advice, PainReport
from stretches.routine.session import GuidedSession
from stretches.track import Observer, Track

LOGGER = logging.getLogger(__name__)
JUDGED_PHASES = ("count_in", "hold", "paused")
"""Phases in which the judged limbs are drawn, with the ring."""


class Keeper(Protocol):
    """Keeps what happens."""

    def keep(self, record: Record) -> None:
        """Keep one thing."""


class Estimator(Protocol):
    """Finds the body in a picture."""

    def estimate(self, image: Image, t: float) -> Pose | None:
        """The pose, None with nobody in the picture."""

    def close(self) -> None:
        """Let the model go."""


class Witness(Protocol):
    """Sees every frame of a session, in the video thread."""

    def saw(self, image: Image, moment: Moment, track: Track, overlay: Overlay) -> None:
        """One frame as the camera saw it, what it came to, and what is drawn over it."""

    def close(self) -> None:
        """The session is over, or nobody looks at it any more."""


@dataclass(frozen=True)
class _Waiting:
    said: Said
    at: float
    at_ms: int


class GuidedLive:
    """A guided session in front of the camera.

    Args:
        session: the session.
        keeper: keeps what happens; None keeps nothing.
        name: tells this session apart for the voice.
        estimator: makes what finds the body, in the video thread.
        clock: the frames' time.
        witnesses: see every frame.
    """

    def __init__(
        self,
        session: GuidedSession,
        keeper: Keeper | None,
        name: str,
        estimator: Callable[[], Estimator] = PoseEstimator,
        clock: StreamClock | None = None,
        witnesses: Sequence[Witness] = (),
    ) -> None:
        self.session = session
        self.name = name
        self.keeping_failed = False
        self.advice: Advice | None = None
        self._keeper = keeper
        self._make_estimator = estimator
        self._estimator: Estimator | None = None
        self._clock = clock or StreamClock()
        self._witnesses = tuple(witnesses)
        self._observer = Observer()
        self._lock = threading.Lock()
        self._model_lock = threading.Lock()
        self._closed = False
        self._latest: Moment | None = None
        self._waiting: deque[_Waiting] = deque(maxlen=6)
        self._handed: dict[int, Spoken] = {}
        self._records: list[Record] = []

    # The video thread

    def process(self, image: Image, stamp: float) -> Image:
        """One frame in, the same frame with the overlay out, mirrored.

        Args:
            image: (h, w, 3) BGR picture as the camera saw it.
            stamp: the frame's own time stamp, seconds.
        """
        pose, t = self._pose(image, stamp)
        with self._lock:
            if self.session.over:
                return draw(image, Overlay(), mirror=True)
            body = None if pose is None else self._observer.observe(pose)
            moment = self.session.update(t, body)
            self._latest = moment
            self._take()
            track = self.session.track
        overlay = _overlay(moment)
        for witness in self._witnesses:
            witness.saw(image, moment, track, overlay)
        return draw(image, overlay, mirror=True)

    def _pose(self, image: Image, stamp: float) -> tuple[Pose | None, float]:
        """The pose in this picture, and the session's seconds; nobody waits for the model."""
        with self._model_lock:
            if self._closed:
                return None, 0.0
            if self._estimator is None:
                self._estimator = self._make_estimator()
            t = self._clock.at(stamp)
            return self._estimator.estimate(image, t), t

    def _take(self) -> None:
        for record in self.session.take():
            self._records.append(record)
            if isinstance(record, Said):
                waiting = _Waiting(record, time.monotonic(), round(time.time() * 1000))
                self._waiting.append(waiting)
            self._keep(record)

    def _keep(self, record: Record) -> None:
        if self._keeper is None:
            return
        try:
            self._keeper.keep(record)
        except Exception:
            # A full disk must not end somebody's session; the page says that it is not kept.
            LOGGER.exception("A part of the session could not be kept.")
            self.keeping_failed = True

    # The page

    def latest(self) -> Moment | None:
        """The newest moment, None before the first frame."""
        with self._lock:
            return self._latest

    def to_say(self) -> list[Spoken]:
        """The last few things said, each with its age when it was first asked for."""
        with self._lock:
            for waiting in self._waiting:
                if waiting.said.number not in self._handed:
                    self._handed[waiting.said.number] = _spoken(waiting)
            return [self._handed[waiting.said.number] for waiting in self._waiting]

    def silent_s(self) -> float:
        """Seconds since the camera's last frame."""
        return self._clock.silent_s()

    def records(self) -> tuple[Record, ...]:
        """All that has happened so far."""
        with self._lock:
            return tuple(self._records)

    def answer(self, report: PainReport) -> None:
        """The answer about pain."""
        with self._lock:
            self.advice = self.session.answer(report)
            self._after_a_press()

    def no_worse(self) -> None:
        """The answer that pain is no worse than at the last time."""
        self.answer(self.session.last_pain)

    def hurts(self) -> None:
        """The person wants to say that it hurts."""
        with self._lock:
            self.session.report_pain()
            self._after_a_press()

    def skip(self) -> None:
        """On to the next thing."""
        with self._lock:
            self.session.skip()
            self._after_a_press()

    def stop(self) -> None:
        """Stop now."""
        with self._lock:
            self.session.stop()
            self._after_a_press()

    def tell(self, text: str) -> None:
        """Say what somebody who looks in wants to be said."""
        with self._lock:
            self.session.tell(text)
            self._after_a_press()

    def close(self) -> None:
        """The session is over: let the model go."""
        for witness in self._witnesses:
            witness.close()
        with self._model_lock:
            self._closed = True
            if self._estimator is not None:
                self._estimator.close()
                self._estimator = None

    def _after_a_press(self) -> None:
        self._latest = self.session.moment() if self._latest is not None else None
        self._take()

    @property
    def asked_at_the_end(self) -> bool:
        """Whether the pain after all of it has been answered."""
        answers = [record for record in self.records() if isinstance(record, PainAnswered)]
        if answers[-1].asked == "end":
            return True
        return (
            self.session.ended in ("completed", "extreme pain") and answers[-1].report is not None
        )


def _spoken(waiting: _Waiting) -> Spoken:
    age = round((time.monotonic() - waiting.at) * 1000)
    said = waiting.said
    lasting = said.kind == "guide" and said.tone is None
    now = round(waiting.at * 1000)
    return Spoken(said.number, said.text, said.tone or "", age, lasting, waiting.at_ms, now)


def _overlay(moment: Moment) -> Overlay:
    """Body, ring and judged angle; the sentence stands beside the picture, larger."""
    if moment.snapshot is None:
        return Overlay()
    overlay = overlay_of(moment.snapshot, moment.stretch, "")
    if moment.phase in JUDGED_PHASES and not moment.away:
        return overlay
    # Whoever comes out bends what was to be straight: the full ring stays, and nothing is at fault.
    full = moment.phase == "come_out" and moment.snapshot.progress.state == "done"
    ring = overlay.ring if full and not moment.away else None
    return replace(overlay, ring=ring, angle=None, limbs={})
