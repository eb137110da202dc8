"""Bends a skeleton limb by limb, the way a person would be told to move."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from studio.geometry import (
    IDENTITY,
    FloatArray,
    X,
    Y,
    Z,
    angle_at,
    frame,
    rotation,
    two_bone,
    unit,
    vec,
)
from studio.posture import Posture
from studio.skeleton import NECK, SPINE, Side, Skeleton, sign

LUMBAR = (1.3, 1.2, 1.1, 0.8, 0.5)
EVEN = (1.0, 1.0, 1.0, 1.0, 1.0)


class Poser:
    """Collects turns of bones; a bone without one follows its parent.

    Call `trunk` first, then legs and arms: reaching needs to know where the shoulders are.
    """

    def __init__(self, skeleton: Skeleton) -> None:
        self.skeleton = skeleton
        self._fixed: dict[str, FloatArray] = {}
        self._local: dict[str, FloatArray] = {}

    def posture(self) -> Posture:
        """The posture so far, the pelvis at its place at rest."""
        skeleton = self.skeleton
        turns = np.empty((len(skeleton.names), 3, 3))
        for i, (name, parent) in enumerate(zip(skeleton.names, skeleton.parents, strict=True)):
            turns[i] = IDENTITY if parent < 0 else turns[parent]
            if name in self._fixed:
                turns[i] = self._fixed[name]
            elif name in self._local:
                turns[i] = turns[i] @ self._local[name]
        return Posture.from_turns(skeleton, turns, skeleton.heads[0])

    def pelvis(self, turn: FloatArray) -> Poser:
        """Turn the pelvis, and everything that hangs on it."""
        self._fixed["pelvis"] = turn
        return self

    def spine(
        self,
        round_: float = 0.0,
        side: float = 0.0,
        twist: float = 0.0,
        shares: tuple[float, ...] = EVEN,
    ) -> Poser:
        """Bend the spine by these totals: rounded +, hollow -; `side` + toward its right."""
        for bone, share in zip(SPINE, shares, strict=True):
            k = share / sum(shares)
            self._local[bone] = (
                rotation(X, round_ * k) @ rotation(Z, side * k) @ rotation(Y, twist * k)
            )
        return self

    def trunk(
        self,
        lean: float,
        round_: float = 0.0,
        side: float = 0.0,
        shares: tuple[float, ...] = EVEN,
        roll: float = 0.0,
    ) -> Poser:
        """Bring the line from mid-hip to mid-shoulder to a forward lean and a bend to its right.

        The pelvis pitches as far as the lean asks for with this rounding of the spine; it stays
        level (but for `roll`, its own tilt to the right) while the spine bends sideways.
        """
        self.pelvis(np.eye(3))
        total = side
        for _ in range(4):
            self.spine(round_, total, 0.0, shares)
            reached = self._trunk_line()
            found = np.degrees(np.arctan2(reached[0], np.hypot(reached[1], reached[2])))
            if not side:
                break
            total += side + found
        pitch = np.degrees(np.arctan2(reached[2], reached[1]))
        return self.pelvis(rotation(X, lean - pitch) @ rotation(Z, roll))

    def _trunk_line(self) -> FloatArray:
        p = self.posture()
        shoulders = p.head("upper_arm.left") + p.head("upper_arm.right")
        hips = p.head("thigh.left") + p.head("thigh.right")
        return unit(shoulders - hips)

    def neck(self, nod: float = 0.0, side: float = 0.0, turn: float = 0.0) -> Poser:
        """Bend the neck against the trunk: chin down +, up -."""
        k = 1 / len(NECK)
        for bone in NECK:
            self._local[bone] = rotation(X, nod * k) @ rotation(Z, side * k) @ rotation(Y, turn * k)
        return self

    def shrug(self, side: Side, up: float = 0.0, forward: float = 0.0) -> Poser:
        """Lift or push forward one shoulder, degrees at the collar bone."""
        g = sign(side)
        self._local[f"clavicle.{side}"] = rotation(Z, g * up) @ rotation(Y, -g * forward)
        return self

    def curl(self, side: Side, degrees: float) -> Poser:
        """Close the fingers of one hand."""
        hand = self.skeleton.tail(f"hand.{side}") - self.skeleton.head(f"hand.{side}")
        across = vec(sign(side) * 0.15, 0, 1)
        self._local[f"fingers.{side}"] = rotation(np.cross(hand, across), sign(side) * degrees)
        return self

    def leg(
        self,
        side: Side,
        thigh: ArrayLike,
        knee: float,
        hinge: ArrayLike = X,
        ankle: float | None = None,
    ) -> Poser:
        """Point the thigh, bend the knee by `knee` degrees about `hinge`.

        `ankle` is the angle knee-ankle-toe tip, about 110 with the foot square to the shin.
        """
        upper = frame(thigh, hinge)
        axis = upper[:, 1]
        return self._leg_bones(side, upper[:, 0], rotation(axis, knee) @ upper[:, 0], axis, ankle)

    def leg_to(
        self, side: Side, target: FloatArray, pole: ArrayLike, ankle: float | None = None
    ) -> Poser:
        """Bring the ankle to a place, the knee bending toward `pole`."""
        hip = self.posture().head(f"thigh.{side}")
        knee, end = two_bone(hip, target, self.skeleton.thigh, self.skeleton.shin, pole)
        axis = np.cross(knee - hip, end - knee)
        return self._leg_bones(side, knee - hip, end - knee, axis, ankle)

    def _leg_bones(
        self, side: Side, thigh: FloatArray, shin: FloatArray, axis: FloatArray, ankle: float | None
    ) -> Poser:
        s = self.skeleton
        names = [f"{bone}.{side}" for bone in ("thigh", "shin", "foot")]
        self._fixed[names[0]] = frame(thigh, axis) @ frame(s.between(names[0], names[1]), X).T
        self._fixed[names[1]] = frame(shin, axis) @ frame(s.between(names[1], names[2]), X).T
        self._fixed.pop(names[2], None)
        if ankle is not None:
            knee_at, ankle_at = s.head(names[1]), s.head(names[2])
            rest = angle_at(knee_at, ankle_at, s.tail(f"toes.{side}"))
            self._local[names[2]] = rotation(X, ankle - rest)
        return self

    def flat_foot(self, side: Side, yaw: float = 0.0, pitch: float = 0.0) -> Poser:
        """Lay the foot flat, toes turned out by `yaw`, heel lifted by `pitch` degrees."""
        g = sign(side)
        self._fixed[f"foot.{side}"] = rotation(Y, g * yaw) @ rotation(X, pitch)
        return self

    def flat_toes(self, side: Side, yaw: float = 0.0) -> Poser:
        """Keep the toes flat on the floor under a lifted heel."""
        self._fixed[f"toes.{side}"] = rotation(Y, sign(side) * yaw)
        return self

    def arm(
        self,
        side: Side,
        upper: ArrayLike,
        fore: ArrayLike,
        hinge: ArrayLike | None = None,
        hand: ArrayLike | None = None,
        back: ArrayLike | None = None,
    ) -> Poser:
        """Point upper arm and forearm; `hinge` is the elbow's axis, needed when it is straight.

        `hand` is where the fingers point, `back` where the back of the hand faces.
        """
        s = self.skeleton
        names = [f"{bone}.{side}" for bone in ("upper_arm", "forearm", "hand")]
        a, b = s.between(names[0], names[1]), s.between(names[1], names[2])
        axis = np.cross(unit(upper), unit(fore)) if hinge is None else np.asarray(hinge, float)
        at_rest = np.cross(a, b)
        self._fixed[names[0]] = frame(upper, axis) @ frame(a, at_rest).T
        self._fixed[names[1]] = frame(fore, axis) @ frame(b, at_rest).T
        self._fixed.pop(names[2], None)
        if hand is not None and back is not None:
            along = s.tail(names[2]) - s.head(names[2])
            outward = np.cross(along, vec(sign(side) * 0.15, 0, 1)) * sign(side)
            self._fixed[names[2]] = frame(hand, back) @ frame(along, outward).T
        return self

    def reach(
        self,
        side: Side,
        target: FloatArray,
        pole: ArrayLike,
        hand: ArrayLike | None = None,
        back: ArrayLike | None = None,
    ) -> Poser:
        """Bring the wrist to a place, the elbow bending toward `pole`."""
        s = self.skeleton
        shoulder = self.posture().head(f"upper_arm.{side}")
        elbow, wrist = two_bone(shoulder, target, s.upper_arm, s.forearm, pole)
        return self.arm(side, elbow - shoulder, wrist - elbow, None, hand, back)
