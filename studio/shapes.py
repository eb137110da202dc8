"""Round cones and ellipsoids, blended into one field and meshed. Lengths in metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from skimage.measure import marching_cubes

from studio.geometry import FloatArray, IntArray

Material = Literal["skin", "shirt", "trousers", "hair", "foot"]
FAR = 10.0
MARGIN = 0.07


@dataclass(frozen=True)
class Shape:
    """One piece of flesh, cloth or hair.

    A cone runs from `a` (radius `ra`) to `b` (radius `rb`); an ellipsoid has its centre at `a`
    and half axes `b`, and both radii 0. `blend` is how widely it melts into what is there.
    """

    bone: str
    material: Material
    a: FloatArray
    b: FloatArray
    ra: float = 0.0
    rb: float = 0.0
    blend: float = 0.025

    def distance(self, points: FloatArray) -> FloatArray:
        """Signed distance of (..., 3) points from the surface, negative inside."""
        if self.ra == 0:
            w = (points - self.a) / self.b
            near = np.linalg.norm(w, axis=-1)
            slope = np.linalg.norm(w / self.b, axis=-1)
            return np.asarray(near * (near - 1) / np.maximum(slope, 1e-6))
        axis = self.b - self.a
        t = np.clip((points - self.a) @ axis / (axis @ axis), 0, 1)
        off = np.linalg.norm(points - self.a - t[..., None] * axis, axis=-1)
        return np.asarray(off - (self.ra + (self.rb - self.ra) * t))

    def bounds(self) -> tuple[FloatArray, FloatArray]:
        """Lower and upper corner of the shape's box."""
        if self.ra == 0:
            return self.a - self.b, self.a + self.b
        r = max(self.ra, self.rb)
        return np.minimum(self.a, self.b) - r, np.maximum(self.a, self.b) + r


def cone(
    bone: str,
    material: Material,
    ends: tuple[FloatArray, FloatArray],
    radii: tuple[float, float],
    blend: float = 0.025,
) -> Shape:
    """A round cone between two points."""
    return Shape(bone, material, ends[0], ends[1], radii[0], radii[1], blend)


def ellipsoid(
    bone: str, material: Material, centre: FloatArray, axes: FloatArray, blend: float = 0.03
) -> Shape:
    """An ellipsoid along the world's axes."""
    return Shape(bone, material, centre, axes, blend=blend)


def _melt(field: NDArray[np.float32], new: FloatArray, blend: float) -> NDArray[np.float32]:
    h = np.maximum(blend - np.abs(new - field), 0) / blend
    return (np.minimum(new, field) - h * h * blend * 0.25).astype(np.float32)


def mesh(shapes: list[Shape], step: float) -> tuple[FloatArray, IntArray]:
    """The blended surface of the shapes: (n, 3) vertices and (m, 3) triangles, facing out."""
    boxes = [shape.bounds() for shape in shapes]
    low = np.min([box[0] for box in boxes], axis=0) - MARGIN
    high = np.max([box[1] for box in boxes], axis=0) + MARGIN
    count = ((high - low) / step).astype(int) + 1
    axes = [low[i] + step * np.arange(count[i]) for i in range(3)]
    field = np.full(count, FAR, np.float32)
    for shape, (lower, upper) in zip(shapes, boxes, strict=True):
        first = np.maximum(((lower - MARGIN - low) / step).astype(int), 0)
        last = np.minimum(((upper + MARGIN - low) / step).astype(int) + 1, count)
        cut = tuple(slice(first[i], last[i]) for i in range(3))
        grid = np.stack(np.meshgrid(*(axes[i][cut[i]] for i in range(3)), indexing="ij"), -1)
        field[cut] = _melt(field[cut], shape.distance(grid), shape.blend)
    vertices, triangles, _, _ = marching_cubes(field, 0.0)
    return vertices * step + low, triangles[:, ::-1].astype(np.int64)
