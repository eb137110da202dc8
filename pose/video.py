"""Reading video: frames in presentation order, upright, with their true time stamps."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import numpy as np

from pose.types import Image

SMALLEST_SIDE = 64
FALLBACK_FPS = 30.0
BREAKS_OFF_S = 1.0
"""A file whose container claims this much more than can be read breaks off."""
MOST_FAILURES = 200
"""Packets in a row that cannot be decoded before the file is given up as broken off."""

av.logging.set_level(av.logging.PANIC)  # FFmpeg's own complaints are not for people


class UnreadableVideo(Exception):
    """A file that is no usable video; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Frame:
    """One frame.

    Attributes:
        t: seconds since the first frame, from its presentation time stamp.
        image: (h, w, 3) BGR picture, upright, square pixels.
        index: its number among the decoded frames, from 0.
    """

    t: float
    image: Image
    index: int


class Video:
    """A video file opened for reading; use it as a context manager and iterate once.

    Args:
        path: the file.
        max_side: the longest side of the pictures, pixels; larger ones are scaled down.
        analysis_fps: frames a second to yield at most, picked by time stamp; None for all.

    Attributes:
        size: (width, height) of the pictures it yields.
        estimated_duration_s: what the container claims, 0 where it does not say.
        frames_decoded: frames read so far.
        frames_yielded: frames handed out so far.
        duration_s: the end of the last frame read.
        broken_at_s: where the file breaks off, None where it is whole.

    Raises:
        UnreadableVideo: the file is not a video that can be read.
    """

    def __init__(self, path: Path, max_side: int = 1280, analysis_fps: float | None = None) -> None:
        self.path = Path(path)
        self._max_side = max_side
        self._analysis_fps = analysis_fps
        _refuse_non_files(self.path)
        self._container = _open(self.path)
        try:
            self._stream = _video_stream(self._container, self.path)
            self._stream.thread_type = "AUTO"
            self._duration = _claimed_duration(self._container, self._stream)
            self._raw = self._decoded()
            self._first = self._first_two()
        except BaseException:
            self._container.close()
            raise
        self._rotation = _quarter_turns(self._first[0])
        self.size = self._upright_size(self._first[0])
        if min(self.size) < SMALLEST_SIDE:
            self._container.close()
            raise UnreadableVideo(
                f"The picture of {self.path.name} is only {self.size[0]}×{self.size[1]} pixels: "
                "use a video in which the person can be seen."
            )
        self.estimated_duration_s = self._duration
        self.frames_decoded = 0
        self.frames_yielded = 0
        self.duration_s = 0.0
        self.broken_at_s: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def __iter__(self) -> Iterator[Frame]:
        next_tick = 0.0
        for t, raw in self._timed():
            if self._analysis_fps is not None:
                if t < next_tick - 1e-6:
                    continue
                ticks = np.floor(t * self._analysis_fps + 1e-6) + 1
                next_tick = float(ticks / self._analysis_fps)
            self.frames_yielded += 1
            yield Frame(t, self._picture(raw), self.frames_decoded - 1)
        self._notice_break()

    def _decoded(self) -> Iterator[Any]:
        """All frames that can be decoded; damaged packets are skipped."""
        self._cut_short = False
        failures = 0
        try:
            for packet in self._container.demux(self._stream):
                try:
                    frames = packet.decode()
                except av.FFmpegError:
                    failures += 1
                    if failures > MOST_FAILURES:
                        break
                    continue
                failures = 0 if frames else failures
                yield from frames
        except av.FFmpegError:
            # The container itself cannot be read any further.
            pass
        self._cut_short = failures > 0

    def _first_two(self) -> list[Any]:
        """The first frames, read ahead: one alone is a picture and not a video."""
        first = []
        for frame in self._raw:
            first.append(frame)
            if len(first) == 2:
                return first
        if first and self._duration < 1.0:
            raise UnreadableVideo(
                f"{self.path.name} holds a single picture, not a video: film the stretch and "
                "use that file."
            )
        if first:
            return first
        raise UnreadableVideo(
            f"{self.path.name} is damaged and holds no picture that can be read: "
            "copy or record it again."
        )

    def _timed(self) -> Iterator[tuple[float, Any]]:
        """Frames with strictly rising seconds since the first one."""
        rate = self._stream.average_rate or self._stream.guessed_rate
        step = 1.0 / float(rate) if rate else 1.0 / FALLBACK_FPS
        start: float | None = None
        last = -step
        for raw in self._read_ahead():
            self.frames_decoded += 1
            stamp = None if raw.time is None else float(raw.time)
            if start is None:
                start = stamp or 0.0
            t = last + step if stamp is None else stamp - start
            if t <= last:
                continue  # a doubled or backward stamp shows nothing new
            length = _frame_length(raw, step)
            last = t
            self.duration_s = t + length
            yield t, raw

    def _read_ahead(self) -> Iterator[Any]:
        yield from self._first
        self._first = []
        yield from self._raw

    def _notice_break(self) -> None:
        missing = self._duration - self.duration_s
        if missing > max(BREAKS_OFF_S, 0.05 * self._duration) or self._cut_short:
            self.broken_at_s = self.duration_s

    def _upright_size(self, raw: Any) -> tuple[int, int]:
        width, height = _scaled(raw, self._stream, self._max_side)
        return (height, width) if self._rotation % 2 else (width, height)

    def _picture(self, raw: Any) -> Image:
        width, height = _scaled(raw, self._stream, self._max_side)
        small = raw.reformat(width=width, height=height, format="bgr24")
        image: Image = small.to_ndarray()
        return np.ascontiguousarray(np.rot90(image, self._rotation))


