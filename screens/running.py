"""The running sessions of this server process that may be looked into.

Threads: `Seen.saw` runs in a video thread; the rest in any page's script thread, or, for the
picture, in the watcher's video thread.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import streamlit as st

from pose.drawing import Overlay, draw
from pose.types import Image
from screens.guided_live import GuidedLive
from stretches.routine.moment import Moment
from stretches.track import Track

LEFT_AFTER_S = 7200.0
"""A session whose camera has been silent for so long is over."""


class Seen:
    """Remembers the newest frame's overlay, to be drawn without the picture."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: tuple[tuple[int, ...], Overlay] | None = None

    def saw(self, image: Image, moment: Moment, track: Track, overlay: Overlay) -> None:
        """One frame; see `screens.guided_live.Witness`."""
        with self._lock:
            self._latest = image.shape, overlay

    def close(self) -> None:
        """Nothing is left to see."""
        with self._lock:
            self._latest = None

    def skeleton(self, shape: tuple[int, ...]) -> Image:
        """The newest overlay on an empty picture, mirrored like the patient's own."""
        with self._lock:
            latest = self._latest
        if latest is None:
            return np.zeros(shape, np.uint8)
        return draw(np.zeros(latest[0], np.uint8), latest[1], mirror=True)


@dataclass
class Running:
    """A running session with its consent.

    Attributes:
        live: the session.
        seen: its newest overlay.
        track: the video that the patient sees; None before the camera has started.
        picture: True for picture and skeleton, False for the skeleton alone, None for neither.
        consented: whether there was a consent at the start.
        note: the last note of whoever looks in, with their name; empty before the first.
    """

    live: GuidedLive
    seen: Seen
    track: Any = None
    picture: bool | None = None
    consented: bool = False
    note: str = ""

    def frame(self, shape: tuple[int, ...]) -> Image:
        """What a watcher sees without the picture: the skeleton, or nothing without consent."""
        return np.zeros(shape, np.uint8) if self.picture is None else self.seen.skeleton(shape)


@dataclass
class Registry:
    """Running sessions by identifier."""

    _sessions: dict[str, Running] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, session_id: str, running: Running) -> None:
        """A session has begun; those that were left without an end are let go."""
        with self._lock:
            left = [
                name for name, one in self._sessions.items() if one.live.silent_s() > LEFT_AFTER_S
            ]
            self._sessions[session_id] = running
        for name in left:
            self._let_go(name)

    def _let_go(self, session_id: str) -> None:
        """Whoever closes the browser in mid-session ends nothing: its model is still there."""
        running = self.find(session_id)
        self.drop(session_id)
        if running is not None:
            running.live.close()

    def find(self, session_id: str) -> Running | None:
        """A running session of this process."""
        with self._lock:
            return self._sessions.get(session_id)

    def drop(self, session_id: str) -> None:
        """A session is over."""
        with self._lock:
            running = self._sessions.pop(session_id, None)
        if running is not None:
            running.picture = None


@st.cache_resource(show_spinner=False)
def registry() -> Registry:
    """The one of this process."""
    return Registry()
