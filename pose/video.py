"""Reading video: frames in presentation order, upright, with their true time stamps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import numpy as np

from pose.types import Image
from pose.upright import Upright, fitting, with_bars
from pose.video_clock import FrameClock, frame_step
from pose.video_file import (
    UnreadableVideo,
    claimed_duration,
    container_end,
    opened,
    refuse_non_files,
    unknown_coding,
    video_stream,
)

__all__ = ["Frame", "UnreadableVideo", "Video"]

SMALLEST_SIDE = 64
BREAKS_OFF_S = 1.0
"""A file whose container claims this much more than can be read breaks off."""
MOST_READ_ERRORS = 200
"""Errors of the container after which the file is given up as broken off."""


@dataclass(frozen=True)
class Frame:
    """One frame.

    Attributes:
        t: seconds since the first frame, from its presentation time stamp.
        image: (h, w, 3) uint8 BGR picture, contiguous, upright, square pixels; the caller's
            own to draw on.
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
        analysis_fps: frames a second to yield at most, picked by time stamp: the first frame
            at or after each tick; None for all.

    Attributes:
        size: (width, height) of the pictures it yields; all have this size, also where the
            size changes on the way (black bars fill the rest).
        estimated_duration_s: what the container claims, 0 where it does not say.
        frames_decoded: frames read so far.
        frames_yielded: frames handed out so far.
        duration_s: the end of the last frame read.
        broken_at_s: where the file breaks off, known when all frames are read; None where it
            is whole.

    Raises:
        UnreadableVideo: the file is not a video that can be read.
    """

    def __init__(self, path: Path, max_side: int = 1280, analysis_fps: float | None = None) -> None:
        self.path = Path(path)
        self.frames_decoded = 0
        self.frames_yielded = 0
        self.broken_at_s: float | None = None
        self._analysis_fps = analysis_fps
        # Furthest ends in the file's own seconds: of the packets of any stream, of those
        # of the pictures, and of the pictures decoded.
        self._reached = self._packets_end = self._decoded_end = 0.0
        refuse_non_files(self.path)
        self._container = opened(self.path)
        try:
            self._stream = video_stream(self._container, self.path)
            self.estimated_duration_s = claimed_duration(self._container, self._stream)
            self._clock = FrameClock(frame_step(self._stream))
            self._raw = self._decoded()
            self._first = self._first_two()
            self._prepare_pictures(self._first[0], max_side)
        except BaseException:
            self._container.close()
            raise

    @property
    def duration_s(self) -> float:
        """The end of the last frame read, seconds since the first frame."""
        return self._clock.end

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
            image = self._picture(raw)
            if image is None:
                continue
            self.frames_yielded += 1
            yield Frame(t, image, self.frames_decoded - 1)
        self._notice_break()

    def _packets(self) -> Iterator[Any]:
        """Packets of the pictures; those of the sound only tell how far the file reaches."""
        streams = [self._stream, *self._container.streams.audio]
        for _ in range(MOST_READ_ERRORS):
            try:
                for packet in self._container.demux(streams):
                    is_picture = packet.stream_index == self._stream.index
                    self._note_reach(packet, is_picture)
                    if is_picture:
                        yield packet
                return
            except av.FFmpegError:
                continue  # reading goes on behind the damage
            except IndexError:
                return  # PyAV's at the end of a file in which damage looks like a new stream

    def _note_reach(self, packet: Any, is_picture: bool) -> None:
        if packet.pts is None or packet.is_discard:
            return
        end = float((packet.pts + (packet.duration or 0)) * packet.time_base)
        self._reached = max(self._reached, end)
        if is_picture:
            self._packets_end = max(self._packets_end, end)

    def _decoded(self) -> Iterator[Any]:
        """All frames that can be decoded; damaged packets are skipped."""
        for packet in self._packets():
            yield from _frames_of(self._stream, packet)
        # Where reading was given up, the decoder still holds the last frames.
        yield from _frames_of(self._stream, None)

    def _first_two(self) -> list[Any]:
        """The first frames, read ahead: one alone is a picture and not a video."""
        first = []
        for frame in self._raw:
            first.append(frame)
            if len(first) == 2:
                return first
        if first and self.estimated_duration_s < 1.0:
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
        for raw in self._read_ahead():
            self.frames_decoded += 1
            t = self._clock.tell(raw)
            if raw.time is not None:
                self._decoded_end = max(self._decoded_end, float(raw.time) + self._clock.length)
            if t is not None:
                yield t, raw

    def _read_ahead(self) -> Iterator[Any]:
        while self._first:
            yield self._first.pop(0)
        yield from self._raw

    def _notice_break(self) -> None:
        if self._stream.duration:
            missing = self.estimated_duration_s - self.duration_s
        else:
            # The claim is the longest stream's and counts from the file's own zero.
            missing = container_end(self._container) - self._reached
        undecoded = self._packets_end - self._decoded_end
        if max(missing, undecoded) > max(BREAKS_OFF_S, 0.05 * self.estimated_duration_s):
            self.broken_at_s = self.duration_s

    def _prepare_pictures(self, raw: Any, max_side: int) -> None:
        """Settle the size and orientation of all pictures by the first one."""
        self._raw_size = (raw.width, raw.height)
        self._flat_size = fitting(self._square(raw), (max_side, max_side), enlarge=False)
        self._upright = Upright.from_frame(raw)
        width, height = self._flat_size
        self.size = (height, width) if self._upright.transpose else (width, height)
        name = self.path.name
        if min(self.size) < SMALLEST_SIDE:
            raise UnreadableVideo(
                f"The picture of {name} is only {self.size[0]}×{self.size[1]} pixels: "
                "use a video in which the person can be seen."
            )
        if self._picture(raw) is None:
            raise UnreadableVideo(unknown_coding(name))

    def _square(self, raw: Any) -> tuple[float, float]:
        """The frame's size with square pixels: angles are measured in pixels."""
        ratio = self._stream.sample_aspect_ratio
        return (float(raw.width * ratio) if ratio else float(raw.width)), float(raw.height)

    def _picture(self, raw: Any) -> Image | None:
        """The frame as an upright picture of the video's size; None if it has no colours."""
        size = self._flat_size
        if (raw.width, raw.height) != self._raw_size:
            size = fitting(self._square(raw), self._flat_size, enlarge=True)
        try:
            image: Image = raw.reformat(*size, format="bgr24").to_ndarray()
        except (av.FFmpegError, ValueError):
            return None
        # Always a copy: the decoder may still need the memory of a frame that was BGR already.
        return np.array(self._upright.turn(with_bars(image, self._flat_size)), order="C")


def _frames_of(stream: Any, packet: Any | None) -> list[Any]:
    """The frames a packet completes, none if it is damaged; without a packet, those left."""
    try:
        frames: list[Any] = stream.decode(packet)
    except av.FFmpegError:
        return []
    return frames
