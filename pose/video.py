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
from av.sidedata.sidedata import Type as SideDataType

from pose.types import Image

SMALLEST_SIDE = 64
FALLBACK_FPS = 30.0
FASTEST_FPS = 480.0
"""Rates above this are a time base mistaken for a rate, as in WebM from a browser."""
BREAKS_OFF_S = 1.0
"""A file whose container claims this much more than can be read breaks off."""
BEGINS_ANEW_S = 0.5
"""Time stamps that fall back by more than this belong to another clip joined on."""
LONGEST_FRAME_S = 10.0
"""A frame that claims to last longer has a damaged duration."""
MOST_READ_ERRORS = 200
"""Errors of the container after which the file is given up as broken off."""
MOST_THREADS = 4
"""Every decoding thread holds several whole pictures, which is much at 8K."""

# Formats that hold video, a picture or sound in themselves. FFmpeg also takes playlists, which
# lead to other files and addresses, and draws plain text files as a terminal would.
VIDEO_FORMATS = (
    "mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,ogg,asf,h264,hevc,m4v,obu,ivf,mjpeg,gif,apng,"
    "mxf,dv,rm,nut,yuv4mpegpipe"
)
PICTURE_FORMATS = "image2,png_pipe,jpeg_pipe,webp_pipe,gif_pipe,bmp_pipe,tiff_pipe,jpegxl_pipe"
SOUND_FORMATS = "mp3,aac,wav,w64,flac,amr,aiff,caf,ac3"


class UnreadableVideo(Exception):
    """A file that is no usable video; the message says what is wrong and what to do."""


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
        _refuse_non_files(self.path)
        self._container = _open(self.path)
        try:
            self._stream = _video_stream(self._container, self.path)
            self.estimated_duration_s = _claimed_duration(self._container, self._stream)
            self._clock = _Clock(_frame_step(self._stream))
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
            missing = _container_end(self._container) - self._reached
        undecoded = self._packets_end - self._decoded_end
        if max(missing, undecoded) > max(BREAKS_OFF_S, 0.05 * self.estimated_duration_s):
            self.broken_at_s = self.duration_s

    def _prepare_pictures(self, raw: Any, max_side: int) -> None:
        """Settle the size and orientation of all pictures by the first one."""
        self._raw_size = (raw.width, raw.height)
        self._flat_size = _fitting(self._square(raw), (max_side, max_side), enlarge=False)
        self._upright = _Upright.from_frame(raw)
        width, height = self._flat_size
        self.size = (height, width) if self._upright.transpose else (width, height)
        name = self.path.name
        if min(self.size) < SMALLEST_SIDE:
            raise UnreadableVideo(
                f"The picture of {name} is only {self.size[0]}×{self.size[1]} pixels: "
                "use a video in which the person can be seen."
            )
        if self._picture(raw) is None:
            raise UnreadableVideo(_unknown_coding(name))

    def _square(self, raw: Any) -> tuple[float, float]:
        """The frame's size with square pixels: angles are measured in pixels."""
        ratio = self._stream.sample_aspect_ratio
        return (float(raw.width * ratio) if ratio else float(raw.width)), float(raw.height)

    def _picture(self, raw: Any) -> Image | None:
        """The frame as an upright picture of the video's size; None if it has no colours."""
        size = self._flat_size
        if (raw.width, raw.height) != self._raw_size:
            size = _fitting(self._square(raw), self._flat_size, enlarge=True)
        try:
            image: Image = raw.reformat(*size, format="bgr24").to_ndarray()
        except (av.FFmpegError, ValueError):
            return None
        # Always a copy: the decoder may still need the memory of a frame that was BGR already.
        return np.array(self._upright.turn(_with_bars(image, self._flat_size)), order="C")


class _Clock:
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


@dataclass(frozen=True)
class _Upright:
    """How to set a stored picture upright: exchange its axes first, then flip them."""

    transpose: bool = False
    flip_x: bool = False
    flip_y: bool = False

    @classmethod
    def from_frame(cls, raw: Any) -> _Upright:
        """From the display matrix: phones film sideways, and selfie cameras may mirror."""
        data = raw.side_data.get(SideDataType.DISPLAYMATRIX)
        if data is None:
            return cls()
        # Stored x and y times (a b; c d) are shown x and y.
        a, b, c, d = (int(value) for value in np.frombuffer(bytes(data), np.int32)[[0, 1, 3, 4]])
        if abs(b) > abs(a):
            return cls(True, flip_x=c < 0, flip_y=b < 0)
        return cls(False, flip_x=a < 0, flip_y=d < 0)

    def turn(self, image: Image) -> Image:
        """A view of the (h, w, 3) picture, upright."""
        image = image.swapaxes(0, 1) if self.transpose else image
        return image[:: -1 if self.flip_y else 1, :: -1 if self.flip_x else 1]


