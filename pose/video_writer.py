"""Writing video that plays in a browser: H.264 in MP4, with the frames' own time stamps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import numpy as np

from pose.files import UnwritableFile, atomic_path, unwritable
from pose.types import Image

TICK = Fraction(1, 1000)
"""Seconds between two time stamps that can be told apart."""
USUAL_FPS = 30
"""Gives the last frame its length; all others last until the next one."""


class VideoWriter:
    """Writes pictures of one size to an MP4 file; use it as a context manager.

    The file appears when the writer is left without an error, and not before.

    Args:
        path: the file, ending in .mp4.
        size: (width, height) of the pictures; odd sizes lose their last row or column.

    Raises:
        UnwritableFile: the path cannot be written, is no .mp4, or the disk is full.
    """

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        self._path = Path(path)
        if self._path.suffix.lower() != ".mp4":
            raise UnwritableFile(f"{self._path.name} has to end in .mp4: that is what is written.")
        self._given = size
        self._width, self._height = size[0] // 2 * 2, size[1] // 2 * 2
        self._last_tick = -1
        self._cleaning = ExitStack()
        self._container: Any = None
        self._stream: Any = None

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            temporary = stack.enter_context(atomic_path(self._path))
            with self._plain_errors():
                self._container = av.open(
                    f"file:{temporary}", "w", format="mp4", options={"movflags": "+faststart"}
                )
                self._stream = self._add_stream()
            self._cleaning = stack.pop_all()
        return self

    def write(self, image: Image, t: float) -> None:
        """Add one (h, w, 3) BGR picture shown from `t` seconds on; `t` rises.

        Raises:
            ValueError: the picture is not of the size the writer was made for.
            UnwritableFile: the disk is full.
        """
        if image.shape != (self._given[1], self._given[0], 3):
            raise ValueError(f"A picture of shape {image.shape} does not fit {self._given}.")
        self._last_tick = max(self._last_tick + 1, round(t / TICK))
        cut = np.ascontiguousarray(image[: self._height, : self._width])
        frame = av.VideoFrame.from_ndarray(cut, format="bgr24")
        frame.pts, frame.time_base = self._last_tick, TICK
        with self._plain_errors():
            self._container.mux(self._stream.encode(frame))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            with self._cleaning:
                self._finish()
            return
        try:
            with suppress(av.FFmpegError):
                self._container.close()
        finally:
            self._cleaning.__exit__(kind, error, trace)

    def _add_stream(self) -> Any:
        stream = self._container.add_stream("libx264", rate=USUAL_FPS)
        stream.width, stream.height = self._width, self._height
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = TICK
        # Reordered frames would make the file claim too short a duration at an uneven rate.
        stream.options = {"crf": "23", "preset": "veryfast", "bf": "0"}
        return stream

    def _finish(self) -> None:
        with self._plain_errors():
            try:
                if self._last_tick >= 0:
                    self._container.mux(self._stream.encode(None))
            finally:
                self._container.close()
        if self._last_tick < 0:
            raise UnwritableFile(f"There is no picture to write to {self._path.name}.")

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except av.FFmpegError as error:
            raise UnwritableFile(unwritable(self._path, error.strerror)) from error
