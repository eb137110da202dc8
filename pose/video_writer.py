"""Writing video that plays in a browser: H.264 in MP4, with the frames' own time stamps."""

from __future__ import annotations

from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import numpy as np

from pose.files import UnwritableFile, atomic_path
from pose.types import Image

TICKS_PER_S = 1000


class VideoWriter:
    """Writes pictures of one size to an MP4 file; use it as a context manager.

    The file appears when the writer is left without an error, and not before.

    Args:
        path: the file, ending in .mp4.
        size: (width, height) of the pictures; odd sizes lose their last row or column.

    Raises:
        UnwritableFile: the path cannot be written, or is no .mp4.
    """

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        if path.suffix.lower() != ".mp4":
            raise UnwritableFile(f"{path.name} has to end in .mp4: that is what is written.")
        self._path = path
        self._width, self._height = size[0] // 2 * 2, size[1] // 2 * 2
        self._last_tick = -1
        self._stack = ExitStack()
        self._container: Any = None
        self._stream: Any = None

    def __enter__(self) -> Self:
        temporary = self._stack.enter_context(atomic_path(self._path))
        self._container = av.open(str(temporary), "w", options={"movflags": "+faststart"})
        self._stream = self._container.add_stream("libx264", rate=30)
        self._stream.width, self._stream.height = self._width, self._height
        self._stream.pix_fmt = "yuv420p"
        self._stream.time_base = self._stream.codec_context.time_base = Fraction(1, TICKS_PER_S)
        self._stream.options = {"crf": "23", "preset": "veryfast"}
        return self

    def write(self, image: Image, t: float) -> None:
        """Add one (h, w, 3) BGR picture shown from `t` seconds on."""
        tick = max(self._last_tick + 1, round(t * TICKS_PER_S))
        self._last_tick = tick
        cut = np.ascontiguousarray(image[: self._height, : self._width])
        frame = av.VideoFrame.from_ndarray(cut, format="bgr24")
        frame.pts, frame.time_base = tick, Fraction(1, TICKS_PER_S)
        self._container.mux(self._stream.encode(frame))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._container.mux(self._stream.encode(None))
        finally:
            self._container.close()
            self._stack.__exit__(kind, error, trace)
