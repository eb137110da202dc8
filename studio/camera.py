"""Where the camera stands and what it sees."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from studio.geometry import FloatArray, unit, vec

NEAR, FAR = 0.1, 30.0


@dataclass(frozen=True)
class Camera:
    """A camera aimed at a point.

    Attributes:
        azimuth: degrees round the figure, from its front toward its left.
        height: of the lens above the floor, metres.
        distance: from lens to target over the floor, metres; None fits the figure.
        lens: vertical angle of view, degrees.
        size: (width, height) of the picture, pixels.
        target: what it is aimed at, metres; None is the middle of the figure.
        margin: how much larger than the figure the fitted picture is.
        shift: where the figure stands in the fitted picture, (right, down) of its half size.
    """

    azimuth: float = 0.0
    height: float = 0.9
    distance: float | None = None
    lens: float = 36.0
    size: tuple[int, int] = (640, 480)
    target: tuple[float, float, float] | None = None
    margin: float = 1.22
    shift: tuple[float, float] = (0.0, 0.0)

    @property
    def aim(self) -> FloatArray:
        """The target, metres."""
        return np.array(self.target or (0.0, 0.5, 0.0))

    @property
    def eye(self) -> FloatArray:
        """Where the lens is, metres."""
        a, far = np.radians(self.azimuth), self.distance or 3.0
        ground = self.aim * vec(1, 0, 1)
        return ground + vec(far * np.sin(a), self.height, far * np.cos(a))

    def view(self) -> FloatArray:
        """(4, 4) from the room to the camera's own axes."""
        return look_at(self.eye, self.aim)

    def projection(self) -> FloatArray:
        """(4, 4) from the camera's axes to clip space."""
        t = 1 / np.tan(np.radians(self.lens) / 2)
        m = np.zeros((4, 4))
        m[0, 0], m[1, 1] = t * self.size[1] / self.size[0], t
        m[2, 2], m[2, 3] = (FAR + NEAR) / (NEAR - FAR), 2 * FAR * NEAR / (NEAR - FAR)
        m[3, 2] = -1
        m[0, 2], m[1, 2] = -self.shift[0], self.shift[1]
        return m

    def picture(self, points: FloatArray) -> FloatArray:
        """(n, 2) pixels, x right and y down, of (n, 3) points in the room."""
        p = np.atleast_2d(points)
        clip = (
            np.concatenate([p, np.ones((len(p), 1))], axis=1) @ (self.projection() @ self.view()).T
        )
        flat = clip[:, :2] / clip[:, 3:]
        return (flat * (0.5, -0.5) + 0.5) * self.size

    def fitted(self, points: FloatArray) -> Camera:
        """The camera moved and aimed so that all the points fill the picture."""
        middle = (points.min(axis=0) + points.max(axis=0)) / 2
        camera = replace(self, target=tuple(middle))
        if self.distance is not None:
            return camera
        low, high = 0.8, 12.0
        for _ in range(24):
            far = (low + high) / 2
            camera = replace(camera, distance=far)
            low, high = (low, far) if camera._holds(points) else (far, high)
        return replace(camera, distance=high)

    def _holds(self, points: FloatArray) -> bool:
        half = np.array(self.size) / 2
        ahead = (points - self.eye) @ unit(self.aim - self.eye)
        off = np.abs(replace(self, shift=(0.0, 0.0)).picture(points) - half) * self.margin
        return bool((ahead > NEAR).all() and (off <= half).all())


def look_at(eye: FloatArray, aim: FloatArray, up: FloatArray | None = None) -> FloatArray:
    """(4, 4) view matrix of an eye that looks at a point."""
    forward = unit(aim - eye)
    right = unit(np.cross(forward, vec(0, 1, 0) if up is None else up))
    m = np.eye(4)
    m[0, :3], m[1, :3], m[2, :3] = right, np.cross(right, forward), -forward
    m[:3, 3] = -m[:3, :3] @ eye
    return m
