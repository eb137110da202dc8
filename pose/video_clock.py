"""When each frame of a video was taken, from whatever stamps its file gives."""

from __future__ import annotations

from typing import Any

FALLBACK_FPS = 30.0
FASTEST_FPS = 480.0
"""Rates above this are a time base mistaken for a rate, as in WebM from a browser."""
BEGINS_ANEW_S = 0.5
"""Time stamps that fall back by more than this belong to another clip joined on."""
LONGEST_FRAME_S = 10.0
"""A frame that claims to last longer has a damaged duration."""


class FrameClock:
    """Turns the stamps of frames, in whatever state, into rising seconds from the first frame.

    Attributes:
        end: the end of the last frame told, seconds.
        length: how long that frame lasts, seconds.
    """

    def __init__(self, step: float) -> None:
        self._step = step
        self._start: float | None = None
        self._t = -1.0
        self._last: dict[str, int] = {}
        self._faults = {"pts": 0, "dts": 0}
        self.end = 0.0
        self.length = step

    def tell(self, raw: Any) -> float | None:
        """The frame's time; None where it repeats a moment already shown."""
        stamp = self._stamp(raw)
        self.length = _frame_length(raw, self._step)
        if stamp is None:
            t = self.end
        else:
            if self._start is None or stamp - self._start < self._t - BEGINS_ANEW_S:
                self._start = stamp - self.end
            t = stamp - self._start
            if t <= self._t:
                return None
        self._t, self.end = t, t + self.length
        return t

    def _stamp(self, raw: Any) -> float | None:
        """The more orderly of the two stamps, seconds: AVI files give the decoding order as
        presentation stamps, and then the decoding stamps are the right ones (FFmpeg's rule)."""
        for name, value in (("pts", raw.pts), ("dts", raw.dts)):
            if value is not None:
                self._faults[name] += name in self._last and value <= self._last[name]
                self._last[name] = value
        orderly = self._faults["pts"] <= self._faults["dts"] or raw.dts is None
        value = raw.pts if orderly and raw.pts is not None else raw.dts
        return None if value is None or raw.time_base is None else float(value * raw.time_base)


def frame_step(stream: Any) -> float:
    """Seconds between frames that carry no stamps."""
    rate = float(stream.average_rate or stream.guessed_rate or 0.0)
    return 1.0 / rate if 0 < rate <= FASTEST_FPS else 1.0 / FALLBACK_FPS


def _frame_length(raw: Any, step: float) -> float:
    length = float(raw.duration * raw.time_base) if raw.duration and raw.time_base else step
    return length if 0 < length <= LONGEST_FRAME_S else step
