"""What one frame says about a body: `Pose`, and the numbers of its landmarks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Mask = NDArray[np.uint8]
Image = NDArray[np.uint8]

LANDMARK_COUNT = 33


class Landmark(IntEnum):
    """MediaPipe's 33 body landmarks; left and right are the person's own."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


Side = Literal["left", "right"]
"""The person's own side, never the picture's."""

LEFT: Side = "left"
RIGHT: Side = "right"
SIDES: tuple[Side, Side] = (LEFT, RIGHT)

# Each landmark's partner on the other side of the body; the nose is its own.
MIRRORED = np.array(
    [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9]
    + [index + (1 if index % 2 else -1) for index in range(11, LANDMARK_COUNT)]
)


def other(side: Side) -> Side:
    """The opposite side of the body."""
    return RIGHT if side == LEFT else LEFT


@cache
def landmark(side: Side, part: str) -> Landmark:
    """The landmark of a paired body part, such as `landmark("left", "knee")`."""
    return Landmark[f"{side}_{part}".upper()]


@dataclass(frozen=True)
class Pose:
    """One person in one frame.

    Attributes:
        t: time stamp of the frame, seconds.
        points: (33, 2) landmarks in pixels, x to the right and y down.
        world: (33, 3) landmarks in metres, hips at the origin, x right, y down,
            z away from the camera.
        visibility: (33,) how far each landmark can be believed, 0 to 1.
        size: (width, height) of the frame in pixels.
        silhouette: (h, w) uint8 soft mask of the body, 255 inside; it covers the whole
            frame but may be smaller than it; None where there is none.
        foot_turns: (2,) how far the left and the right foot have turned about their ankles since
            the last pose, degrees, + pointing; NaN where a foot is not seen. None where no
            pictures were compared.
    """

    t: float
    points: FloatArray
    world: FloatArray
    visibility: FloatArray
    size: tuple[int, int]
    silhouette: Mask | None = None
    foot_turns: FloatArray | None = None

    def __post_init__(self) -> None:
        expected = {
            "points": (LANDMARK_COUNT, 2),
            "world": (LANDMARK_COUNT, 3),
            "visibility": (LANDMARK_COUNT,),
        }
        for name, shape in expected.items():
            found = np.shape(getattr(self, name))
            if found != shape:
                raise ValueError(f"Pose.{name} must have shape {shape}, not {found}.")

    def point(self, which: Landmark) -> FloatArray:
        """The (2,) picture position of one landmark, in pixels."""
        place: FloatArray = self.points[which]
        return place

    def mirrored(self) -> Pose:
        """The pose of the left-right mirrored picture, with left and right names exchanged."""
        points = self.points[MIRRORED].copy()
        points[:, 0] = self.size[0] - points[:, 0]
        world = self.world[MIRRORED].copy()
        world[:, 0] = -world[:, 0]
        mask = None if self.silhouette is None else np.ascontiguousarray(self.silhouette[:, ::-1])
        return replace(
            self,
            points=points,
            world=world,
            visibility=self.visibility[MIRRORED],
            silhouette=mask,
            foot_turns=None if self.foot_turns is None else self.foot_turns[::-1].copy(),
        )

    def sides_exchanged(self) -> Pose:
        """The same picture with the names of left and right exchanged."""
        return self._renamed(MIRRORED)

    def legs_exchanged(self) -> Pose:
        """The same picture with the names of the legs exchanged, from the knees down."""
        order = np.arange(LANDMARK_COUNT)
        order[Landmark.LEFT_KNEE :] = MIRRORED[Landmark.LEFT_KNEE :]
        return self._renamed(order)

    def hips_exchanged(self) -> Pose:
        """The same picture with the names of the hips exchanged."""
        order = np.arange(LANDMARK_COUNT)
        order[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]] = Landmark.RIGHT_HIP, Landmark.LEFT_HIP
        return replace(
            self,
            points=self.points[order],
            world=self.world[order],
            visibility=self.visibility[order],
        )

    def _renamed(self, order: NDArray[np.int_]) -> Pose:
        """The landmarks in another order, and the feet in each other's."""
        return replace(
            self,
            points=self.points[order],
            world=self.world[order],
            visibility=self.visibility[order],
            foot_turns=None if self.foot_turns is None else self.foot_turns[::-1].copy(),
        )
