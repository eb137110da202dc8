"""Makes the odder video files of the tests: sound beside the picture, joined, live, damaged."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from clips import picture, steady, write_clip


class Pipe(io.RawIOBase):
    """A stream that can only be written on, as a browser's recorder has it."""

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        block = bytes(data)  # type: ignore[call-overload]
        self.data += block
        return len(block)


def write_live(path: Path, times: list[float]) -> Path:
    """Write a WebM file without a duration or an index, as MediaRecorder does."""
    pipe = Pipe()
    with av.open(pipe, "w", format="webm", options={"live": "1"}) as container:
        stream = container.add_stream("libvpx", rate=30)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        stream.options = {"deadline": "realtime", "cpu-used": "8"}
        for t in times:
            frame = av.VideoFrame.from_ndarray(picture(), format="bgr24")
            frame.pts, frame.time_base = round(t * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    path.write_bytes(pipe.data)
    return path


def write_with_sound(path: Path, seconds: float, sound_seconds: float) -> Path:
    """Write a clip whose sound goes on longer than its picture."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=10, options={"preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = 320, 240, "yuv420p"
        audio = container.add_stream("aac", rate=44100)
        for _ in steady(seconds):
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture(), format="bgr24")))
        container.mux(video.encode(None))
        for number in range(round(sound_seconds * 44100 / 1024)):
            silence = np.zeros((1, 1024), np.float32)
            frame = av.AudioFrame.from_ndarray(silence, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 44100, number * 1024
            container.mux(audio.encode(frame))
        container.mux(audio.encode(None))
    return path


def write_coded(path: Path, codec: str, pix_fmt: str, **options: str) -> Path:
    """Write ten frames, one second, with the given coding."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=10, options=options)
        stream.width, stream.height, stream.pix_fmt = 320, 240, pix_fmt
        for _ in range(10):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture(), format="bgr24")))
        container.mux(stream.encode(None))
    return path


def write_mirrored(path: Path, turn: int) -> Path:
    """Write a clip to be shown turned by `turn` degrees and then mirrored, left for right."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.set_display_rotation(turn, hflip=True)
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture(), format="bgr24")))
        container.mux(stream.encode(None))
    return path


def noisy(count: int = 8) -> list[np.ndarray]:
    """Pictures that cannot be compressed, so that every frame takes its share of the file."""
    rng = np.random.default_rng(0)
    return [rng.integers(0, 255, (240, 320, 3), dtype=np.uint8) for _ in range(count)]


def join(path: Path, *parts: Path) -> Path:
    """One file after the other, byte by byte."""
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    return path


def first_half(path: Path, whole: Path) -> Path:
    """The first half of a file's bytes."""
    data = whole.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def damaged_in_the_middle(path: Path, whole: Path) -> Path:
    """A tenth of the file's bytes, in its middle, overwritten."""
    data = bytearray(whole.read_bytes())
    start, length = len(data) * 45 // 100, len(data) // 10
    data[start : start + length] = np.random.default_rng(1).bytes(length)
    path.write_bytes(data)
    return path


def with_unknown_coding(path: Path) -> Path:
    """A sound MP4 file whose pictures claim a coding that does not exist."""
    whole = write_clip(path, steady(1.0))
    path.write_bytes(whole.read_bytes().replace(b"avc1", b"zzzz"))
    return path
