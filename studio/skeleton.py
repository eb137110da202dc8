"""The bones of the figure at rest: names, parents and where each begins and ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from studio.geometry import FloatArray, unit, vec
from studio.look import Proportions

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")
SPINE = ("spine1", "spine2", "spine3", "spine4", "spine5")
NECK = ("neck1", "neck2", "neck3", "head")

# The joint at the head of each of these bones, under the name people use for it.
JOINT_BONES = {
    "shoulder": "upper_arm",
    "elbow": "forearm",
    "wrist": "hand",
    "hip": "thigh",
    "knee": "shin",
    "ankle": "foot",
}


def sign(side: Side) -> int:
    """The direction of x on which a side of the body lies: left +1, right -1."""
    return 1 if side == "left" else -1


def other(side: Side) -> Side:
    """The opposite side of the body."""
    return "right" if side == "left" else "left"


@dataclass(frozen=True)
class Skeleton:
    """Bones at rest: standing, arms a little out, facing +z, hips at the height 0.

    Attributes:
        names: the bones, every parent before its children.
        parents: index of each bone's parent, -1 for the pelvis.
        heads, tails: (n, 3) ends of the bones in metres; a child turns about its head.
        scale: the body's height against the plain one of 1.70 m.
    """

    names: tuple[str, ...]
    parents: tuple[int, ...]
    heads: FloatArray
    tails: FloatArray
    scale: float
    index: dict[str, int] = field(repr=False)

    def head(self, bone: str) -> FloatArray:
        """Where a bone begins, metres."""
        return np.asarray(self.heads[self.index[bone]])

    def tail(self, bone: str) -> FloatArray:
        """Where a bone ends, metres."""
        return np.asarray(self.tails[self.index[bone]])

    def between(self, bone: str, child: str) -> FloatArray:
        """The vector from one bone's head to another's."""
        return self.head(child) - self.head(bone)

    def length(self, bone: str, child: str) -> float:
        """The distance between the heads of two bones, metres."""
        return float(np.linalg.norm(self.between(bone, child)))

    @property
    def thigh(self) -> float:
        """Hip to knee, metres."""
        return self.length("thigh.left", "shin.left")

    @property
    def shin(self) -> float:
        """Knee to ankle, metres."""
        return self.length("shin.left", "foot.left")

    @property
    def upper_arm(self) -> float:
        """Shoulder to elbow, metres."""
        return self.length("upper_arm.left", "forearm.left")

    @property
    def forearm(self) -> float:
        """Elbow to wrist, metres."""
        return self.length("forearm.left", "hand.left")

    @property
    def trunk(self) -> float:
        """Middle of the hips to middle of the shoulders, metres."""
        return float(np.linalg.norm(self.head("upper_arm.left")[1:] - self.head("thigh.left")[1:]))


class _Bones:
    """Collects bones in order."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str | None, FloatArray, FloatArray]] = []

    def add(self, name: str, parent: str | None, head: FloatArray, tail: FloatArray) -> None:
        self.rows.append((name, parent, head, tail))

    def skeleton(self, scale: float) -> Skeleton:
        names = tuple(row[0] for row in self.rows)
        index = {name: i for i, name in enumerate(names)}
        return Skeleton(
            names=names,
            parents=tuple(-1 if row[1] is None else index[row[1]] for row in self.rows),
            heads=np.array([row[2] for row in self.rows]) * scale,
            tails=np.array([row[3] for row in self.rows]) * scale,
            scale=scale,
            index=index,
        )


def _add_trunk(bones: _Bones, p: Proportions) -> None:
    heights = np.array([0.03, 0.11, 0.19, 0.28, 0.39, 0.50]) * p.trunk
    depths: tuple[float, ...] = (0.0, -0.012, -0.015, -0.020, -0.025, -0.020)
    bones.add("pelvis", None, vec(0, 0.01, -0.02), vec(0, heights[0], 0))
    parent = "pelvis"
    for i, name in enumerate(SPINE):
        ends = [vec(0, heights[k], depths[k]) for k in (i, i + 1)]
        bones.add(name, parent, ends[0], ends[1])
        parent = name
    top = heights[-1]
    rises = (0.0, 0.035, 0.07, 0.105, 0.30)
    depths = (-0.02, -0.01, 0.0, 0.01, 0.015)
    for i, name in enumerate(NECK):
        ends = [vec(0, top + rises[k], depths[k]) for k in (i, i + 1)]
        bones.add(name, parent, ends[0], ends[1])
        parent = name


def _add_arm(bones: _Bones, p: Proportions, side: Side) -> None:
    g, top = sign(side), 0.50 * p.trunk
    shoulder = vec(g * 0.165 * p.shoulders, top - 0.045, -0.01)
    elbow = shoulder + 0.285 * p.arm * unit((g * 0.64, -0.77, 0.02))
    along = unit((g * 0.55, -0.74, 0.39))
    wrist = elbow + 0.25 * p.arm * along
    knuckles = wrist + 0.09 * along
    bones.add(f"clavicle.{side}", "spine5", vec(g * 0.02, top - 0.025, 0.01), shoulder)
    bones.add(f"upper_arm.{side}", f"clavicle.{side}", shoulder, elbow)
    bones.add(f"forearm.{side}", f"upper_arm.{side}", elbow, wrist)
    bones.add(f"hand.{side}", f"forearm.{side}", wrist, knuckles)
    bones.add(f"fingers.{side}", f"hand.{side}", knuckles, knuckles + 0.08 * along)


def _add_leg(bones: _Bones, p: Proportions, side: Side) -> None:
    g, wide = sign(side), 0.092 * p.hips
    hip = vec(g * wide, 0, 0)
    knee = vec(g * (wide + 0.013), -0.42 * p.leg, 0.012)
    ankle = vec(g * (wide + 0.018), -(0.42 + 0.40 * p.shin) * p.leg, -0.01)
    ball = ankle + vec(g * 0.012, -0.052, 0.115)
    bones.add(f"thigh.{side}", "pelvis", hip, knee)
    bones.add(f"shin.{side}", f"thigh.{side}", knee, ankle)
    bones.add(f"foot.{side}", f"shin.{side}", ankle, ball)
    bones.add(f"toes.{side}", f"foot.{side}", ball, ankle + vec(g * 0.016, -0.06, 0.185))


def skeleton_from_proportions(p: Proportions) -> Skeleton:
    """The bones of a body with these proportions."""
    bones = _Bones()
    _add_trunk(bones, p)
    for side in SIDES:
        _add_arm(bones, p, side)
        _add_leg(bones, p, side)
    return bones.skeleton(p.height)
