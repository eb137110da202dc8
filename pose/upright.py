"""Pictures set upright and brought to one size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from av.sidedata.sidedata import Type as SideDataType

from pose.types import Image


@dataclass(frozen=True)
class Upright:
    """How to set a stored picture upright: exchange its axes first, then flip them."""

    transpose: bool = False
    flip_x: bool = False
    flip_y: bool = False

    @classmethod
    def from_frame(cls, raw: Any) -> Upright:
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


def fitting(size: tuple[float, float], limit: tuple[int, int], enlarge: bool) -> tuple[int, int]:
    """The largest (width, height) of the same shape within the limit, whole pixels."""
    scale = min(limit[0] / size[0], limit[1] / size[1])
    scale = scale if enlarge else min(1.0, scale)
    width, height = (
        min(most, max(1, round(side * scale))) for side, most in zip(size, limit, strict=True)
    )
    return width, height


def with_bars(image: Image, size: tuple[int, int]) -> Image:
    """The (h, w, 3) picture in the middle of a black one of (width, height)."""
    height, width = image.shape[:2]
    if (width, height) == size:
        return image
    canvas = np.zeros((size[1], size[0], 3), np.uint8)
    top, left = (size[1] - height) // 2, (size[0] - width) // 2
    canvas[top : top + height, left : left + width] = image
    return canvas
