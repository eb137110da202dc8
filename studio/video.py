"""Writes H.264 that every browser plays."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av
import numpy as np
from numpy.typing import NDArray


class VideoWriter:
    """An MP4 file that grows frame by frame; it exists under its name only once complete."""

    def __init__(self, path: Path, size: tuple[int, int], fps: int, crf: int) -> None:
        self.path, self.part = path, path.with_name(f"{path.name}.{os.getpid()}.part")
        self.container = av.open(
            str(self.part), "w", format="mp4", options={"movflags": "faststart"}
        )
        self.stream = self.container.add_stream("libx264", rate=fps)
        self.stream.width, self.stream.height = size
        self.stream.pix_fmt = "yuv420p"
        self.stream.options = {"crf": str(crf), "preset": "slow", "tune": "film"}
        self.stream.time_base = Fraction(1, fps)
        self.count = 0

    def write(self, image: NDArray[np.uint8]) -> None:
        """Append one (h, w, 3) BGR picture."""
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="bgr24")
        frame.pts = self.count
        self.count += 1
        self.container.mux(self.stream.encode(frame))

    def __enter__(self) -> VideoWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.container.mux(self.stream.encode(None))
        self.container.close()
        if kind is None:
            self.part.replace(self.path)
        else:
            self.part.unlink(missing_ok=True)