def _refuse_non_files(path: Path) -> None:
    if path.is_dir():
        raise UnreadableVideo(f"{path} is a folder: name a video file in it.")
    if not path.exists():
        raise UnreadableVideo(f"There is no file called {path}: check the name.")
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise UnreadableVideo(f"{path} is not a file: name a video file.")
    if not os.access(path, os.R_OK):
        raise UnreadableVideo(f"{path} may not be read: change its permissions.")
    if path.stat().st_size == 0:
        raise UnreadableVideo(f"{path.name} is empty: copy or record it again.")


def _open(path: Path) -> Any:
    try:
        # As a local file only: a playlist must not make the program fetch addresses.
        return av.open(str(path), options={"protocol_whitelist": "file"}, metadata_errors="ignore")
    except (av.FFmpegError, ValueError, OSError) as error:
        raise UnreadableVideo(_why_unopened(path)) from error


def _why_unopened(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(12)
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free"):
        return f"{path.name} was cut off before it could be read: copy or record it again."
    return f"{path.name} is not a video that can be read: use an MP4, MOV or WebM file."


def _video_stream(container: Any, path: Path) -> Any:
    # A song's cover picture is a video stream to FFmpeg.
    streams = [s for s in container.streams.video if not _is_cover(s)]
    if streams:
        return streams[0]
    if container.streams.audio:
        raise UnreadableVideo(f"{path.name} holds sound and no picture: use a video file.")
    raise UnreadableVideo(f"{path.name} is not a video that can be read: use an MP4, MOV or WebM.")


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _claimed_duration(container: Any, stream: Any) -> float:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    if container.duration:
        return float(container.duration / av.time_base)
    return 0.0


def _frame_length(raw: Any, step: float) -> float:
    length = float(raw.duration * raw.time_base) if raw.duration and raw.time_base else step
    return length if 0 < length < 1.0 else step


def _quarter_turns(raw: Any) -> int:
    """Quarter turns counter-clockwise that set the picture upright."""
    return round((raw.rotation or 0) / 90) % 4


def _scaled(raw: Any, stream: Any, max_side: int) -> tuple[int, int]:
    """The picture's size with square pixels, at most `max_side` long."""
    ratio = stream.sample_aspect_ratio
    width = float(raw.width * ratio) if ratio else float(raw.width)
    height = float(raw.height)
    scale = min(1.0, max_side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
