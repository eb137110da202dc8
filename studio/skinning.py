"""The mesh of a bent body: dual-quaternion skinning, which keeps joints from collapsing."""

from __future__ import annotations

import numpy as np

from studio.body import Body
from studio.geometry import FloatArray, IntArray, multiply, quaternions
from studio.posture import Posture


def skin(body: Body, posture: Posture, which: IntArray | slice | None = None) -> FloatArray:
    """(n, 3) places of the vertices (or of some of them) in a posture, metres."""
    which = slice(None) if which is None else which
    rest, weights = body.vertices[which], body.weights[which]
    real, dual = _dual_quaternions(posture)
    pivot = real[weights.argmax(axis=1)]
    signed = weights * np.where(pivot @ real.T < 0, -1.0, 1.0)
    q, d = signed @ real, signed @ dual
    length = np.linalg.norm(q, axis=1, keepdims=True)
    q, d = q / length, d / length
    w, u = q[:, :1], q[:, 1:]
    turned = rest + 2 * np.cross(u, np.cross(u, rest) + w * rest)
    return np.asarray(turned + 2 * (w * d[:, 1:] - d[:, :1] * u + np.cross(u, d[:, 1:])))


def _dual_quaternions(posture: Posture) -> tuple[FloatArray, FloatArray]:
    rest = posture.skeleton.heads
    shift = posture.heads - np.einsum("nij,nj->ni", posture.turns, rest)
    real = quaternions(posture.turns)
    for i, parent in enumerate(posture.skeleton.parents):
        if parent >= 0 and real[i] @ real[parent] < 0:
            real[i] = -real[i]
    pure = np.concatenate([np.zeros((len(shift), 1)), shift], axis=1)
    return real, 0.5 * multiply(pure, real)


def normals(vertices: FloatArray, triangles: IntArray) -> FloatArray:
    """(n, 3) unit normals, each the area-weighted mean of its triangles'."""
    a, b, c = (vertices[triangles[:, k]] for k in range(3))
    faces = np.cross(b - a, c - a)
    corners = triangles.T.ravel()
    total = np.stack(
        [np.bincount(corners, np.tile(faces[:, k], 3), len(vertices)) for k in range(3)], axis=1
    )
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12))
