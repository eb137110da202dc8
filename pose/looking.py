"""Ways of looking at a person: which part of the picture, mirrored or turned; and back again.

The answers of the model depend on how it is shown the person. Looks that differ in more than the
margin err independently of each other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

import cv2
import numpy as np

from pose.types import FloatArray, Image, Mask, Pose

SILHOUETTE_SIDE = 320
SPECK = 3  # pixels of the silhouette


class Way(NamedTuple):
    """A way of looking at a person.

    Attributes:
        margin: room around the body, shares of its extent.
        flip: whether the picture is mirrored.
        turn: quarter turns of the picture, counter-clockwise.
    """

    margin: float
    flip: bool = False
    turn: Literal[-1, 0, 1] = 0

    def independent_of(self, other: Way) -> bool:
        """Whether an answer of the one says something about an answer of the other."""
        return (self.flip, self.turn) != (other.flip, other.turn)


WAYS = (Way(0.35), Way(0.35, flip=True), Way(0.2), Way(0.2, flip=True))
"""The first is followed unless others are believed more. On clips with known truth the wider square
placed the joints better; the narrower one differs enough to be asked in a dispute."""
TURNED = (Way(0.2, turn=1), Way(0.2, turn=-1))
"""For a body that lies: on clips with known truth one of them read a supine figure four rightly
that all others read upside down."""
WHOLE = Way(1e3)

Square = tuple[int, int, int, int]
"""Left, top, right, bottom of a part of the picture, pixels."""


class Surroundings:
    """Where one person is and was: grows with them at once, shrinks slowly.

    A misread body is small, and a square around it would not show the person any more: what lies
    outside of it is never found again. The silhouette is then larger than the landmarks are.
    """

    SHRINKS_S = 1.5
    BEYOND = 0.2
    """Shares of the body's extent. A silhouette reaches this far beyond the landmarks only where
    one of them is misread: head, buttocks and feet stand out by less."""

    def __init__(self) -> None:
        self._t = float("-inf")
        self._low: FloatArray = np.zeros(2)
        self._high: FloatArray = np.zeros(2)

    def include(self, pose: Pose) -> None:
        """Take in where the body was found."""
        points = np.clip(pose.points, 0, np.asarray(pose.size))
        low, high = self._with_silhouette(pose, points.min(axis=0), points.max(axis=0))
        share = 1.0 - float(np.exp(-(pose.t - self._t) / self.SHRINKS_S))
        shrunk = self._low + share * (low - self._low), self._high + share * (high - self._high)
        fresh = not np.isfinite(self._t)
        self._low = low if fresh else np.minimum(low, shrunk[0])
        self._high = high if fresh else np.maximum(high, shrunk[1])
        self._t = pose.t

    def _with_silhouette(
        self, pose: Pose, low: FloatArray, high: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """The corners of the landmarks' box, moved out to the silhouette where it goes far on."""
        box = _silhouette_box(pose)
        if box is None:
            return low, high
        first, last = box
        room = self.BEYOND * float((high - low).max())
        return np.where(first < low - room, first, low), np.where(last > high + room, last, high)

    def square(self, size: tuple[int, int], margin: float) -> Square:
        """A square around the body with some room, as far as it lies in the picture."""
        limit = np.asarray(size)
        half = max(float((self._high - self._low).max()) * (0.5 + margin), 16.0)
        middle = (self._low + self._high) / 2
        left, top = np.clip(middle - half, 0, limit - 1).astype(int)
        right, bottom = np.clip(np.ceil(middle + half), 1, limit).astype(int)
        return int(left), int(top), int(right), int(bottom)


def _silhouette_box(pose: Pose) -> tuple[FloatArray, FloatArray] | None:
    """(x, y) of the silhouette's upper left and lower right corner, pixels; None without one.

    Lines with hardly a pixel are specks.
    """
    if pose.silhouette is None:
        return None
    height, width = pose.silhouette.shape
    inside = pose.silhouette > 127
    lines = [np.flatnonzero(inside.sum(axis=axis) >= SPECK) for axis in (0, 1)]
    if any(len(line) == 0 for line in lines):
        return None
    scale = np.asarray(pose.size) / (width, height)
    first, last = np.array([(line[0], line[-1] + 1) for line in lines]).T
    return first * scale, last * scale


def shown(image: Image, square: Square, way: Way) -> Image:
    """The part of the picture that the model is shown."""
    left, top, right, bottom = square
    part = image[top:bottom, left:right]
    part = part[:, ::-1] if way.flip else part
    return np.ascontiguousarray(np.rot90(part, way.turn))


def brought_back(pose: Pose, square: Square, way: Way, size: tuple[int, int]) -> Pose:
    """A pose found in what was shown, put where it belongs in the whole picture.

    Args:
        size: (width, height) of the whole picture.
    """
    pose = _turned_back(pose, way.turn)
    pose = pose.mirrored() if way.flip else pose
    left, top, right, bottom = square
    if (right - left, bottom - top) == size:
        return pose
    return replace(
        pose,
        points=pose.points + np.array([left, top]),
        size=size,
        silhouette=_placed_mask(pose, square, size),
    )


def _turned_back(pose: Pose, turn: int) -> Pose:
    """The pose in the picture as it was before `turn` quarter turns counter-clockwise."""
    if turn == 0:
        return pose
    width, height = pose.size
    x, y = pose.points.T
    points = (height - y, x) if turn == 1 else (y, width - x)
    world = pose.world.copy()
    world[:, 0], world[:, 1] = -turn * pose.world[:, 1], turn * pose.world[:, 0]
    mask = pose.silhouette
    return replace(
        pose,
        points=np.stack(points, axis=1),
        world=world,
        size=(height, width),
        silhouette=None if mask is None else np.ascontiguousarray(np.rot90(mask, -turn)),
    )


def _placed_mask(pose: Pose, square: Square, size: tuple[int, int]) -> Mask | None:
    if pose.silhouette is None:
        return None
    width, height = size
    scale = min(1.0, SILHOUETTE_SIDE / max(size))
    whole = np.zeros((max(1, round(height * scale)), max(1, round(width * scale))), np.uint8)
    left, top, right, bottom = (round(edge * scale) for edge in square)
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    part = whole[top:bottom, left:right]
    seen = (part.shape[1], part.shape[0])
    part[:] = cv2.resize(pose.silhouette, seen, interpolation=cv2.INTER_AREA)
    return whole
