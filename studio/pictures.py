"""The small pictures of each stretch that the app shows beside its steps."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.poses import STRETCHES
from studio.still import render_still

SIZE = (480, 360)
BODY, SETTING = 7, 0
QUALITY = 82


def write_pictures(folder: Path) -> list[Path]:
    """Write one picture of each stretch in good form; of a movement its two ends, side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for slug, model in STRETCHES.items():
        ends = list(model.phases) if not model.sided else [None]
        image = np.hstack([_still(slug, phase) for phase in ends])
        path = folder / f"{slug}.webp"
        if not cv2.imwrite(str(path), image, [cv2.IMWRITE_WEBP_QUALITY, QUALITY]):
            raise KeyError(f"Cannot write {path}.")
        written.append(path)
    return written


def _still(slug: str, phase: str | None) -> NDArray[np.uint8]:
    image, _ = render_still(slug, body_seed=BODY, setting_seed=SETTING, phase=phase)
    small = cv2.resize(image, SIZE, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)
