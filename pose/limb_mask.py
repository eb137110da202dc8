"""Where a limb lies in a picture, as a mask."""

from __future__ import annotations

import cv2
import numpy as np

from pose.types import FloatArray, Mask


def limb_mask(like: Mask, start: FloatArray, end: FloatArray, thick: float) -> Mask:
    """A strip from one (2,) place to another, 1 there, at the size of another mask.

    Args:
        thick: how wide, pixels of the mask.
    """
    mask = np.zeros_like(like)
    ends = [tuple(np.round(point).astype(int).tolist()) for point in (start, end)]
    cv2.line(mask, ends[0], ends[1], 1, max(1, round(thick)))
    return mask
