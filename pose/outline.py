"""The body's outline over time: whether it has changed, which a body at rest does not do."""

from __future__ import annotations

import cv2
import numpy as np

from pose.types import Mask

UNCHANGED = 0.03
"""Share of the body's area that may lie elsewhere. From frame to frame it was up to 0.004 at rest,
mostly below 0.04 where a limb was misread, and 0.01 to 0.1 at the median of a way in."""
TREMBLE = np.ones((5, 5), np.uint8)
"""An outline trembles by two pixels, of 160 across the picture."""
INSIDE = 127


def small_outline(mask: Mask) -> Mask:
    """The silhouette at a small size, 0 or 1, so that its pixels can be compared over time."""
    scale = 160 / max(mask.shape)
    size = (max(1, round(mask.shape[1] * scale)), max(1, round(mask.shape[0] * scale)))
    small = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small > INSIDE, dtype=np.uint8)


def is_unchanged(before: Mask | None, now: Mask | None) -> bool:
    """Whether two small outlines show a body that has not moved; no where one is missing."""
    if before is None or now is None or before.shape != now.shape:
        return False
    left = before & ~cv2.dilate(now, TREMBLE)
    come = now & ~cv2.dilate(before, TREMBLE)
    return float((left | come).sum()) <= UNCHANGED * max(float(before.sum()), 1.0)
