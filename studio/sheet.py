"""Contact sheets: all nine poses, or every fault of one, in one picture to look at."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.poses import STRETCHES
from studio.skeleton import Side
from studio.still import render_still

TILE = (448, 336)
COLUMNS = 3


def contact_sheet(
    faults_of: str | None = None,
    side: Side = "left",
    body_seed: int = 0,
    setting_seed: int = 0,
    azimuth: float | None = None,
) -> NDArray[np.uint8]:
    """A BGR picture of all poses and phases, or of one stretch's faults."""
    wanted: list[tuple[str, str | None, str | None]] = []
    for slug in STRETCHES if faults_of is None else [faults_of]:
        wanted.append((slug, None, None))
        wanted += [(slug, phase, None) for phase in STRETCHES[slug].phases]
        if faults_of:
            wanted += [(slug, None, f.name) for f in STRETCHES[slug].faults if f.changes]
    tiles = []
    for slug, phase, fault in wanted:
        image, _ = render_still(
            slug,
            side=side,
            body_seed=body_seed,
            setting_seed=setting_seed,
            azimuth=azimuth,
            faults={fault: None} if fault else None,
            phase=phase,
        )
        tiles.append(_tile(image, " ".join(filter(None, (slug, phase, fault)))))
    return _grid(tiles)


def _tile(image: NDArray[np.uint8], caption: str) -> NDArray[np.uint8]:
    small = cv2.resize(image, TILE, interpolation=cv2.INTER_AREA)
    cv2.putText(small, caption, (8, 20), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (0, 0, 0), 2)
    return np.asarray(small, np.uint8)


def _grid(tiles: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    blank = np.full_like(tiles[0], 255)
    tiles = tiles + [blank] * (-len(tiles) % COLUMNS)
    rows = [np.hstack(tiles[i : i + COLUMNS]) for i in range(0, len(tiles), COLUMNS)]
    return np.vstack(rows)
