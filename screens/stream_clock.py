"""One running time over a camera that stops and starts again."""

from __future__ import annotations

import time
from collections.abc import Callable

LEAST_STEP_S = 1e-3
STEADY_S = 10.0
"""A stream's own time may run apart from the wall clock by so much before it is not believed."""


class StreamClock:
    """Maps the frames' own time stamps to the seconds of a session.

    Within one stream its stamps count. A stream that begins anew begins at 0 again: the time in
    between is taken from the wall clock.

    Args:
        wall: seconds from anywhere, steadily rising.
    """

    def __init__(self, wall: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._offset: float | None = None
        self._stamp = 0.0
        self._seen = 0.0
        self.t = 0.0

    def at(self, stamp: float) -> float:
        """The session's seconds for a frame with this stamp; they always rise."""
        now = self._wall()
        if self._offset is None:
            self._offset = -stamp
        else:
            passed = now - self._seen
            jumped = stamp - self._stamp
            if jumped < 0 or jumped > passed + STEADY_S:
                self._offset = self.t + passed - stamp
            self.t = max(self.t + LEAST_STEP_S, stamp + self._offset)
        self._stamp, self._seen = stamp, now
        return self.t

    def silent_s(self) -> float:
        """Seconds since the last frame, 0 before the first."""
        return 0.0 if self._offset is None else self._wall() - self._seen
