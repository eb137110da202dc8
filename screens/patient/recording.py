"""A recorded session: what is handed to the therapist if the patient sends it, and gone if not.

Threads: `saw` runs in the video thread, everything else in the page's; `_lock` guards both.
"""

from __future__ import annotations

import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

import cv2
import numpy as np

from clinic.recordings import RecordedPart
from pose.drawing import Overlay
from pose.files import UnwritableFile
from pose.recording import save_poses
from pose.types import Image
from pose.video_writer import VideoWriter
from stretches.recorder import StretchRecorder
from stretches.routine.moment import Moment
from stretches.track import Track

VIDEO_WIDTH = 640
LEAST_POSES = 10
"""A stretch that was skipped at once is nothing to look at."""


class SessionRecording:
    """Records a guided session, stretch by stretch, in memory and a temporary folder.

    Args:
        video: record the picture as well, without the overlay.
    """

    def __init__(self, video: bool) -> None:
        self.video = video
        self._lock = threading.Lock()
        self._recorders: dict[int, StretchRecorder] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="stretch-session-")
        self._videos: dict[int, Path] = {}
        self._writing = ExitStack()
        self._writer: tuple[int, VideoWriter, tuple[int, int]] | None = None
        self._closed = False

    def saw(self, image: Image, moment: Moment, track: Track, overlay: Overlay) -> None:
        """One frame; see `screens.guided_live.Witness`."""
        if moment.snapshot is None:
            return
        with self._lock:
            if self._closed:
                return
            recorder = self._recorders.get(moment.index)
            if recorder is None:
                recorder = StretchRecorder(track, moment.snapshot.t)
                self._recorders[moment.index] = recorder
            recorder.add(moment.snapshot)
            if self.video:
                self._write(image, moment.index, moment.snapshot.t - recorder.start_s)

    def _write(self, image: Image, index: int, t: float) -> None:
        try:
            writer, size = self._writer_for(image, index)
            small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
            writer.write(np.ascontiguousarray(small), t)
        except UnwritableFile:
            # A full disk must not end somebody's session; it goes on without its picture.
            self.video = False

    def _writer_for(self, image: Image, index: int) -> tuple[VideoWriter, tuple[int, int]]:
        if self._writer is None or self._writer[0] != index:
            self._writing.close()
            height, width = image.shape[:2]
            size = (VIDEO_WIDTH, round(VIDEO_WIDTH * height / width / 2) * 2)
            path = Path(self._folder.name) / f"{index}.mp4"
            writer = self._writing.enter_context(VideoWriter(path, size))
            self._writer, self._videos[index] = (index, writer, size), path
        return self._writer[1], self._writer[2]

    def close(self) -> None:
        """The session is over: files are finished."""
        with self._lock:
            self._closed = True
            try:
                self._writing.close()
            except UnwritableFile:
                self.video = False

    def parts(self) -> tuple[RecordedPart, ...]:
        """What there is to hand in, once the session is over, in order."""
        parts = []
        for index, recorder in sorted(self._recorders.items()):
            if len(recorder.poses) < LEAST_POSES:
                continue
            poses = Path(self._folder.name) / f"{index}.npz"
            save_poses(poses, recorder.poses)
            report = recorder.report("session").to_json() | {"figures": recorder.figures()}
            video = self._videos.get(index)
            shown = video if video is not None and video.exists() else None
            parts.append(RecordedPart(recorder.track.stretch.slug, report, poses, shown))
        return tuple(parts)

    def forget(self) -> None:
        """Nothing of it is left."""
        self.close()
        self._recorders.clear()
        self._folder.cleanup()
