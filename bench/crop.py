"""Cuts the head or the feet out of a clip's pictures, as a badly placed camera does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from bench.cases import Part
from pose.types import FloatArray, Image

PARTS: dict[Part, tuple[str, ...]] = {
    "head": ("nose", "ear_left", "ear_right"),
    "feet": ("ankle_left", "ankle_right", "toe_left", "toe_right", "heel_left", "heel_right"),
}
NECK = 8.0
"""Pixels by which the cut lies on the body's side of what is cut off."""


class Cut(NamedTuple):
    """A straight cut: what is kept of the picture, pixels."""

    left: int
    top: int
    right: int
    bottom: int


def cropping(part: Part | None, truth: dict[str, Any]) -> Callable[[Image], Image]:
    """What cuts one frame of a clip."""
    if part is None:
        return lambda image: image
    cut = cut_off(part, truth)
    return lambda image: np.ascontiguousarray(image[cut.top : cut.bottom, cut.left : cut.right])


def cut_off(part: Part, truth: dict[str, Any]) -> Cut:
    """The cut that leaves this part outside while the stretch is held, and most else inside."""
    points = _held(truth)
    gone = np.array([points[name] for name in PARTS[part]])
    kept = np.array([place for name, place in points.items() if name not in PARTS[part]])
    cuts = list(_straight_cuts(gone, truth["size"]))
    return max(cuts, key=lambda cut: _inside(kept, cut))


def _held(truth: dict[str, Any]) -> dict[str, FloatArray]:
    """The joints in the picture in the middle of the work."""
    working = [p for p in truth["timeline"] if p["what"] in ("hold", "cycles", "alternate")]
    middle = (working[0]["start_s"] + working[-1]["end_s"]) / 2
    row = min(truth["samples"]["rows"], key=lambda r: abs(r["t"] - middle))
    places = np.array(row["points_px"]).reshape(-1, 2)
    return dict(zip(truth["samples"]["points"], places, strict=True))


def _straight_cuts(gone: FloatArray, size: tuple[int, int]) -> Iterator[Cut]:
    """The four cuts that put all the points outside."""
    width, height = size
    low, high = gone.min(axis=0) - NECK, gone.max(axis=0) + NECK
    yield Cut(int(high[0]), 0, width, height)
    yield Cut(0, int(high[1]), width, height)
    yield Cut(0, 0, int(low[0]), height)
    yield Cut(0, 0, width, int(low[1]))


def _inside(points: FloatArray, cut: Cut) -> int:
    x, y = points.T
    inside = (x >= cut.left) & (x < cut.right) & (y >= cut.top) & (y < cut.bottom)
    return int(inside.sum())
