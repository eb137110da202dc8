"""The room and what stands in it: floor, walls, mat, chair, strap. Lengths in metres."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.geometry import FloatArray, Y, rotation, unit, vec
from studio.look import Colour
from studio.renderer import Mesh, Surface

MAT_THICKNESS = 0.008


def box(
    low: ArrayLike, high: ArrayLike, colour: Colour, surface: Surface = "plain", casts: bool = True
) -> Mesh:
    """A box between two corners."""
    corners, out = [], []
    ends = np.array([low, high], dtype=float)
    for axis in range(3):
        for end in (0, 1):
            for s, t in ((0, 0), (1, 0), (1, 1), (0, 1)):
                picks = np.roll([end, s, t], axis)
                corners.append([ends[picks[k], k] for k in range(3)])
                out.append(np.eye(3)[axis] * (2 * end - 1))
    faces = np.arange(24).reshape(6, 4)
    triangles = np.concatenate([faces[:, [0, 1, 2]], faces[:, [0, 2, 3]]])
    places = np.array(corners)
    return Mesh(
        places,
        np.array(out),
        triangles,
        np.tile(colour, (24, 1)),
        surface,
        texels=places[:, [0, 2]] / 2.0,
        casts_shadow=casts,
    )


def turned(mesh: Mesh, degrees: float, about: FloatArray) -> Mesh:
    """The mesh turned about the vertical through a point."""
    turn = rotation(Y, degrees)
    places = (mesh.vertices - about) @ turn.T + about
    return replace(mesh, vertices=places, normals=mesh.normals @ turn.T)


def tube(points: list[FloatArray], radius: float, colour: Colour) -> Mesh:
    """A round band through some points."""
    places: list[FloatArray] = []
    out: list[FloatArray] = []
    triangles: list[list[int]] = []
    ring = np.linspace(0, 2 * np.pi, 9)[:-1]
    for a, b in pairwise(points):
        along = unit(b - a)
        x = unit(np.cross(along, vec(0.3, 1, 0.2)))
        around = np.outer(np.cos(ring), x) + np.outer(np.sin(ring), np.cross(along, x))
        first = len(places)
        for end in (a, b):
            places.extend(end + radius * around)
            out.extend(around)
        for i in range(8):
            j = (i + 1) % 8
            triangles += [[first + i, first + j, first + 8 + j]]
            triangles += [[first + i, first + 8 + j, first + 8 + i]]
    return Mesh(
        np.array(places), np.array(out), np.array(triangles), np.tile(colour, (len(places), 1))
    )


@lru_cache(maxsize=8)
def wood(seed: int, colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """(512, 512, 3) planks, linear colours."""
    rng = np.random.default_rng([3, seed])
    image = np.zeros((512, 512, 3))
    for row in range(0, 512, 64):
        grain = rng.normal(0, 1, (64, 512)).astype(np.float32)
        grain = cv2.GaussianBlur(grain, (0, 0), sigmaX=30, sigmaY=1.2)
        plank = np.array(colour) * rng.uniform(0.85, 1.12)
        image[row : row + 64] = plank + (grain / grain.std() * 9)[..., None]
        image[row : row + 2] *= 0.55
    return (255 * (np.clip(image, 0, 255) / 255) ** 2.2).astype(np.uint8)


def wooden_floor(seed: int, colour: tuple[int, int, int]) -> Mesh:
    """A floor of planks, its top at height 0."""
    plain = box((-7, -0.1, -7), (7, 0, 7), (1.0, 1.0, 1.0), "textured", casts=False)
    return replace(plain, image=wood(seed, colour))


def carpet(colour: Colour) -> Mesh:
    """A plain floor, its top at height 0."""
    return box((-7, -0.1, -7), (7, 0, 7), colour, "woven", casts=False)


def walls(azimuth: float, yaw: float, colour: Colour, at: FloatArray) -> list[Mesh]:
    """A wall behind the figure, turned by `yaw` from the camera's plane, and one beside it."""
    centre = at * vec(1, 0, 1)
    skirting: Colour = (0.55, 0.54, 0.52)
    parts = [
        box((-7, 0, -1.75), (7, 3.2, -1.65), colour, "woven", casts=False),
        box((-2.9, 0, -7), (-2.8, 3.2, 7), colour, "woven", casts=False),
        box((-7, 0, -1.65), (7, 0.09, -1.635), skirting, casts=False),
    ]
    moved = [replace(m, vertices=m.vertices + centre) for m in parts]
    return [turned(m, azimuth + yaw, centre) for m in moved]


def framed_picture(azimuth: float, yaw: float, at: FloatArray, colour: Colour) -> list[Mesh]:
    """A picture on the back wall."""
    centre = at * vec(1, 0, 1)
    parts = [
        box((0.55, 1.25, -1.65), (1.25, 1.75, -1.62), (0.08, 0.06, 0.05), casts=False),
        box((0.59, 1.29, -1.62), (1.21, 1.71, -1.615), colour, "woven", casts=False),
    ]
    moved = [replace(m, vertices=m.vertices + centre) for m in parts]
    return [turned(m, azimuth + yaw, centre) for m in moved]


def mat(at: FloatArray, length: float, colour: Colour) -> Mesh:
    """An exercise mat on the floor, lying the way the figure faces."""
    half = vec(0.33, 0, length / 2)
    low, high = at * vec(1, 0, 1) - half, at * vec(1, 0, 1) + half
    return box(low, high + vec(0, MAT_THICKNESS, 0), colour, "woven", casts=False)


def chair(seat: FloatArray, colour: Colour) -> list[Mesh]:
    """A chair with its back behind the figure; `seat` is the middle of the seat's top."""
    x, y, z = seat
    parts = [box((x - 0.21, y - 0.035, z - 0.20), (x + 0.21, y, z + 0.21), colour)]
    for a in (-0.19, 0.19):
        for b in (-0.185, 0.185):
            leg = (x + a - 0.015, 0, z + b - 0.015), (x + a + 0.015, y - 0.03, z + b + 0.015)
            parts.append(box(*leg, colour))
        post = (x + a - 0.012, y, z - 0.20), (x + a + 0.012, y + 0.32, z - 0.18)
        parts.append(box(*post, colour))
    parts.append(box((x - 0.21, y + 0.26, z - 0.20), (x + 0.21, y + 0.43, z - 0.18), colour))
    return parts
