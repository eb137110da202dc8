"""What a cheap camera does to a picture: softness, noise, exposure."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Sensor:
    """A camera's faults.

    Attributes:
        noise: standard deviation of one pixel, of 255.
        blur: radius of the lens' softness, pixels.
        exposure: factor on the brightness.
        warmth: how much red is favoured over blue, as a share.
    """

    noise: float = 2.5
    blur: float = 0.5
    exposure: float = 1.0
    warmth: float = 0.0

    def developed(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The (h, w, 3) BGR picture as the lens passes it, before the noise."""
        soft = image.astype(np.float32)
        if self.blur > 0:
            soft = np.asarray(cv2.GaussianBlur(soft, (0, 0), self.blur), np.float32)
        tint = np.array([1 - self.warmth, 1, 1 + self.warmth], np.float32)
        bright = soft * self.exposure * tint + 0.5
        return np.asarray(np.clip(bright, 0, 255), np.uint8)

    def exposed(self, developed: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
        """The picture with one frame's noise."""
        grain = rng.standard_normal(developed.shape, dtype=np.float32) * self.noise
        return np.clip(developed + grain, 0, 255).astype(np.uint8)