def _refuse_non_files(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UnreadableVideo(f"There is no file called {path}: check the name.") from error
    except PermissionError as error:
        raise UnreadableVideo(f"{path} may not be read: change its permissions.") from error
    except (OSError, ValueError) as error:
        raise UnreadableVideo(f"{path} cannot be the name of a file: check it.") from error
    if stat.S_ISDIR(mode):
        raise UnreadableVideo(f"{path} is a folder: name a video file in it.")
    if not stat.S_ISREG(mode):
        raise UnreadableVideo(f"{path} is not a file: name a video file.")
    if not os.access(path, os.R_OK):
        raise UnreadableVideo(f"{path} may not be read: change its permissions.")
    if path.stat().st_size == 0:
        raise UnreadableVideo(f"{path.name} is empty: copy or record it again.")


def _open(path: Path) -> Any:
    # FFmpeg's own complaints are not for people; this is PyAV's default, unless another part
    # of the program has changed it.
    av.logging.set_level(None)
    options = {
        # As a local file only: nothing may make the program fetch addresses.
        "protocol_whitelist": "file",
        "format_whitelist": f"{VIDEO_FORMATS},{PICTURE_FORMATS},{SOUND_FORMATS}",
    }
    try:
        # Without "file:" a colon in the name would be taken for the end of a protocol.
        return av.open(f"file:{path}", options=options, metadata_errors="ignore")
    except (av.FFmpegError, ValueError, OSError) as error:
        raise UnreadableVideo(_why_unopened(path)) from error


def _why_unopened(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return f"{path.name} cannot be read from where it is stored: copy it to another place."
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free"):
        return f"{path.name} was cut off before it could be read: copy or record it again."
    return f"{path.name} is not a video that can be read: use an MP4, MOV or WebM file."


def _unknown_coding(name: str) -> str:
    return f"{name} is coded in a way that is not known here: convert it to an H.264 MP4 file."


def _video_stream(container: Any, path: Path) -> Any:
    """The stream of pictures, ready for decoding."""
    # A song's cover picture is a video stream to FFmpeg.
    streams = [s for s in container.streams.video if not _is_cover(s)]
    if not streams and container.streams.audio:
        raise UnreadableVideo(f"{path.name} holds sound and no picture: use a video file.")
    if not streams:
        raise UnreadableVideo(
            f"{path.name} is not a video that can be read: use an MP4, MOV or WebM file."
        )
    if streams[0].codec_context is None:
        raise UnreadableVideo(_unknown_coding(path.name))
    streams[0].codec_context.thread_count = min(MOST_THREADS, os.cpu_count() or 1)
    streams[0].thread_type = "AUTO"
    return streams[0]


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _frames_of(stream: Any, packet: Any | None) -> list[Any]:
    """The frames a packet completes, none if it is damaged; without a packet, those left."""
    try:
        frames: list[Any] = stream.decode(packet)
    except av.FFmpegError:
        return []
    return frames


def _claimed_duration(container: Any, stream: Any) -> float:
    """Seconds the file says it holds; 0 where it does not say."""
    if stream.duration and stream.time_base:
        # FFmpeg shortens the claim of an AVI file to what its bytes can hold; the header's own
        # figure, in ticks, is left in `frames`.
        ticks = stream.frames if container.format.name == "avi" else 0
        return float(max(stream.duration, ticks) * stream.time_base)
    start = float(stream.start_time * stream.time_base) if stream.start_time else 0.0
    return max(0.0, _container_end(container) - max(0.0, start))


def _container_end(container: Any) -> float:
    return float(container.duration / av.time_base) if container.duration else 0.0


def _frame_step(stream: Any) -> float:
    """Seconds between frames that carry no stamps."""
    rate = float(stream.average_rate or stream.guessed_rate or 0.0)
    return 1.0 / rate if 0 < rate <= FASTEST_FPS else 1.0 / FALLBACK_FPS


def _frame_length(raw: Any, step: float) -> float:
    length = float(raw.duration * raw.time_base) if raw.duration and raw.time_base else step
    return length if 0 < length <= LONGEST_FRAME_S else step


def _fitting(size: tuple[float, float], limit: tuple[int, int], enlarge: bool) -> tuple[int, int]:
    """The largest (width, height) of the same shape within the limit, whole pixels."""
    scale = min(limit[0] / size[0], limit[1] / size[1])
    scale = scale if enlarge else min(1.0, scale)
    width, height = (
        min(most, max(1, round(side * scale))) for side, most in zip(size, limit, strict=True)
    )
    return width, height


def _with_bars(image: Image, size: tuple[int, int]) -> Image:
    """The (h, w, 3) picture in the middle of a black one of (width, height)."""
    height, width = image.shape[:2]
    if (width, height) == size:
        return image
    canvas = np.zeros((size[1], size[0], 3), np.uint8)
    top, left = (size[1] - height) // 2, (size[0] - width) // 2
    canvas[top : top + height, left : left + width] = image
    return canvas
