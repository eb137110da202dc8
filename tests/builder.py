"""Puts stick figures together for the tests, posed in metres.

A figure lives in (forward, up, left) metres, the floor at up = 0. Directions in the plane of the
trunk are told in degrees: 0 up, 90 forward, 180 down, 270 (or −90) backward. Somebody lying on
the back has the head backward and the feet forward.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pose.types import LANDMARK_COUNT, LEFT, RIGHT, SIDES, Landmark, Side, landmark, other

TRUNK, NECK, THIGH, SHIN, ARM = 0.50, 0.21, 0.42, 0.42, 0.26
HIP_HALF, SHOULDER_HALF = 0.10, 0.18


@dataclass(frozen=True)
class Figure:
    """A posed body.

    Attributes:
        joints: (33, 3) landmarks, metres forward, up and to the person's left.
        curve: how far the back's middle stands out, shares of the trunk: + rounded, − hollow.
    """

    joints: np.ndarray
    curve: float = 0.0

    def joint(self, side: Side, part: str) -> np.ndarray:
        return self.joints[landmark(side, part)]

    def middle(self, part: str) -> np.ndarray:
        return (self.joint(LEFT, part) + self.joint(RIGHT, part)) / 2

    def blended(self, towards: Figure, share: float) -> Figure:
        """On the way to another figure: 0 is this one, 1 the other."""
        return Figure(
            (1 - share) * self.joints + share * towards.joints,
            (1 - share) * self.curve + share * towards.curve,
        )


def aim(degrees: float, across: float = 0.0) -> np.ndarray:
    """A direction in the trunk's plane, tilted out of it to the person's left by `across`."""
    turn, tilt = np.radians(degrees), np.radians(across)
    return np.array(
        [np.sin(turn) * np.cos(tilt), np.cos(turn) * np.cos(tilt), np.sin(tilt)], dtype=float
    )


def beside(place: np.ndarray, forward: float = 0.0, up: float = 0.0) -> np.ndarray:
    return place + np.array([forward, up, 0.0])


def leftward(side: Side) -> float:
    return 1.0 if side == LEFT else -1.0


class Builder:
    """Puts a figure together, part by part; the trunk comes first."""

    def __init__(self, lean: float, bend: float = 0.0, nod: float = 0.0, roll: float = 0.0):
        """Place trunk and head.

        Args:
            lean: the trunk's direction from hips to shoulders: 0 upright, 90 level and face down.
            bend: side bend toward the person's left.
            nod: how far the head hangs toward the chest.
            roll: how far the hip line is tilted, left hip up.
        """
        self.joints = np.zeros((LANDMARK_COUNT, 3))
        for side in SIDES:
            s = leftward(side)
            tilt, sideways = np.radians(roll), np.radians(bend)
            hip = s * HIP_HALF * np.array([0.0, np.sin(tilt), np.cos(tilt)])
            shoulder = s * SHOULDER_HALF * np.array([0.0, -np.sin(sideways), np.cos(sideways)])
            self._put(side, hip=hip, shoulder=TRUNK * aim(lean, bend) + shoulder)
        up, face = aim(lean + nod, bend), aim(lean + nod + 90)
        head = TRUNK * aim(lean, bend) + NECK * up
        self.joints[Landmark.NOSE] = head + 0.11 * face
        for side in SIDES:
            wide = leftward(side) * np.array([0.0, 0.0, 1.0])
            self._put(side, ear=head + 0.07 * wide)
            self._put(side, eye=head + 0.08 * face + 0.04 * up + 0.03 * wide)
            for part, out in (("eye_inner", 0.02), ("eye_outer", 0.04)):
                self._put(side, **{part: head + 0.08 * face + 0.04 * up + out * wide})
            mouth = Landmark.MOUTH_LEFT if side == LEFT else Landmark.MOUTH_RIGHT
            self.joints[mouth] = head + 0.08 * face - 0.05 * up + 0.02 * wide

    def _put(self, side: Side, **parts: np.ndarray) -> None:
        for part, place in parts.items():
            self.joints[landmark(side, part)] = place

    def at(self, side: Side, part: str) -> np.ndarray:
        return self.joints[landmark(side, part)]

    def leg(
        self, side: Side, thigh: float, shin: float, sole: float | None = None, across: float = 0.0
    ) -> None:
        """A leg by the directions of its parts; the sole's is from heel to toes."""
        knee = self.at(side, "hip") + THIGH * aim(thigh, across)
        self._lower_leg(side, knee, knee + SHIN * aim(shin, across), shin, sole)

    def crossed_leg(self, side: Side, knee: np.ndarray, along: float, beside: float = 0.0) -> None:
        """A leg whose ankle rests on the other thigh.

        Args:
            knee: where the knee is from its own hip; the last number counts outward.
            along: how far along the other thigh the ankle rests, 0 hip to 1 knee.
            beside: how far below the other knee instead, metres.
        """
        outward = np.array([1.0, 1.0, leftward(side)])
        hip, end = self.at(other(side), "hip"), self.at(other(side), "knee")
        ankle = hip + along * (end - hip)
        if beside:
            down = self.at(other(side), "ankle") - end
            ankle = end + beside * down / np.linalg.norm(down)
        self._lower_leg(side, self.at(side, "hip") + knee * outward, ankle, 180.0, 90.0)

    def folded_leg(self, side: Side, thigh: float, ankle: np.ndarray) -> None:
        """A leg with the ankle so far from its knee; the last number counts outward."""
        knee = self.at(side, "hip") + THIGH * aim(thigh)
        outward = np.array([1.0, 1.0, leftward(side)])
        self._lower_leg(side, knee, knee + ankle * outward, 270.0, 270.0)

    def _lower_leg(
        self, side: Side, knee: np.ndarray, ankle: np.ndarray, shin: float, sole: float | None
    ) -> None:
        toward_toes = shin - 90 if sole is None else sole
        under = ankle + 0.07 * aim(toward_toes + 90)
        self._put(
            side,
            knee=knee,
            ankle=ankle,
            heel=under - 0.05 * aim(toward_toes),
            foot_index=under + 0.17 * aim(toward_toes),
        )

    def arm(self, side: Side, wrist: np.ndarray, bow: Iterable[float] = (0, 0, 0)) -> None:
        """An arm to a wrist so far from its shoulder, the elbow bowed out of the straight line.

        The last number of both counts outward.
        """
        outward = np.array([1.0, 1.0, leftward(side)])
        self.hand_at(side, self.at(side, "shoulder") + np.asarray(wrist) * outward, bow)

    def hand_at(self, side: Side, wrist: np.ndarray, bow: Iterable[float] = (0, 0, 0)) -> None:
        """An arm with its wrist at this place."""
        outward = np.array([1.0, 1.0, leftward(side)])
        shoulder = self.at(side, "shoulder")
        elbow = (shoulder + wrist) / 2 + np.asarray(tuple(bow)) * outward
        along = (wrist - elbow) / max(float(np.linalg.norm(wrist - elbow)), 1e-6)
        self._put(side, elbow=elbow, wrist=wrist)
        self._put(
            side,
            pinky=wrist + 0.07 * along,
            index=wrist + 0.08 * along,
            thumb=wrist + 0.04 * along,
        )

    def on_the_floor(self, curve: float = 0.0, lift: float = 0.0) -> Figure:
        """The finished figure, its lowest point on the floor."""
        joints = self.joints.copy()
        joints[:, 1] += 0.03 + lift - joints[:, 1].min()
        return Figure(joints, curve)
