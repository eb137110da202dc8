"""Makes small video files for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import takewhile
from pathlib import Path

import av
import numpy as np

from pose.video import Video

SAMPLES = Path(__file__).parent.parent / "sample_videos"


def picture(width: int = 320, height: int = 240, shade: int = 90) -> np.ndarray:
    """A plain picture with a bright upper left corner, which tells which way up it is."""
    image = np.full((height, width, 3), shade, np.uint8)
    image[: height // 3, : width // 3] = 240
    return image


def write_clip(
    path: Path,
    times: Sequence[float],
    size: tuple[int, int] = (320, 240),
    codec: str = "libx264",
    images: Sequence[np.ndarray] | None = None,
    rotate: int = 0,
    **stream_settings: object,
) -> Path:
    """Write a clip with one frame at each of the given seconds."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=30)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p" if size[0] % 2 == 0 and size[1] % 2 == 0 else "yuv444p"
        stream.codec_context.time_base = Fraction(1, 1000)
        if codec == "libx264":
            stream.options = {"preset": "ultrafast", "bf": "0"}
        for name, value in stream_settings.items():
            setattr(stream.codec_context, name, value)
        if rotate:
            stream.set_display_rotation(rotate)
        for number, t in enumerate(times):
            image = picture(*size) if images is None else images[number % len(images)]
            frame = av.VideoFrame.from_ndarray(image, format="bgr24")
            frame.pts, frame.time_base = round(t * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def beginning(sample: str, seconds: float, path: Path, every: int = 1) -> Path:
    """Write the first seconds of a sample, for tests that are not about all that happens in it.

    Args:
        every: keep one frame of so many, as a slower camera would.
    """
    with Video(SAMPLES / f"{sample}.mp4") as video:
        frames = list(takewhile(lambda frame: frame.t < seconds, video))[::every]
    times, images = [frame.t for frame in frames], [frame.image for frame in frames]
    return write_clip(path, times, (640, 480), images=images)


def steady(seconds: float, fps: float = 10.0) -> list[float]:
    """The time stamps of a clip at a steady rate."""
    return [number / fps for number in range(round(seconds * fps))]


def write_sound(path: Path, seconds: float = 1.0) -> Path:
    """Write a file that holds sound and no picture."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        samples = np.zeros((1, 1024), np.float32)
        for number in range(round(seconds * 44100 / 1024)):
            frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 44100, number * 1024
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
