"""Vectors, rotations and quaternions.

World axes: y up, z the way the figure faces when it stands, x toward its left. Lengths are
metres, angles degrees.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

X, Y, Z = IDENTITY = np.eye(3)


def vec(*values: float) -> FloatArray:
    """A float vector of the given components."""
    return np.array(values, dtype=float)


def unit(v: ArrayLike) -> FloatArray:
    """The vector of length 1 with the same direction."""
    a = np.asarray(v, dtype=float)
    return np.asarray(a / np.sqrt(a.dot(a)))


def cross(a: FloatArray, b: FloatArray) -> FloatArray:
    """The cross product of two vectors; numpy's own takes several times as long for so few."""
    (a0, a1, a2), (b0, b1, b2) = a.tolist(), b.tolist()
    return vec(a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0)


def rotation(axis: ArrayLike, degrees: float) -> FloatArray:
    """The (3, 3) right-handed turn about an axis."""
    a = unit(axis)
    t = np.radians(degrees)
    k = np.array([[0, -a[2], a[1]], [a[2], 0, -a[0]], [-a[1], a[0], 0]])
    return np.asarray(IDENTITY + np.sin(t) * k + (1 - np.cos(t)) * k @ k)


def frame(direction: ArrayLike, hinge: ArrayLike) -> FloatArray:
    """(3, 3) columns: the direction, the hinge made square to it, and their cross product."""
    d = unit(direction)
    h = np.asarray(hinge, dtype=float)
    h = unit(h - h.dot(d) * d)
    return np.array([d, h, cross(d, h)]).T.copy()


def downward(forward: float, outward: float = 0.0) -> FloatArray:
    """Straight down, swung `forward` degrees toward +z and `outward` degrees toward +x."""
    f, o = np.radians(forward), np.radians(outward)
    return vec(np.sin(o), -np.cos(f) * np.cos(o), np.sin(f) * np.cos(o))


def angle_between(a: ArrayLike, b: ArrayLike) -> float:
    """The angle between two vectors, 0 to 180 degrees."""
    return float(np.degrees(np.arccos(np.clip(unit(a).dot(unit(b)), -1, 1))))


def angle_at(a: ArrayLike, corner: ArrayLike, b: ArrayLike) -> float:
    """The angle a-corner-b, 0 to 180 degrees; in two dimensions or three."""
    c = np.asarray(corner, dtype=float)
    return angle_between(np.asarray(a) - c, np.asarray(b) - c)


def two_bone(
    start: FloatArray, target: FloatArray, first: float, second: float, pole: ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """The middle joint and the end of a two-bone limb that reaches for `target`.

    The limb bends toward `pole`; a target out of reach is pulled in along the same line.
    """
    reach = target - start
    far = float(
        np.clip(np.linalg.norm(reach), abs(first - second) + 1e-3, (first + second) * 0.998)
    )
    d = unit(reach)
    p = np.asarray(pole, dtype=float)
    p = unit(p - p.dot(d) * d)
    cosine = (first**2 + far**2 - second**2) / (2 * first * far)
    middle = start + first * (cosine * d + np.sqrt(max(0.0, 1 - cosine**2)) * p)
    return middle, start + far * d


def chord_of_hinge(first: float, second: float, flexion: float) -> float:
    """End-to-end length of a two-bone limb whose joint is bent by `flexion` degrees."""
    return float(np.sqrt(first**2 + second**2 + 2 * first * second * np.cos(np.radians(flexion))))


def quaternions(matrices: FloatArray) -> FloatArray:
    """(n, 3, 3) rotations to (n, 4) unit quaternions w, x, y, z with w not negative."""
    m = np.asarray(matrices)
    k = np.empty((len(m), 4, 4))
    k[:, 0, 0] = m[:, 0, 0] + m[:, 1, 1] + m[:, 2, 2]
    k[:, 1, 1] = m[:, 0, 0] - m[:, 1, 1] - m[:, 2, 2]
    k[:, 2, 2] = m[:, 1, 1] - m[:, 0, 0] - m[:, 2, 2]
    k[:, 3, 3] = m[:, 2, 2] - m[:, 0, 0] - m[:, 1, 1]
    k[:, 0, 1] = k[:, 1, 0] = m[:, 2, 1] - m[:, 1, 2]
    k[:, 0, 2] = k[:, 2, 0] = m[:, 0, 2] - m[:, 2, 0]
    k[:, 0, 3] = k[:, 3, 0] = m[:, 1, 0] - m[:, 0, 1]
    k[:, 1, 2] = k[:, 2, 1] = m[:, 0, 1] + m[:, 1, 0]
    k[:, 1, 3] = k[:, 3, 1] = m[:, 0, 2] + m[:, 2, 0]
    k[:, 2, 3] = k[:, 3, 2] = m[:, 1, 2] + m[:, 2, 1]
    q = np.linalg.eigh(k)[1][:, :, -1]
    return np.where(q[:, :1] < 0, -q, q)


def matrices(quats: FloatArray) -> FloatArray:
    """(n, 4) unit quaternions to (n, 3, 3) rotations."""
    w, x, y, z = quats.T
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.moveaxis(np.array(rows), 2, 0)


def multiply(a: FloatArray, b: FloatArray) -> FloatArray:
    """The products of two (n, 4) arrays of quaternions."""
    w = a[:, 0] * b[:, 0] - (a[:, 1:] * b[:, 1:]).sum(1)
    u = a[:, :1] * b[:, 1:] + b[:, :1] * a[:, 1:] + np.cross(a[:, 1:], b[:, 1:])
    return np.concatenate([w[:, None], u], axis=1)


def slerp(a: FloatArray, b: FloatArray, t: float) -> FloatArray:
    """(n, 4) quaternions a share `t` of the short way from a to b."""
    dot = (a * b).sum(1, keepdims=True)
    b = np.where(dot < 0, -b, b)
    angle = np.arccos(np.clip(np.abs(dot), 0, 1))
    small = angle < 1e-5
    sine = np.where(small, 1, np.sin(angle))
    q = np.where(small, 1 - t, np.sin((1 - t) * angle) / sine) * a
    q = q + np.where(small, t, np.sin(t * angle) / sine) * b
    return np.asarray(q / np.linalg.norm(q, axis=1, keepdims=True))


def smooth(t: float) -> float:
    """0 to 1 with a soft start and a soft end."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def lerp(a: ArrayLike, b: ArrayLike, t: float) -> FloatArray:
    """The point a share `t` of the way from a to b."""
    return (1 - t) * np.asarray(a, dtype=float) + t * np.asarray(b, dtype=float)


def mean(points: Iterable[ArrayLike]) -> FloatArray:
    """The mean of some points."""
    return np.asarray(np.mean(np.array([np.asarray(p, dtype=float) for p in points]), axis=0))
